// From the clipboard.

import { t } from '../../../../i18n/messages';
import { pasteFromClipboard } from '../../clipboard';
import { view } from '../../view';
import type { Entry } from '../entry';

export const entry: Entry = {
  order: 240,
  label: () => t('canvas.paste'),
  hint: t('hint.paste'),
  keys: t('canvas.keys.paste'),
  run: () => void pasteFromClipboard(view.current?.middle() ?? { x: 0, y: 0 })
};
