// Change places with the neighbour.

import { t } from '../../../../i18n/messages';
import { swapRefusal, swapWith } from '../../actions';
import type { Entry } from '../entry';

export const entry: Entry = {
  order: 110,
  label: () => t('canvas.move.left'),
  hint: t('hint.left'),
  shown: (ids) => ids.length === 1,
  reason: ([id]) => {
    const code = id === undefined ? null : swapRefusal(id, -1);
    return code === null ? undefined : t(code);
  },
  run: ([id]) => {
    if (id !== undefined) swapWith(id, -1);
  }
};
