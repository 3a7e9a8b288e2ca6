// A server made of formulas: it answers a page's requests and streams pictures that move, as fast as they are drawn. For
// looking at views and for measuring what drawing costs, apart from any training.

import { Encoding } from '../wire/frame';
import type { Command, DataInfo, Document, GraphInfo, Probe } from '../wire/types.generated';
import { applyChanges } from '../graph/changes';
import { catalogue } from './catalogue';
import { encodeMetrics, encodeSnapshot } from './encode';
import type { Part } from './encode';

export const FEATURES = ['x1', 'x2', 'x1^2', 'x2^2', 'x1*x2', 'sin(x1)', 'sin(x2)'];

const unitsOf = (document: Document, id: string): number => {
  const layer = document.network.nodes.find((node) => node.id === id)?.layer;
  if (layer?.kind === 'input') return FEATURES.length;
  if (layer?.kind === 'dense') return layer.units;
  if (layer?.kind === 'output') return 1;
  const wire = document.network.wires.find((one) => one.target === id);
  return wire ? unitsOf(document, wire.source) : 0;
};

const inputsOf = (document: Document, id: string): number =>
  document.network.wires
    .filter((wire) => wire.target === id)
    .reduce((sum, wire) => sum + unitsOf(document, wire.source), 0);

const isWeighted = (document: Document, id: string) => {
  const kind = document.network.nodes.find((node) => node.id === id)?.layer.kind;
  return kind === 'dense' || kind === 'output';
};

export function graphOf(document: Document, revision: number): GraphInfo {
  const { nodes } = document.network;
  const parameters = (id: string) =>
    isWeighted(document, id) ? unitsOf(document, id) * (inputsOf(document, id) + 1) : 0;
  const problems = nodes
    .filter((node) => node.layer.kind !== 'input' && inputsOf(document, node.id) === 0)
    .map((node) => ({ code: 'canvas.card.connect', params: {}, node: node.id }));
  return {
    revision,
    valid: problems.length === 0,
    nodes: Object.fromEntries(
      nodes.map(({ id }) => [
        id,
        { shape: problems.some((one) => one.node === id) ? null : [unitsOf(document, id)], parameters: parameters(id) }
      ])
    ),
    problems,
    parameters: nodes.reduce((sum, { id }) => sum + parameters(id), 0),
    bytes: 0
  };
}

export function planeData(): DataInfo {
  const points = Array.from({ length: 200 }, (_, i) => {
    const [arm, along] = [i % 2, (i >> 1) / 100];
    const angle = 1.75 * along * 2 * Math.PI + arm * Math.PI;
    const radius = along * 5 + 0.2;
    return { x: [radius * Math.sin(angle), radius * Math.cos(angle)] as [number, number], y: arm };
  });
  return {
    revision: 0,
    modality: 'plane',
    task: 'classification',
    features: FEATURES,
    inputs: ['x1', 'x2'],
    classes: ['A', 'B'],
    target: 'class',
    train: 140,
    validation: 60,
    shape: [FEATURES.length],
    extent: 6,
    points: { x: points.map((one) => one.x), y: points.map((one) => one.y), train: 140 },
    columns: null,
    tokens: []
  };
}

/** A wave of its own for each unit, which drifts with the step. */
function maps(slot: number, units: number, side: number, step: number): Part[] {
  const values = new Uint8Array(units * side * side);
  for (let unit = 0, at = 0; unit < units; unit++) {
    const [a, b] = [Math.sin(unit * 1.7) * 6, Math.cos(unit * 2.3) * 6];
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++, at++) {
        const value = Math.tanh(2 * Math.sin((a * x + b * y) / side + unit + step / 300));
        values[at] = Math.round(((value + 1) / 2) * 255);
      }
    }
  }
  const ranges = Float32Array.from({ length: units * 2 }, (_, i) => (i % 2 === 0 ? -1 : 1));
  return [
    { slot, part: 0, encoding: Encoding.U8, shape: [units, side, side], lo: -1, hi: 1, values },
    { slot, part: 1, encoding: Encoding.F32, shape: [units, 2], values: ranges }
  ];
}

