// All commands: what each feature declares in its commands.ts. A new feature is in the list, in the command palette and
// on the keyboard by having that file.

import { isSingle } from './chord';
import { GROUPS } from './command';
import type { Command, Scope } from './command';

const files = import.meta.glob('../*/commands.ts', { eager: true, import: 'default' }) as {
  [path: string]: readonly Command[];
};

export const commands: readonly Command[] = GROUPS.flatMap((group) =>
  Object.values(files)
    .flat()
    .filter((command) => command.group === group)
);

const zone = (scope: Scope): Scope | null => (scope === 'canvas' || scope === 'timeline' ? scope : null);

/** Whether the same key press could mean both. */
function meet(one: Scope, other: Scope): boolean {
  const [a, b] = [zone(one), zone(other)];
  return a === null || b === null || a === b;
}

/** Chords that mean two things at once, for the test that there are none. */
export function clashes(all: readonly Command[] = commands): string[] {
  const bound = all.flatMap((command) => (command.keys ?? []).map((chord) => ({ chord, command })));
  return bound.flatMap(({ chord, command }, i) =>
    bound
      .slice(i + 1)
      .filter((other) => other.chord === chord && meet(command.scope ?? 'page', other.command.scope ?? 'page'))
      .map((other) => `${chord}: ${command.id}, ${other.command.id}`)
  );
}

/** The command that a chord runs. `free`: the focus is where single keys act; `single`: they are not turned off. */
export function commandFor(chord: string, free: boolean, single: boolean): Command | undefined {
  if (!single && isSingle(chord)) return undefined;
  return commands.find(
    (command) =>
      !command.own &&
      command.keys?.includes(chord) === true &&
      (command.scope === 'anywhere' || (free && (command.scope ?? 'page') === 'page')) &&
      command.there?.() !== false
  );
}
