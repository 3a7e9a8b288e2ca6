// Undo and redo as a person asks for them: by key, button or menu. What was done is said, with the way back.

import { t } from '../../i18n/messages';
import { app } from '../../state/app.svelte';
import type { Step } from '../../state/undoing.svelte';
import { toasts } from '../../ui/toasts.svelte';
import { glide } from '../canvas/glide.svelte';

/** The newest news only: ten steps back are not ten toasts. */
let said: number | undefined;

function say(code: string, what: string, label: string, run: () => void): void {
  if (said !== undefined) toasts.dismiss(said);
  said = toasts.show(t(code, { what }), { label, run });
}

/** A step back: the newest, or one that is named. */
export function takeBack(step?: Step): void {
  glide.begin();
  const words = app.undoing.undo(step);
  if (words) say('undo.undone', t(words.code, words.params), t('undo.redo'), doAgain);
}

export function doAgain(): void {
  glide.begin();
  const words = app.undoing.redo();
  if (words) say('undo.redone', t(words.code, words.params), t('undo.undo'), takeBack);
}

/** Says what was just done, with a way back that is meant for it alone. */
export function offerUndo(text: string): void {
  const step = app.undoing.newest;
  if (!step) return;
  if (said !== undefined) toasts.dismiss(said);
  said = toasts.show(text, { label: t('undo.undo'), run: () => takeBack(step) });
}
