// What is written out for the unit in focus, stroke by stroke: rows (one a weight) and lines (sums and bends).

import { t } from '../../i18n/messages';
import { decimals } from '../../i18n/numbers';
import { short } from '../../ui/format';
import { bendOf } from './bends';
import { moved, print, weightedSum, worked } from './exact';
import type { WeightedSum } from './exact';
import { inner, movedText, productText, sumText, text } from './formula';
import { lossFormula } from './losses';
import { cell } from './study.svelte';
import type { Judgement, NodeStrokes } from './study.svelte';

const MOST_ROWS = 8;

export interface Row {
  name: string;
  text: string;
}

export interface Written {
  rows: Row[];
  lines: string[];
}

/** A unit with all that its equations are made of. */
export interface Unit {
  unit: number;
  node: NodeStrokes;
  /** What it weighs: the layer before it, and names of that layer's units. Null where there is one input for each unit. */
  source: { node: NodeStrokes; name: (unit: number) => string } | null;
  /** Layers that weigh its value. */
  targets: { node: NodeStrokes; name: (unit: number) => string }[];
  /** Other layers that its value goes into, by name. */
  through: string[];
  activation: string;
  title: string;
  /** It answers, and the loss works on its sum. */
  fused: boolean;
  answers: boolean;
}

const at = (values: Float32Array, index: number): number => values[index] ?? Number.NaN;

/** Its sum of weighed inputs; null without weights, or where they were not sent. */
export function forwardSum({ unit, node, source }: Unit): WeightedSum | null {
  if (!source || cell(node.weights.before, node.first, unit) === undefined) return null;
  const pairs = Array.from(source.node.values, (x, i): [number, number] => [
    cell(node.weights.before, node.first, unit, i) ?? Number.NaN,
    x
  ]);
  return weightedSum(pairs, cell(node.biases.before, node.first, unit) ?? null, at(node.sums, unit), MOST_ROWS);
}

export function forward(of: Unit): Written {
  const { unit, node, source, activation, title } = of;
  const sum = forwardSum(of);
  const rows = sum?.terms.map(({ index, factors, product }) => ({
    name: source?.name(index) ?? '',
    text: productText(factors, product)
  }));
  const lines = sum ? [t('strokes.sum', { text: sumText(sum, t('strokes.bias')) })] : [];
  const [z, a] = [at(node.sums, unit), at(node.values, unit)];
  const bend = bendOf(activation);
  const found = bend && worked(bend, [z], a);
  const [input] = found?.inputs ?? [];
  if (found && input) {
    lines.push(t('strokes.bend', { name: title, sum: text(input), value: text(found.result) }));
  } else lines.push(t('strokes.gives', { name: title, sum: decimals(z, 4), value: decimals(a, 4) }));
  return { rows: rows ?? [], lines };
}

/** The way back to a unit's value: each weight that took it on, times the gradient there. */
export function arrivingSum({ unit, node, targets, through }: Unit): WeightedSum | null {
  const complete = targets.every(({ node: to }) => to.first === 0 && to.weights.before.values.length > 0);
  if (!complete || node.arriving.length === 0) return null;
  const pairs = targets.flatMap(({ node: to }) =>
    Array.from(to.gradients, (gradient, k): [number, number] => [
      cell(to.weights.before, 0, k, unit) ?? Number.NaN,
      gradient
    ])
  );
  const total = at(node.arriving, unit);
  const others = through.length > 0 ? total - pairs.reduce((sum, [w, g]) => sum + w * g, 0) : null;
  return weightedSum(pairs, others, total, MOST_ROWS);
}

export function backward(of: Unit, judgement: Judgement, loss: string): Written {
  const { unit, node, targets, through, fused, answers } = of;
  const lines: string[] = [];
  let rows: Row[] = [];
  if (answers) lines.push(...error(of, judgement, loss));
  else {
    const sum = arrivingSum(of);
    const names = targets.flatMap(({ node: to, name }) => Array.from(to.gradients, (_, k) => name(k)));
    rows = (sum?.terms ?? []).map(({ index, factors, product }) => ({
      name: names[index] ?? '',
      text: productText(factors, product)
    }));
    const value = sum ? sumText(sum, t('strokes.through', { names: through.join(', ') })) : null;
    lines.push(t('strokes.arriving', { text: value ?? `= ${decimals(at(node.arriving, unit), 6)}` }));
  }
  if (!fused && node.slopes.length > 0) {
    const found = worked((a, b) => a * b, [at(node.arriving, unit), at(node.slopes, unit)], at(node.gradients, unit));
    if (found) lines.push(t('strokes.slope', { text: productText(found.inputs, found.result) }));
  }
  return { rows, lines };
}

