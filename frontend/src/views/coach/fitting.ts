// How many remedies stand beside the sentence. The sentence comes first: all of it is to be read, on three lines at most.

/** CSS pixels, on the generous side: of a character of a sentence on three lines, of a button’s; of what a button has around its label. */
const SENTENCE = 2.1;
const LABEL = 6.8;
const FRAME = 26;
/** Of the bulb and “Not now”; of a sentence, however short. */
const OTHERS = 120;
const LEAST = 200;

/** How many of these labels fit into a line of so many CSS pixels, beside a sentence of so many characters. */
export function fitting(labels: readonly string[], sentence: number, line: number): number {
  let room = line - OTHERS - Math.max(LEAST, SENTENCE * sentence + 20);
  for (const [i, label] of labels.entries()) {
    room -= LABEL * label.length + FRAME;
    if (room < 0) return i;
  }
  return labels.length;
}
