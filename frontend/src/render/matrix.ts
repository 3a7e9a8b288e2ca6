// A confusion matrix: rows are the true classes, columns the predicted ones.

export interface Cell {
  row: number;
  column: number;
  count: number;
}

/** The most frequent confusions, the largest first. */
export function mistakes(counts: ArrayLike<number>, classes: number, most: number): Cell[] {
  const cells: Cell[] = [];
  for (let row = 0; row < classes; row++) {
    for (let column = 0; column < classes; column++) {
      const count = counts[row * classes + column] ?? 0;
      if (row !== column && count > 0) cells.push({ row, column, count });
    }
  }
  return cells.sort((a, b) => b.count - a.count || a.row - b.row || a.column - b.column).slice(0, most);
}

/** Share on the diagonal; NaN of an empty matrix. */
export function accuracy(counts: ArrayLike<number>, classes: number): number {
  let right = 0;
  let all = 0;
  for (let i = 0; i < classes * classes; i++) {
    const count = counts[i] ?? 0;
    all += count;
    if (i % (classes + 1) === 0) right += count;
  }
  return right / all;
}

/**
 * How strongly a cell is coloured, 0 … `strength`. Its share of the row, so that a rare class shows as well as a common
 * one; mistakes by the square root, since they are small and are what one looks for.
 */
export function strengths(counts: ArrayLike<number>, classes: number, strength: number): Float32Array {
  const result = new Float32Array(classes * classes);
  for (let row = 0; row < classes; row++) {
    let all = 0;
    for (let column = 0; column < classes; column++) all += counts[row * classes + column] ?? 0;
    for (let column = 0; column < classes; column++) {
      const share = all > 0 ? (counts[row * classes + column] ?? 0) / all : 0;
      result[row * classes + column] = strength * (row === column ? share : Math.sqrt(share));
    }
  }
  return result;
}