/** Where the way back begins: the slope of the loss. */
function error({ unit, node, fused }: Unit, { targets, answers, errors }: Judgement, loss: string): string[] {
  const [y, target, g] = [at(answers, unit), at(targets, unit), at(errors, unit)];
  const outputs = answers.length;
  const share = outputs > 1 && !(fused && loss === 'categorical_cross_entropy') ? outputs : 1;
  const factor = fused ? 1 : loss === 'squared' ? 2 : 0;
  const code = fused ? 'strokes.error_sum' : 'strokes.error_value';
  const found = factor > 0 ? worked((a, b) => (factor * (a - b)) / share, [y, target], g) : null;
  const [a, b] = found?.inputs ?? [];
  if (!found || !a || !b) return [t(code, { text: print(g, 6).units === 0 ? '0' : short(g) })];
  const difference = `${text(a)} \u2212 ${inner(b)}`;
  const whole = factor === 1 && share === 1 ? difference : `${factor === 1 ? '' : '2 · '}(${difference})`;
  const divided = share > 1 ? `${whole} / ${String(share)}` : whole;
  return [
    t(code, { text: `${divided} = ${text(found.result)}` }),
    ...(node.sums.length > 0 && fused ? [t('strokes.fused')] : [])
  ];
}

/** The loss of each output, and what it comes to. `name`: of an output. */
export function judged(judgement: Judgement, loss: string, delta: number, name: (unit: number) => string): Written {
  const { answers, targets } = judgement;
  const each =
    loss === 'categorical_cross_entropy' ? [targets.indexOf(1)].filter((unit) => unit >= 0) : [...answers.keys()];
  const parts: number[] = [];
  const rows = each.flatMap((unit): Row[] => {
    const [y, target] = [at(answers, unit), at(targets, unit)];
    const formula = lossFormula(loss, delta, Math.abs(y - target));
    const value = each.length === 1 ? judgement.loss : formula?.of(y, target);
    const found = formula && value !== undefined ? worked((a) => formula.of(a, target), [y], value) : null;
    const [input] = found?.inputs ?? [];
    if (!formula || !found || !input) return [];
    parts.push(value ?? 0);
    return [
      {
        name: name(unit),
        text: t('strokes.compared', {
          answer: text(input),
          target: short(target),
          formula: `${formula.text(text(input), short(target))} = ${text(found.result)}`
        })
      }
    ];
  });
  const lines = [t('strokes.loss', { value: decimals(judgement.loss, 4) })];
  if (rows.length > 1) lines.unshift(t('strokes.mean', { count: each.length }));
  return { rows: rows.slice(0, MOST_ROWS), lines };
}

/** Each weight and the bias: before, change, after; those that move most. `sgd`: the change is the rate times the gradient. */
export function update(of: Unit, rate: number, sgd: boolean): Written {
  const { unit, node, source } = of;
  const count = source?.node.values.length ?? 0;
  const numbers = Array.from({ length: count + 1 }, (_, column) => {
    const [of, place] = column < count ? [node.weights, column] : [node.biases, 0];
    const read = (rows: NodeStrokes['weights']['before']) => cell(rows, node.first, unit, place);
    return {
      name: column < count ? (source?.name(column) ?? '') : t('strokes.bias'),
      before: read(of.before),
      after: read(of.after),
      raw: read(of.raw),
      taken: read(of.taken)
    };
  }).filter((one) => one.before !== undefined);
  const change = (one: (typeof numbers)[number]): number => Math.abs((one.after ?? 0) - (one.before ?? 0));
  const listed =
    numbers.length <= MOST_ROWS ? numbers : [...numbers].sort((a, b) => change(b) - change(a)).slice(0, MOST_ROWS);
  const rows = listed.map(({ name, before = Number.NaN, after = Number.NaN, taken = Number.NaN }): Row => {
    const step = moved(before, after);
    const parts = [step ? movedText(step) : `${decimals(before, 4)} → ${decimals(after, 4)}`];
    const way = sgd && step ? worked((g) => -rate * g, [taken], step.change.units / 10 ** step.change.places) : null;
    const [gradient] = way?.inputs ?? [];
    if (way && gradient) parts.push(`\u2212${short(rate)} · ${inner(gradient)} = ${text(way.result)}`);
    else parts.push(t('strokes.gradient', { value: short(taken, 4) }));
    return { name, text: parts.join(',  ') };
  });
  const lines =
    numbers.length > listed.length ? [t('strokes.more_weights', { count: numbers.length - listed.length })] : [];
  const changed = numbers.some(({ raw, taken }) => raw !== taken);
  if (changed) lines.push(t('strokes.taken'));
  return { rows, lines };
}
