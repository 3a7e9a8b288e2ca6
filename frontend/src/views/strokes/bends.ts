// The activations as functions of one number. Only to find out how many digits of a printed sum it takes for the printed answer to
// be what comes of it: every number that is shown is the engine's.

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** Abramowitz and Stegun 7.1.26, wrong by at most 1.5e−7: enough for the digits that are printed. */
function erf(x: number): number {
  const t = 1 / (1 + 0.327_591_1 * Math.abs(x));
  const sum =
    t * (0.254_829_592 + t * (-0.284_496_736 + t * (1.421_413_741 + t * (-1.453_152_027 + t * 1.061_405_429))));
  return Math.sign(x) * (1 - sum * Math.exp(-x * x));
}

const BENDS: Readonly<Record<string, (z: number) => number>> = {
  linear: (z) => z,
  tanh: Math.tanh,
  relu: (z) => Math.max(0, z),
  sigmoid,
  sine: Math.sin,
  elu: (z) => (z > 0 ? z : Math.expm1(z)),
  silu: (z) => z * sigmoid(z),
  softplus: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
  gelu: (z) => (z / 2) * (1 + erf(z / Math.SQRT2))
};

/** Undefined for softmax, which looks at all units, and for kinds that came later. */
export const bendOf = (kind: string): ((z: number) => number) | undefined => BENDS[kind];
