// What a card says about itself, in words: its summary line, what a screen reader hears, the shape on a wire.

import { integer, percent } from '../../i18n/numbers';
import { t } from '../../i18n/messages';
import { app } from '../../state/app.svelte';
import type { Node } from '../../state/types';
import { activationOf } from '../output/head';
import type { Card } from './scene.svelte';

const TIMES = '\u202f×\u202f';
/** Between hair spaces: a wire is short. */
const NARROW_TIMES = '\u200a×\u200a';

export const shapeText = (shape: readonly number[]) => shape.map(integer).join(TIMES);

/** How many features a layer's sequences have; null where it gives none. */
export function featuresOf(id: string): number | null {
  const shape = app.shapeOf(id);
  return shape?.length === 2 ? (shape[0] ?? null) : null;
}

/** What travels on a wire: points at a time × numbers of each; an image of one channel without its channel. */
export function wireText(shape: readonly number[], batch: number): string {
  const axes = shape.length === 3 && shape[0] === 1 ? shape.slice(1) : shape;
  return [batch, ...axes].map(integer).join(NARROW_TIMES);
}

/** About how wide that is on the wire at 11 px, with a little of its ground. */
export function wireTextWidth(text: string): number {
  const hairs = text.split('\u200a').length - 1;
  return (text.length - hairs) * 6.5 + hairs * 1.2 + 4;
}

const titleOf = (kind: string) => app.catalogue?.activations.find((one) => one.kind === kind)?.title ?? kind;

function outputSummary(node: Node): string {
  const data = app.data;
  const activation = titleOf(activationOf(node, app.document.training.loss.kind, data?.classes.length ?? 0));
  const answer =
    data?.task === 'classification'
      ? t('canvas.summary.classes', { count: data.classes.length })
      : t('canvas.summary.number');
  return `${activation}, ${answer}`;
}

const square = (size: number) => shapeText([size, size]);

/** The second line of a card's header. */
export function summary(node: Node): string {
  const { layer } = node;
  switch (layer.kind) {
    case 'input': {
      const [, rows = 0, columns = 0] = app.data?.shape ?? [];
      if (app.data?.modality === 'image') return t('canvas.summary.image', { rows, columns });
      if (app.data?.modality === 'sequence' && layer.columns === null)
        return t('canvas.summary.sequence', { count: app.data.features.length });
      const count = layer.columns?.length ?? app.data?.features.length ?? 0;
      return t(app.data?.modality === 'plane' ? 'canvas.summary.features' : 'canvas.summary.columns', { count });
    }
    case 'dense':
      return titleOf(layer.activation);
    case 'output':
      return outputSummary(node);
    case 'activation':
      return titleOf(layer.activation);
    case 'dropout':
    case 'spatial_dropout':
      return t(`canvas.summary.${layer.kind}`, { share: percent(layer.rate) });
    case 'conv1d':
      return t('canvas.summary.kernel_1d', { kernel: integer(layer.kernel), activation: titleOf(layer.activation) });
    case 'conv2d':
      return t('canvas.summary.kernel', { kernel: square(layer.kernel), activation: titleOf(layer.activation) });
    case 'max_pool':
    case 'average_pool':
      return t(`canvas.summary.${layer.kind}`, { window: square(layer.size) });
    case 'scale':
      return layer.learned ? t('canvas.summary.scale_learned') : t('canvas.summary.scale', { factor: layer.factor });
    case 'glu':
      return t('canvas.summary.glu', { gate: titleOf(layer.gate) });
    case 'maxout':
      return t('canvas.summary.maxout', { count: layer.pieces });
    case 'softmax':
      return t('canvas.summary.softmax', { axis: layer.axis });
    case 'gradient_reversal':
      return t('canvas.summary.gradient_reversal', { strength: layer.strength });
    case 'gaussian_noise':
      return t('canvas.summary.gaussian_noise', { deviation: layer.deviation });
    case 'split':
      return t('canvas.summary.split', { first: layer.start + 1, last: layer.start + layer.length });
    case 'permute':
      return t('canvas.summary.permute', { order: layer.order.join(', ') });
    case 'reshape':
      return t('canvas.summary.reshape', { shape: shapeText(layer.shape) });
    case 'lstm':
    case 'gru':
    case 'rnn':
      return t(layer.bidirectional ? 'canvas.summary.recurrent_both' : 'canvas.summary.recurrent', {
        returns: t(`canvas.summary.returns.${layer.returns}`)
      });
    case 'embedding':
      return t('canvas.summary.embedding', { count: layer.features });
    case 'time_dense':
      return titleOf(layer.activation);
    case 'attention':
      return t(layer.causal ? 'canvas.summary.attention_causal' : 'canvas.summary.attention', { count: layer.heads });
    default:
      return t(`canvas.summary.${layer.kind}`);
  }
}

/** Everything about a card in one sentence, for whoever does not see it. */
export function spoken(card: Card): string {
  const parts = [
    card.node.name,
    card.entry?.title === card.node.name ? '' : (card.entry?.title ?? ''),
    summary(card.node),
    card.info?.shape ? t('canvas.spoken.gives', { shape: shapeText(card.info.shape) }) : '',
    card.info ? t('canvas.parameters', { count: card.info.parameters, number: integer(card.info.parameters) }) : '',
    ...(['frozen', 'silent'] as const).map((kind) => (card.node.held[kind] ? t(`held.is_${kind}`) : '')),
    ...card.problems.map((problem) => t(problem.code, problem.params))
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** “unit 3 of Dense 1”, or the name of a column or class. */
export function unitName(card: Card, unit: number): string {
  const label = 'labels' in card.look ? card.look.labels[unit] : undefined;
  return label === undefined
    ? t('canvas.unit', { unit: unit + 1, layer: card.node.name })
    : t('canvas.unit_named', { unit: label, layer: card.node.name });
}