function weights(slot: number, units: number, inputs: number, step: number): Part[] {
  const values = Int8Array.from({ length: units * inputs }, (_, i) =>
    Math.round(127 * Math.sin(i * 12.9898 + step / 900) * Math.abs(Math.sin(i * 4.1)))
  );
  const biases = Int8Array.from({ length: units }, (_, i) => Math.round(100 * Math.sin(i * 3 + step / 700)));
  return [
    { slot, part: 0, encoding: Encoding.I8, shape: [units, inputs], lo: -1.8, hi: 1.8, values },
    { slot, part: 1, encoding: Encoding.I8, shape: [units], lo: -1, hi: 1, values: biases }
  ];
}

function flow(slot: number, units: number, inputs: number, step: number): Part[] {
  const wave = (length: number, k: number) => Float32Array.from({ length }, (_, i) => Math.sin(i * k + step));
  const gradient = Int8Array.from({ length: units * inputs }, (_, i) => Math.round(127 * Math.sin(i * 5.3 + step)));
  return [
    { slot, part: 0, encoding: Encoding.F32, shape: [units], values: wave(units, 2.1) },
    { slot, part: 1, encoding: Encoding.F32, shape: [units], values: wave(units, 3.7) },
    { slot, part: 2, encoding: Encoding.I8, shape: [units, inputs], hi: 0.1, values: gradient }
  ];
}

/** Moments that are streamed again and again. */
const MOMENTS = 12;

