// The same for the unit that has the focus.

import { ofUnit } from '../holding';

export const entry = ofUnit('frozen', 411);
