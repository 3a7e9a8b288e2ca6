// Ctrl Z, Ctrl Shift Z and Ctrl Y, wherever the focus is. Only a field with words that are not taken yet keeps them for itself.

import { doAgain, takeBack } from './undo';

/** The field that is being typed into: `input` came, `change` not yet. */
let typing: EventTarget | null = null;

export function typed({ target }: Event): void {
  typing = target;
}

export function taken({ target }: Event): void {
  if (target === typing) typing = null;
}

/** Whether the key was ours. */
export function undoKey(event: KeyboardEvent): boolean {
  // Enter takes the words, also those that are what they were: then no `change` comes.
  if (event.key === 'Enter') taken(event);
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return false;
  if (typing !== null && event.target === typing) return false;
  const key = event.key.toLowerCase();
  if (key === 'z') (event.shiftKey ? doAgain : takeBack)();
  else if (key === 'y' && !event.shiftKey) doAgain();
  else return false;
  return true;
}