/** The server's side of one socket. */
export class SyntheticSocket extends EventTarget {
  binaryType = 'arraybuffer';
  onmessage: ((event: { data: string | ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  private probes: { probe: Probe; slot: number }[] = [];
  private readonly slots = new Map<string, number>();
  private running = false;
  private pace: number | null = null;
  private step = 0;
  private number = 0;
  private unseen = 0;
  private revision = 1;
  private records = 0;

  constructor(private document: Document) {
    super();
    setTimeout(() => {
      this.say({
        type: 'hello',
        protocol: 1,
        version: '0',
        session: 'synthetic',
        revision: this.revision,
        document: this.document,
        state: this.state(),
        graph: graphOf(this.document, 1),
        data: planeData(),
        marks: [],
        pace: null,
        metrics: 0
      });
    }, 0);
    setInterval(() => {
      this.tick();
    }, 16);
  }

  send(text: string): void {
    const message = JSON.parse(text) as Command;
    if (message.type === 'seen') {
      this.unseen = 0;
      return;
    }
    if (message.type === 'edit') this.edit(message.changes);
    if (message.type === 'watch') this.watch(message.probes);
    this.say({
      type: 'ack',
      id: message.id,
      revision: this.revision,
      slots: message.type === 'watch' ? this.probes.map((one) => one.slot) : null
    });
    if (message.type === 'play' || message.type === 'pause') this.running = message.type === 'play';
    if (message.type === 'pace') this.pace = message.steps_per_second;
    if (message.type === 'step') this.step += 1;
    if (message.type === 'reset') this.step = 0;
    if (message.type !== 'watch' && message.type !== 'edit') this.say({ type: 'state', ...this.state() });
    this.snapshot();
  }

  close(): void {
    this.running = false;
  }

  private state() {
    const state = this.running ? 'running' : this.step > 0 ? 'paused' : 'idle';
    return { state, step: this.step, epoch: Math.floor(this.step / 14), problem: null, rewind_step: null };
  }

  private edit(changes: Parameters<typeof applyChanges>[1]): void {
    this.document = applyChanges(this.document, changes);
    this.revision += 1;
    this.say({ type: 'graph', ...graphOf(this.document, this.revision) });
  }

  private watch(probes: Probe[]): void {
    this.probes = probes.map((probe) => {
      const key = JSON.stringify(probe);
      const slot = this.slots.get(key) ?? this.slots.size + 1;
      this.slots.set(key, slot);
      return { probe, slot };
    });
  }

  private due = 0;

  private tick(): void {
    if (!this.running || this.unseen >= 2) return;
    if (this.pace !== null) {
      if (performance.now() < this.due) return;
      this.due = performance.now() + 1000 / this.pace;
      this.step += 1;
    } else this.step += 35;
    if (Math.floor(this.step / 14) > this.records) this.record();
    this.snapshot();
  }

  private record(): void {
    const loss = Math.exp(-this.step / 20000) * 0.5 + 0.01;
    const row = [this.step, this.step / 14, loss, loss * 1.2, 0.9, 0.85, 0.9, 0.85, 0, 0.03, 0.1, this.revision];
    this.hear(encodeMetrics(this.records, [row]));
    this.records += 1;
  }

  private snapshot(): void {
    const parts = this.probes.flatMap(({ probe, slot }) => this.answer(probe, slot));
    this.number += 1;
    this.unseen += 1;
    const head = { step: this.step, epoch: Math.floor(this.step / 14), revision: this.revision };
    this.hear(encodeSnapshot({ ...head, number: this.number, stepsPerSecond: 2140, running: this.running }, parts));
  }

  private readonly made = new Map<string, Part[]>();

  /** A few moments of each probe, made once: what is measured is the page, not these formulas. */
  private answer(probe: Probe, slot: number): Part[] {
    const moment = this.pace === null ? Math.floor(this.step / 35) % MOMENTS : this.step;
    const key = `${slot} ${moment} ${this.revision}`;
    const known = this.made.get(key) ?? this.make(probe, slot, moment * 35);
    if (this.pace === null) this.made.set(key, known);
    return known;
  }

  private make(probe: Probe, slot: number, step: number): Part[] {
    const units = 'node' in probe ? unitsOf(this.document, probe.node) : 0;
    const inputs = 'node' in probe ? inputsOf(this.document, probe.node) : 0;
    switch (probe.probe) {
      case 'maps':
        return maps(slot, units, probe.resolution, step);
      case 'weights':
        return isWeighted(this.document, probe.node) ? weights(slot, units, inputs, step) : [];
      case 'weight':
        return [
          { slot, part: 0, encoding: Encoding.F32, shape: [1], values: new Float32Array([Math.sin(step / 900)]) }
        ];
      case 'flow':
        return flow(slot, units, isWeighted(this.document, probe.node) ? inputs : 0, step);
      default:
        return [];
    }
  }

  private say(message: object): void {
    this.deliver(JSON.stringify(message));
  }

  private hear(frame: ArrayBuffer): void {
    this.deliver(frame);
  }

  /** Each message is an event of its own, as with a real socket. */
  private deliver(data: string | ArrayBuffer): void {
    setTimeout(() => this.onmessage?.({ data }), 0);
  }
}

/** Put the synthetic server in the place of the real one. */
export function install(document: Document): void {
  const summary = {
    name: 'synthetic',
    title: document.name,
    description: '',
    dataset: 'spiral',
    modality: 'plane',
    promise: ''
  };
  const session = { session: 'synthetic', document, revision: 1, state: 'idle', step: 0, epoch: 0 };
  const answers: Record<string, unknown> = {
    'api/catalogue': catalogue,
    'api/examples': [summary],
    'api/examples/synthetic': { ...summary, document },
    'api/sessions': session,
    'api/sessions/synthetic': session
  };
  window.fetch = (request) => {
    const path = String(request).replace(/^.*?(?=api\/)/, '');
    return Promise.resolve(Response.json(answers[path] ?? { problems: [] }, { status: path in answers ? 200 : 404 }));
  };
  window.WebSocket = class extends SyntheticSocket {
    constructor() {
      super(document);
    }
  } as unknown as typeof WebSocket;
}
