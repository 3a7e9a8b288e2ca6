// Slow motion: the activations and gradients of one step, as the server sent them, on their way through the drawing. Forward
// from the input to the output, then back. Nothing moves that was not in that step.

import { flowOrder } from '../../graph/network';
import type { Bundle } from '../../render/edges';
import type { Pulse } from '../../render/pulses';
import { app } from '../../state/app.svelte';
import type { ProbeData } from '../../state/types';
import { scene } from './scene.svelte';
import type { Link } from './scene.svelte';

/** Up to this pace a step lasts long enough to be watched. */
export const SLOW = 4;
const LONGEST_MS = 1_800;
const SHARE = 0.85;
const MOST_PULSES = 600;

export interface Flow {
  step: number;
  activation: ArrayLike<number>;
  weightGradient: { values: ArrayLike<number>; hi: number } | null;
}

class SlowMotion {
  /** Of the newest step, by node. */
  private readonly flows = new Map<string, Flow>();
  private shown = 0;
  private startedAt = 0;
  private duration = 0;
  private resting = false;
  /** For the legend: a step is being shown. */
  showing = $state(false);

  /** Whether single steps are to be seen: at a slow pace, or while training rests and someone steps. */
  readonly on = $derived(app.run.state !== 'running' || (app.pace !== null && app.pace <= SLOW));

  /** Whether the legend explains the pulses: all the time at a slow pace, else while a single step is shown. */
  readonly explained = $derived(this.showing || (this.on && app.run.state === 'running'));

  private readonly depth = $derived.by(() => {
    const depth = new Map<string, number>();
    for (const { id } of flowOrder(scene.network)) {
      depth.set(id, Math.max(0, ...scene.wiresInto(id).map((wire) => (depth.get(wire.source) ?? 0) + 1)));
    }
    return depth;
  });

  private readonly levels = $derived(Math.max(1, ...this.depth.values()));

  receive(node: string, data: ProbeData, reduced: boolean): void {
    const [activation, , gradient] = data.parts;
    if (!activation) return;
    const weightGradient = gradient && gradient.values.length > 0 ? { values: gradient.values, hi: gradient.hi } : null;
    this.flows.set(node, { step: data.step, activation: activation.values, weightGradient });
    if (data.step === this.shown) return;
    const single = app.run.state === 'running' || data.step - this.shown === 1;
    this.shown = data.step;
    if (!single || data.step === 0) return;
    this.resting = reduced;
    this.startedAt = performance.now();
    this.duration =
      Math.min(LONGEST_MS, app.pace !== null && app.run.state === 'running' ? 1000 / app.pace : LONGEST_MS) * SHARE;
    this.showing = true;
  }

  /** From now on steps can be watched one by one; what was done up to `step` is not shown again. */
  begin(step: number): void {
    this.shown = step;
  }

  stop(): void {
    this.flows.clear();
    this.showing = false;
  }

  /** Whether there is more to draw in the next frame. */
  get moving(): boolean {
    if (!this.showing) return false;
    if (performance.now() - this.startedAt < this.duration) return !this.resting;
    if (!this.resting) this.showing = false;
    return false;
  }

  /** What travels on a link now. Without motion, activations and gradients stand beside each other on their edges. */
  pulses(bundle: Bundle, link: Link): Pulse[] {
    if (!this.showing || link.kind === 'band' || !bundle.weights) return [];
    if (this.resting) return [...this.forward(bundle, link, 0.3), ...this.backward(bundle, link, 0.7)];
    const progress = (performance.now() - this.startedAt) / this.duration;
    const level = (this.depth.get(link.target) ?? 1) - 1;
    if (progress < 0.5) {
      const t = (progress / 0.5) * this.levels - level;
      return t >= 0 && t <= 1 ? this.forward(bundle, link, t) : [];
    }
    const t = ((progress - 0.5) / 0.5) * this.levels - (this.levels - 1 - level);
    return t >= 0 && t <= 1 ? this.backward(bundle, link, 1 - t) : [];
  }

  private forward(bundle: Bundle, link: Link, t: number): Pulse[] {
    const flow = this.flows.get(link.source);
    if (!flow || flow.step !== this.shown) return [];
    const limit = greatest(flow.activation);
    return edges(bundle, ({ input }) => (flow.activation[input] ?? 0) / limit).map((edge) => ({
      ...edge,
      t,
      back: false
    }));
  }

  private backward(bundle: Bundle, link: Link, t: number): Pulse[] {
    const flow = this.flows.get(link.target);
    const gradient = flow?.weightGradient;
    if (!flow || flow.step !== this.shown || !gradient) return [];
    const inputs = bundle.from.x.length;
    const limit = greatest(gradient.values);
    return edges(bundle, ({ unit, input }) => (gradient.values[unit * inputs + input] ?? 0) / limit).map((edge) => ({
      ...edge,
      t,
      back: true
    }));
  }
}

function greatest(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i] ?? 0));
  return most || 1;
}

/** The edges of a bundle with a value each; of very many, the largest. */
function edges(bundle: Bundle, value: (edge: { unit: number; input: number }) => number) {
  const all: { unit: number; input: number; value: number }[] = [];
  for (let unit = 0; unit < bundle.to.x.length; unit++) {
    for (let input = 0; input < bundle.from.x.length; input++) all.push({ unit, input, value: value({ unit, input }) });
  }
  if (all.length <= MOST_PULSES) return all;
  return all.sort((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, MOST_PULSES);
}

export const slow = new SlowMotion();
