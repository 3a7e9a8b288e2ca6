// The two scores of a kind of data: their names, and how they are printed.

import { decimals, percent } from '../../i18n/numbers';
import type { DataInfo } from '../../state/types';
import { NOTHING, short } from '../../ui/format';

/** Keys of the catalogue. */
export const scoreNames = (data: DataInfo): readonly [string, string] =>
  data.task === 'classification' ? ['output.accuracy', 'output.balanced'] : ['output.r2', 'output.mae'];

/** `which`: 0 for the first score, 1 for the second. */
export function printScore(data: DataInfo, value: number | undefined, which: number): string {
  if (value === undefined || Number.isNaN(value)) return NOTHING;
  if (data.task === 'classification') return percent(value, 1);
  return which === 1 || Math.abs(value) >= 100 ? short(value, 3) : decimals(value, 3);
}
