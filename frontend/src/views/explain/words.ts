// The words of explanations. They come when the first one is asked for: the first picture of the page does not wait for them.

import { has, learn, t } from '../../i18n/messages';

type Messages = Record<string, string | Record<string, string>>;

const files = import.meta.glob('@messages/en/explain.json', { import: 'default' }) as Record<
  string,
  () => Promise<Messages>
>;

let known: Promise<void> | null = null;

export function loadWords(): Promise<void> {
  known ??= Promise.all(
    Object.values(files).map(async (load) => {
      learn(await load());
    })
  ).then(() => undefined);
  return known;
}

/** Pairs of what happens at either end of a setting, by what kind of a setting it is. */
const PAIRS = [
  ['little', 'much'],
  ['off', 'on'],
  ['for', 'mind'],
  ['same', 'other']
] as const;

/** Names under which a setting may be explained: its own, and that of the same field of any kind of its family. */
function names(key: string): string[] {
  const parts = key.split('.');
  return parts.length > 2 ? [key, `${parts[0]}.any.${parts.at(-1)}`] : [key];
}

function word(key: string, part: string): string | null {
  const code = names(key)
    .map((name) => `explain.${name}.${part}`)
    .find(has);
  return code === undefined ? null : t(code);
}

export interface Explanation {
  formula: string | null;
  sides: { name: string; text: string }[];
}

/** What the catalogue says of a setting or a kind beyond its first sentence. */
export function explanationOf(key: string): Explanation {
  const sides = PAIRS.flatMap((pair) =>
    pair.flatMap((part) => {
      const text = word(key, part);
      return text === null ? [] : [{ name: t(`explain.side.${part}`), text }];
    })
  );
  return { formula: word(key, 'formula'), sides };
}

/** A description without the formula at its end, where that is set properly below. */
export function inWords(description: string, set: boolean): string {
  return set ? description.replace(/: [^:]*[=←²√][^:]*$/u, '.') : description;
}
