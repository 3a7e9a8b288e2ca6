// What the menu of a layer offers: one file each in entries/, found by itself.

export interface Entry {
  /** From the top; a new group begins with each hundred. */
  order: number;
  label(ids: readonly string[]): string;
  /** What it does, in a sentence. */
  hint: string;
  /** The key that does the same. */
  keys?: string;
  /** Whether it is offered for these layers at all. */
  shown?(ids: readonly string[]): boolean;
  /** Why it can't be done now, in words; undefined when it can. */
  reason?(ids: readonly string[]): string | undefined;
  run(ids: readonly string[]): void;
}

const found = import.meta.glob<Entry>('./entries/*.ts', { eager: true, import: 'entry' });

export const entries: readonly Entry[] = Object.values(found).sort((a, b) => a.order - b.order);
