// To the clipboard.

import { t } from '../../../../i18n/messages';
import { copy } from '../../clipboard';
import type { Entry } from '../entry';

export const entry: Entry = {
  order: 220,
  label: () => t('canvas.copy'),
  hint: t('hint.copy'),
  keys: t('canvas.keys.copy'),
  run: (ids) => void copy(ids)
};
