/** What a number field asks of its text. */
import { parse } from './format';

export interface Bounds {
  min?: number | undefined;
  max?: number | undefined;
  /** The smallest value is forbidden itself (exclusiveMinimum). */
  above?: number | undefined;
  below?: number | undefined;
  integer?: boolean | undefined;
  /** An empty field means "none" (null). */
  optional?: boolean | undefined;
}

export type Fault = { kind: 'number' | 'integer' } | { kind: 'min' | 'max' | 'above' | 'below'; limit: number };
export type Reading = { value: number | null } | { fault: Fault };

/** The number that a text means, or the first thing that is wrong with it. */
export function read(text: string, bounds: Bounds): Reading {
  if (text.trim() === '' && bounds.optional) return { value: null };
  const value = parse(text);
  if (!Number.isFinite(value)) return { fault: { kind: 'number' } };
  if (bounds.integer && !Number.isInteger(value)) return { fault: { kind: 'integer' } };
  if (bounds.min !== undefined && value < bounds.min) return { fault: { kind: 'min', limit: bounds.min } };
  if (bounds.max !== undefined && value > bounds.max) return { fault: { kind: 'max', limit: bounds.max } };
  if (bounds.above !== undefined && value <= bounds.above) return { fault: { kind: 'above', limit: bounds.above } };
  if (bounds.below !== undefined && value >= bounds.below) return { fault: { kind: 'below', limit: bounds.below } };
  return { value };
}

/** One step up (+1) or down (−1) with the arrow keys: by 1, or by the last significant digit of a fraction. */
export function nudge(value: number, direction: 1 | -1, bounds: Bounds): number {
  const power = Math.floor(Math.log10(Math.abs(value) || 1) + 1e-9);
  const step = bounds.integer ? 1 : Number(`1e${Math.min(power - (direction < 0 && isPower(value) ? 1 : 0), 0)}`);
  const next = Number((value + direction * step).toPrecision(6));
  const reading = read(String(next), bounds);
  return 'value' in reading && reading.value !== null ? reading.value : value;
}

function isPower(value: number): boolean {
  const power = Math.log10(Math.abs(value));
  return Math.abs(power - Math.round(power)) < 1e-9;
}
