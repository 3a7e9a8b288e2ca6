// Probe data as the panels need it.

import type { ProbeData, Section } from '../../state/types';

/** The values of a section that is not quantised (f32, i32), to keep. */
export function valuesOf(section: Section | undefined): number[] {
  return section ? Array.from(section.values) : [];
}

/** The values of a u8 section from 0 to 1, to keep. */
export function shares(section: Section): number[] {
  return Array.from(section.values, (q) => section.lo + (q / 255) * (section.hi - section.lo));
}

/** The maps of a layer: part 0 the bytes, part 1 what 0 and 255 of each unit stand for. */
export interface Maps {
  units: number;
  side: number;
  /** Unit `u` decoded into `into` (side × side). */
  decode: (unit: number, into: Float32Array) => Float32Array;
  /** The largest magnitude that unit `u` can show. */
  limit: (unit: number) => number;
}

export function mapsOf(data: ProbeData): Maps | null {
  const [maps, ranges] = data.parts;
  const [units, side] = maps?.shape ?? [];
  if (!maps || !ranges || !units || !side) return null;
  const low = (unit: number): number => Number(ranges.values[unit * 2] ?? 0);
  const high = (unit: number): number => Number(ranges.values[unit * 2 + 1] ?? 0);
  return {
    units,
    side,
    limit: (unit) => Math.max(Math.abs(low(unit)), Math.abs(high(unit))),
    decode(unit, into) {
      const [lo, hi, offset] = [low(unit), high(unit), unit * side * side];
      const scale = (hi - lo) / 255;
      for (let i = 0; i < side * side; i++) into[i] = lo + Number(maps.values[offset + i] ?? 0) * scale;
      return into;
    }
  };
}
