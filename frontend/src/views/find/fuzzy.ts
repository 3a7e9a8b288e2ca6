// How well a name answers what was typed: every word of it must be found, in any order, letters may be left out.

/** Lower case without accents, so that “regler” finds “Régler”. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();

const isStart = (text: string, at: number): boolean => at === 0 || !/[\p{Letter}\p{Number}]/u.test(text[at - 1] ?? '');

/** 3 where a word begins with it, 2 in the middle of one, 1 where only its letters come in this order; null: not there. */
function wordScore(text: string, word: string): number | null {
  let at = text.indexOf(word);
  if (at >= 0) {
    for (; at >= 0; at = text.indexOf(word, at + 1)) if (isStart(text, at)) return 3;
    return 2;
  }
  if (word.length < 2) return null;
  // The first letter must begin a word: else half of the list answers everything.
  const starts = [...text.split('').keys()].filter((i) => text[i] === word[0] && isStart(text, i));
  return starts.some((start) => inOrder(text.slice(start), word)) ? 1 : null;
}

/** Whether all letters come in this order, with any between them. */
function inOrder(text: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const found = text.indexOf(letter, from);
    if (found < 0) return false;
    from = found + letter.length;
  }
  return true;
}

/** Higher is better, null is no answer. Of equals the shorter name is the better one. */
export function score(name: string, typed: string): number | null {
  const text = plain(name);
  const scores = plain(typed)
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => wordScore(text, word));
  if (scores.includes(null)) return null;
  return scores.reduce<number>((sum, one) => sum + (one ?? 0), 0) - text.length / 1000;
}
