// The layers act as zero, or are heard again.

import { ofLayers } from '../holding';

export const entry = ofLayers('silent', 420);
