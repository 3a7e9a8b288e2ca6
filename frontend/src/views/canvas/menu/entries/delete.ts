// Away; undo brings it back.

import { t } from '../../../../i18n/messages';
import { remove } from '../../together';
import type { Entry } from '../entry';

export const entry: Entry = {
  order: 910,
  label: () => t('canvas.delete'),
  hint: t('hint.delete'),
  keys: t('canvas.keys.delete'),
  run: (ids) => remove(...ids)
};
