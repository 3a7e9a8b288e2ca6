// Where the tiles of a card lie: one for each unit, as large as they can be in the height that a card has.

/** How the tiles of so many units are arranged. Sizes in CSS pixels. */
export interface Grid {
  columns: number;
  rows: number;
  tile: number;
  /** From one tile's corner to the next one's. */
  pitch: number;
  /** Units that get a tile; the rest is only counted. */
  shown: number;
}

/** A tile within the body of its card: corner and side. */
export interface Place {
  x: number;
  y: number;
  size: number;
}

export const MOST_TILES = 256;

/** Tried in order: the first that has room for the units. Rows × pitch stays within the body's usual 496 px. */
const ARRANGEMENTS = [
  { columns: 1, rows: 8, tile: 50, pitch: 62 },
  { columns: 1, rows: 10, tile: 40, pitch: 49 },
  { columns: 1, rows: 12, tile: 32, pitch: 41 },
  { columns: 2, rows: 8, tile: 50, pitch: 62 },
  { columns: 2, rows: 12, tile: 32, pitch: 41 },
  { columns: 3, rows: 12, tile: 32, pitch: 41 },
  { columns: 4, rows: 16, tile: 24, pitch: 31 },
  { columns: 8, rows: 16, tile: 24, pitch: 31 },
  { columns: 10, rows: 26, tile: 16, pitch: 19 }
];

/** `multiple`: the tile's side is a multiple of it, so that the pixels of a small image come out whole. */
export function gridFor(units: number, multiple = 1): Grid {
  const shown = Math.min(units, MOST_TILES);
  const room = (one: { columns: number; rows: number }) => one.columns * one.rows >= shown;
  const { columns, tile, pitch } = ARRANGEMENTS.find(room) ?? { columns: 10, tile: 16, pitch: 19 };
  const side = multiple > 1 && multiple <= tile ? Math.floor(tile / multiple) * multiple : tile;
  return { columns, rows: Math.ceil(shown / columns), tile: side, pitch, shown };
}

export const gridWidth = (grid: Grid) => (grid.columns - 1) * grid.pitch + grid.tile;
export const gridHeight = (grid: Grid) => grid.rows * grid.pitch;

/** The tiles row by row, centred about (`x`, `y`); a last row that is not full is centred too. */
export function placesOf(grid: Grid, x: number, y: number): Place[] {
  return Array.from({ length: grid.shown }, (_, unit) => {
    const row = Math.floor(unit / grid.columns);
    const inRow = Math.min(grid.columns, grid.shown - row * grid.columns);
    return {
      x: x + ((unit % grid.columns) - (inRow - 1) / 2) * grid.pitch - grid.tile / 2,
      y: y + (row - (grid.rows - 1) / 2) * grid.pitch - grid.tile / 2,
      size: grid.tile
    };
  });
}

/** One tile, centred about (`x`, `y`). */
export function onePlace(x: number, y: number, size: number): Place[] {
  return [{ x: x - size / 2, y: y - size / 2, size }];
}
