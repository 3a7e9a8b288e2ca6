// Words of forms, the same in every panel.

import { t } from '../../i18n/messages';
import { short } from '../../ui/format';
import type { Fault } from '../../ui/number';

/** What is wrong with a number, and what to do. */
export function explain(fault: Fault): string {
  return 'limit' in fault ? t(`form.${fault.kind}`, { limit: short(fault.limit, 10) }) : t(`form.${fault.kind}`);
}
