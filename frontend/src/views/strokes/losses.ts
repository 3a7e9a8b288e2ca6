// The loss of one output as a formula with its numbers. Like the activations, only to print as many digits as check out.

export interface LossFormula {
  of: (y: number, t: number) => number;
  text: (y: string, t: string) => string;
}

const LN = 'ln\u202f';
const MINUS = '\u2212';
/** A negative number in the middle of a formula. */
const within = (text: string): string => (text.startsWith(MINUS) ? `(${text})` : text);

const surprise: LossFormula = {
  of: (y, t) => -Math.log(t > 0.5 ? y : 1 - y),
  text: (y, t) => (Number(t) > 0.5 ? `${MINUS}${LN}${y}` : `${MINUS}${LN}(1 ${MINUS} ${y})`)
};

/** The formula of a loss, by its kind; undefined for one that came later. `delta`: of Huber's. */
export function lossFormula(kind: string, delta: number, error: number): LossFormula | undefined {
  switch (kind) {
    case 'squared':
      return { of: (y, t) => (y - t) ** 2, text: (y, t) => `(${y} ${MINUS} ${within(t)})²` };
    case 'absolute':
      return { of: (y, t) => Math.abs(y - t), text: (y, t) => `|${y} ${MINUS} ${within(t)}|` };
    case 'huber':
      return error <= delta
        ? { of: (y, t) => (y - t) ** 2 / 2, text: (y, t) => `½ (${y} ${MINUS} ${within(t)})²` }
        : {
            of: (y, t) => delta * (Math.abs(y - t) - delta / 2),
            text: (y, t) => `${delta} · (|${y} ${MINUS} ${within(t)}| ${MINUS} ½ · ${delta})`
          };
    case 'hinge':
      return { of: (y, t) => Math.max(0, 1 - t * y), text: (y, t) => `max(0, 1 ${MINUS} ${within(t)} · ${within(y)})` };
    case 'binary_cross_entropy':
    case 'categorical_cross_entropy':
      return surprise;
    default:
      return undefined;
  }
}
