// Which pictures of the output there are for a kind of data, and which of them a person sees first.

import type { DataInfo } from '../../state/types';

export type View =
  'map' | 'surface' | 'confusion' | 'scatter' | 'curves' | 'calibration' | 'residuals' | 'worst' | 'own';

type Kind = Pick<DataInfo, 'modality' | 'task'> & Partial<Pick<DataInfo, 'shape'>>;

/** Pixels of a side that the pad of own drawings makes: those of the digits. */
const PAD = 8;

/** In the order in which they are offered; the first is the one to begin with. */
export function viewsOf({ modality, task, shape }: Kind): View[] {
  const plane: View[] = modality === 'plane' ? ['map', 'surface'] : [];
  const judged: View[] = task === 'classification' ? ['confusion', 'curves', 'calibration'] : ['scatter', 'residuals'];
  // Sequences have no way of being typed or drawn yet, nor have images of other sizes.
  const unheard = modality === 'sequence' || (modality === 'image' && shape?.[1] !== PAD);
  return [...plane, ...judged, 'worst', ...(unheard ? [] : (['own'] as const))];
}

/** What choices are remembered by: documents with the same kind of data share one. */
export const kindOf = ({ modality, task }: Kind): string => `${modality} ${task}`;

/** The view that is remembered for this kind of data, if it is still one of its. */
export function viewFor(kind: Kind, remembered: Readonly<Record<string, string>>): View {
  const views = viewsOf(kind);
  const last = remembered[kindOf(kind)];
  return views.find((view) => view === last) ?? views[0] ?? 'own';
}
