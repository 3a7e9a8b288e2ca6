// Printed equations that check out: whoever multiplies and adds the numbers as they are printed gets what is printed, to the last
// digit. Numbers are whole multiples of 10^−places, as BigInt where they are multiplied, so that no rounding of ours comes in.

const MOST_PLACES = 9;

/** A number as it is printed: so many units of 10^−places. */
export interface Printed {
  units: number;
  places: number;
}

export const print = (value: number, places: number): Printed => {
  const units = Math.round(Math.abs(value) * 10 ** places);
  return { units: value < 0 && units !== 0 ? -units : units, places };
};

export const valueOf = ({ units, places }: Printed): number => units / 10 ** places;

/** Decimals that show four digits of the largest of these numbers. */
export function placesFor(values: Iterable<number>, least = 2, most = 7): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  if (largest === 0 || !Number.isFinite(largest)) return least;
  return Math.min(most, Math.max(least, 3 - Math.floor(Math.log10(largest))));
}

/** The product of two printed numbers, rounded half away from zero to so many places. */
export function times(a: Printed, b: Printed, places: number): Printed {
  const product = BigInt(a.units) * BigInt(b.units);
  const drop = a.places + b.places - places;
  if (drop <= 0) return { units: Number(product * 10n ** BigInt(-drop)), places };
  const unit = 10n ** BigInt(drop);
  const size = product < 0n ? -product : product;
  const rounded = Number((2n * size + unit) / (2n * unit));
  return { units: product < 0n ? -rounded : rounded, places };
}

export interface Term {
  index: number;
  factors: [Printed, Printed];
  product: Printed;
}

/** Σ w x + b = total, where `rounding` is what the rounded numbers lack. `rest`: of the terms that are not listed. */
export interface WeightedSum {
  places: number;
  terms: Term[];
  rest: { count: number; sum: Printed } | null;
  extra: Printed | null;
  rounding: Printed;
  total: Printed;
}

/** Null where a number is not finite. Only the `most` largest terms are listed, in their order. */
export function weightedSum(
  pairs: readonly (readonly [number, number])[],
  extra: number | null,
  total: number,
  most = 8
): WeightedSum | null {
  const products = pairs.map(([a, b]) => a * b);
  if (![...products, extra ?? 0, total].every(Number.isFinite)) return null;
  const places = placesFor([...products, extra ?? 0, total]);
  const terms = pairs.map(([a, b], index): Term => {
    const factors: [Printed, Printed] = [print(a, places), print(b, places)];
    return { index, factors, product: times(...factors, places) };
  });
  const listed =
    terms.length <= most
      ? terms
      : [...terms]
          .sort((a, b) => Math.abs(b.product.units) - Math.abs(a.product.units))
          .slice(0, most)
          .sort((a, b) => a.index - b.index);
  const sum = (of: readonly Term[]): number => of.reduce((units, term) => units + term.product.units, 0);
  const rest = terms.length - listed.length;
  const last = extra === null ? null : print(extra, places);
  const whole = print(total, places);
  return {
    places,
    terms: listed,
    rest: rest > 0 ? { count: rest, sum: { units: sum(terms) - sum(listed), places } } : null,
    extra: last,
    rounding: { units: whole.units - sum(terms) - (last?.units ?? 0), places },
    total: whole
  };
}

/**
 * f(inputs) = result with as few digits as it takes for the printed result to be what comes of the printed inputs. Null where no number
 * of digits does it, or something is not finite.
 */
export function worked(
  f: (...inputs: number[]) => number,
  inputs: readonly number[],
  result: number
): { inputs: Printed[]; result: Printed } | null {
  if (![...inputs, result].every(Number.isFinite)) return null;
  for (let places = placesFor([result]); places >= 0; places--) {
    const wanted = print(result, places);
    for (let digits = Math.max(places, 2); digits <= MOST_PLACES; digits++) {
      const printed = inputs.map((value) => print(value, digits));
      if (print(f(...printed.map(valueOf)), places).units === wanted.units) return { inputs: printed, result: wanted };
    }
  }
  return null;
}

/** before + change = after. */
export interface Moved {
  before: Printed;
  change: Printed;
  after: Printed;
}

/** Four digits of the change, so that it can be seen beside the number. */
export function moved(before: number, after: number): Moved | null {
  if (!Number.isFinite(before) || !Number.isFinite(after)) return null;
  const places = Math.max(4, placesFor([after - before]));
  const [from, to] = [print(before, places), print(after, places)];
  return { before: from, change: { units: to.units - from.units, places }, after: to };
}
