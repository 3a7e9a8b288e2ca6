// Printed numbers put together to formulas.

import { decimals } from '../../i18n/numbers';
import { t } from '../../i18n/messages';
import { valueOf } from './exact';
import type { Moved, Printed, WeightedSum } from './exact';

const MINUS = '\u2212';

export const text = (printed: Printed): string => decimals(valueOf(printed), printed.places);

/** In the middle of a formula: negative numbers in brackets. */
export const inner = (printed: Printed): string => (printed.units < 0 ? `(${text(printed)})` : text(printed));

/** “0.421 · (−0.313) = −0.132” */
export const productText = (factors: readonly Printed[], product: Printed): string =>
  `${factors.map((factor, i) => (i === 0 ? text(factor) : inner(factor))).join(' · ')} = ${text(product)}`;

/** “0.132 − 0.027 + 0.010 (bias) = 0.115” */
export function sumText(sum: WeightedSum, extra: string): string {
  const parts: { number: Printed; words?: string }[] = sum.terms.map(({ product }) => ({ number: product }));
  if (sum.rest) parts.push({ number: sum.rest.sum, words: t('strokes.more', { count: sum.rest.count }) });
  if (sum.extra) parts.push({ number: sum.extra, words: extra });
  if (sum.rounding.units !== 0) parts.push({ number: sum.rounding, words: t('strokes.rounding') });
  const written = parts.map(({ number, words }, i) => {
    const size = text({ ...number, units: Math.abs(number.units) });
    const negative = number.units < 0;
    const sign = i === 0 ? (negative ? MINUS : '') : negative ? ` ${MINUS} ` : ' + ';
    return `${sign}${size}${words === undefined ? '' : `\u00a0(${words})`}`;
  });
  return `${written.join('') || '0'} = ${text(sum.total)}`;
}

/** “0.4214 − 0.0003 = 0.4211” */
export function movedText({ before, change, after }: Moved): string {
  const size = text({ ...change, units: Math.abs(change.units) });
  return `${text(before)} ${change.units < 0 ? MINUS : '+'} ${size} = ${text(after)}`;
}
