// One click on a remedy: the command, the changes, and a toast that takes the changes back.

import { t } from '../../i18n/messages';
import { app } from '../../state/app.svelte';
import type { Remedy } from '../../state/types';
import { toasts } from '../../ui/toasts.svelte';
import { offerUndo } from '../undo/undo';
import { placed } from './placed';

export const labelOf = (remedy: Remedy): string => t(remedy.code, remedy.params);

export async function apply(remedy: Remedy): Promise<void> {
  const changes = placed(app.document, remedy.changes);
  if (!changes) {
    toasts.show(t('coach.refused'));
    return;
  }
  const running = app.run.state === 'running';
  if (remedy.command === 'rewind') await app.commands.rewind();
  if (changes.length > 0) {
    app.change(changes, { words: { code: remedy.code, params: remedy.params } });
    offerUndo(t('coach.done', { label: labelOf(remedy) }));
  }
  if (remedy.command === 'reset') {
    await app.commands.reset();
    if (running) await app.commands.play();
  }
}
