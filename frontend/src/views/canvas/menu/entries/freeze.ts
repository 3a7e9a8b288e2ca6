// Training leaves the layers as they are, or moves them again.

import { ofLayers } from '../holding';

export const entry = ofLayers('frozen', 410);
