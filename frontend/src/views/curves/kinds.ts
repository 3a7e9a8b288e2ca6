// The curves that can be asked for: one entry each.

import type { LayerCurves, MetricColumn, Quantity } from '../../state/types';

/** From the record of every epoch. */
interface Recorded {
  from: 'history';
  columns: readonly MetricColumn[];
}

/** From what the engine noted of every layer. */
interface ByLayer {
  from: 'layers';
  column: Exclude<keyof LayerCurves, 'time'>;
}

/** How a layer's numbers were spread. */
interface Spreads {
  from: 'spread';
  of: Quantity;
}

export type Source = Recorded | ByLayer | Spreads;

export interface Kind {
  /** Its words are `curves.<id>`. */
  id: string;
  log: boolean;
  source: Source;
}

export const KINDS: readonly Kind[] = [
  { id: 'score', log: false, source: { from: 'history', columns: ['train_score', 'validation_score'] } },
  { id: 'learning_rate', log: true, source: { from: 'history', columns: ['learning_rate'] } },
  { id: 'penalty', log: false, source: { from: 'history', columns: ['penalty'] } },
  { id: 'gradient', log: true, source: { from: 'history', columns: ['gradient_norm'] } },
  { id: 'layer_gradient', log: true, source: { from: 'layers', column: 'gradient_norm' } },
  { id: 'update_ratio', log: true, source: { from: 'layers', column: 'update_ratio' } },
  { id: 'weight_norm', log: false, source: { from: 'layers', column: 'weight_norm' } },
  { id: 'weights', log: false, source: { from: 'spread', of: 'weights' } },
  { id: 'activations', log: false, source: { from: 'spread', of: 'activations' } },
  { id: 'gradients', log: false, source: { from: 'spread', of: 'gradients' } }
];
