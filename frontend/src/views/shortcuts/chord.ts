// A chord is a key with what is held down with it, written `Ctrl+Shift+Z`. Ctrl stands for ⌘ on a Mac, too.

import { t } from '../../i18n/messages';

/** Keys that are named and not printed as they are. */
const NAMED: { readonly [key: string]: string } = {
  ' ': 'Space',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down'
};
/** Keys whose names are words of a language; all others are on the keyboard as they are written. */
const WORDS = new Set(['Space', 'Arrows', 'Delete', 'Enter', 'Escape', 'Home', 'End', 'Left', 'Right', 'Up', 'Down']);

const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

/** The chord of a key press. Shift belongs to a sign (`?`) and is named only with letters, named keys and the full stop. */
export function chordOf(event: KeyboardEvent): string {
  // Shift and the full stop, whatever the layout makes of them.
  const stop = event.code === 'Period' && event.shiftKey;
  const letter = event.key.length === 1 && event.key.toLowerCase() !== event.key.toUpperCase();
  const key = stop ? '.' : (NAMED[event.key] ?? (letter ? event.key.toUpperCase() : event.key));
  const shift = event.shiftKey && (stop || letter || event.key.length > 1 || event.key === ' ');
  const held = [event.ctrlKey || event.metaKey ? 'Ctrl' : '', event.altKey ? 'Alt' : '', shift ? 'Shift' : ''];
  return [...held.filter(Boolean), key].join('+');
}

/** A character alone: dictation software types such by accident, so that they can be turned off. Space is none. */
export const isSingle = (chord: string): boolean => chord.length === 1 || /^Shift\+.$/.test(chord);

/** The parts of a chord as they are printed on the keys. */
export function printed(chord: string): string[] {
  const parts = chord === '+' ? ['+'] : chord.split(/\+(?!$)/);
  return parts.map((part) => {
    if (part === 'Ctrl') return isMac() ? '⌘' : t('key.Ctrl');
    if (part === 'Shift' || WORDS.has(part)) return t(`key.${part}`);
    return part === '-' ? '−' : part;
  });
}

/** The chord as a screen reader's `aria-keyshortcuts` wants it. */
export const spoken = (chord: string): string => chord.replace('Ctrl', isMac() ? 'Meta' : 'Control');
