// As large as it fits.

import { t } from '../../../../i18n/messages';
import { view } from '../../view';
import type { Entry } from '../entry';

export const entry: Entry = {
  order: 310,
  label: () => t('canvas.zoom.selection'),
  hint: t('canvas.zoom.selection_hint'),
  keys: t('canvas.keys.focus'),
  run: (ids) => view.current?.show(ids)
};
