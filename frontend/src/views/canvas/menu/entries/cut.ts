// To the clipboard, and away.

import { t } from '../../../../i18n/messages';
import { cut } from '../../clipboard';
import type { Entry } from '../entry';

export const entry: Entry = {
  order: 230,
  label: () => t('canvas.cut'),
  hint: t('hint.cut'),
  keys: t('canvas.keys.cut'),
  run: (ids) => void cut(ids)
};
