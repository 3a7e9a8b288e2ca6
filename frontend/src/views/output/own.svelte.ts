// A person's own input, kept while other views are looked at: places of the plane, columns of a table, a drawn image.

import type { DataInfo } from '../../state/types';
import { digitOf, LEVELS, SIDE, type Point, type Stroke } from './digit';

class Own {
  /** Numbers of tables and planes, by the names of their columns. */
  private typed = $state.raw<Readonly<Record<string, readonly number[]>>>({});
  strokes = $state.raw<readonly Stroke[]>([]);
  /** Cells that were painted one by one, over what was drawn. */
  private painted = $state.raw<ReadonlyMap<number, number>>(new Map());

  /** The raw input of a table or a plane; at first the medians, or the middle of the plane. */
  values(data: DataInfo): readonly number[] {
    return this.typed[keyOf(data)] ?? this.medians(data);
  }

  medians(data: DataInfo): readonly number[] {
    return (
      data.columns?.map((column) => (column.whole ? Math.round(column.median) : column.median)) ??
      data.inputs.map(() => 0)
    );
  }

  type(data: DataInfo, values: readonly number[]): void {
    this.typed = { ...this.typed, [keyOf(data)]: values };
  }

  /** The image, row by row, 0 … 16. */
  readonly image: Uint8Array = $derived.by(() => {
    const image = digitOf(this.strokes);
    for (const [cell, ink] of this.painted) image[cell] = ink;
    return image;
  });

  readonly empty = $derived(this.image.every((ink) => ink === 0));

  begin(at: Point): void {
    this.strokes = [...this.strokes, [at]];
  }

  extend(points: readonly Point[]): void {
    const last = this.strokes.at(-1) ?? [];
    this.strokes = [...this.strokes.slice(0, -1), [...last, ...points]];
  }

  paint(cell: number, ink: number): void {
    if (cell >= 0 && cell < SIDE * SIDE) {
      this.painted = new Map(this.painted).set(cell, Math.min(Math.max(Math.round(ink), 0), LEVELS));
    }
  }

  clear(): void {
    this.strokes = [];
    this.painted = new Map();
  }
}

const keyOf = (data: DataInfo): string => data.inputs.join('\n');

export const own = new Own();
