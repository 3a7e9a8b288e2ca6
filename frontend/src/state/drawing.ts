// The drawing as the server describes it.

import type { GraphInfo } from '../wire/types.generated';

/** Whether two descriptions say the same, whatever revision they are of. */
export function sameDrawing(one: GraphInfo | null, other: GraphInfo | null): boolean {
  return one !== null && other !== null && JSON.stringify({ ...other, revision: one.revision }) === JSON.stringify(one);
}
