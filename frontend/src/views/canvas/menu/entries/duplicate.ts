// A copy behind it.

import { t } from '../../../../i18n/messages';
import { duplicate, duplicateRefusal } from '../../together';
import type { Entry } from '../entry';

export const entry: Entry = {
  order: 210,
  label: () => t('canvas.duplicate'),
  hint: t('hint.duplicate'),
  keys: t('canvas.keys.duplicate'),
  reason: (ids) => {
    const code = duplicateRefusal(ids);
    return code === null ? undefined : t(code);
  },
  run: duplicate
};
