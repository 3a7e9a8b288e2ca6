// Arrow keys in a grid of cards: to the neighbour on that side, whatever the number of columns. Pure.

export interface Place {
  left: number;
  top: number;
}

/** The index of the card that a key leads to from card `at`; null where the key means nothing or leads nowhere. */
export function next(places: readonly Place[], at: number, key: string): number | null {
  const here = places[at];
  if (!here) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return places.length - 1;
  if (key === 'ArrowRight') return at + 1 < places.length ? at + 1 : null;
  if (key === 'ArrowLeft') return at > 0 ? at - 1 : null;
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return null;
  const down = key === 'ArrowDown';
  const beyond = places
    .map((place, i) => ({ ...place, i }))
    .filter(({ top }) => (down ? top > here.top + 1 : top < here.top - 1));
  const row = down ? Math.min(...beyond.map(({ top }) => top)) : Math.max(...beyond.map(({ top }) => top));
  const cards = beyond.filter(({ top }) => Math.abs(top - row) <= 1);
  cards.sort((a, b) => Math.abs(a.left - here.left) - Math.abs(b.left - here.left));
  return cards[0]?.i ?? null;
}
