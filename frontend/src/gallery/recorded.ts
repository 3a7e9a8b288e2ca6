// Branches and moments of a recording, for tests and the gallery.

import type { BranchInfo, MomentInfo } from '../wire/types.generated';

export const branch = (
  id: number,
  parent: number | null,
  moment: number | null,
  step: number,
  first: number
): BranchInfo => ({ id, parent, moment, step, time: step / 10, first });

export const moment = (id: number, on: number, step: number): MomentInfo => ({
  id,
  branch: on,
  step,
  epoch: 0,
  time: step / 10,
  revision: 0,
  why: 'time'
});
