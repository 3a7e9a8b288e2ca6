// A socket and a clock that a test moves by hand.

import type { Command, HelloEvent, ServerEvent } from '../wire/types.generated';
import { Encoding } from '../wire/frame';
import type { Environment } from '../state/environment';
import { chain } from './documents';
import { encodeMetrics, encodeSnapshot } from './encode';
import type { Head, Part } from './encode';
import { graphOf, planeData } from './synthetic';

/** The page's end of a socket; a test plays the server. */
export class ScriptedSocket {
  binaryType = '';
  onmessage: ((event: { data: string | ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: Command[] = [];
  closed = false;

  constructor(readonly url: string) {}

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Command);
  }

  close(): void {
    this.closed = true;
  }

  // The server's side.

  says(message: ServerEvent): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  streams(head: Partial<Head>, parts: Part[] = []): void {
    const full = { number: 1, step: 0, epoch: 0, revision: 1, stepsPerSecond: 0, running: true, ...head };
    this.onmessage?.({ data: encodeSnapshot(full, parts) });
  }

  records(first: number, rows: number[][]): void {
    this.onmessage?.({ data: encodeMetrics(first, rows) });
  }

  drops(code = 1006): void {
    this.onclose?.({ code });
  }

  /** The newest command of a type; a test that asks for one that was not sent fails. */
  newest<T extends Command['type']>(type: T): Extract<Command, { type: T }> {
    const found = this.sent.findLast((one) => one.type === type);
    if (!found) throw new Error(`no ${type} was sent, only ${this.sent.map((one) => one.type).join(', ')}`);
    return found as Extract<Command, { type: T }>;
  }

  all<T extends Command['type']>(type: T): Extract<Command, { type: T }>[] {
    return this.sent.filter((one): one is Extract<Command, { type: T }> => one.type === type);
  }

  /** Answers the newest command of a type. */
  async acks(type: Exclude<Command['type'], 'seen'>, revision = 1, slots: number[] | null = null): Promise<void> {
    this.says({ type: 'ack', id: this.newest(type).id, revision, slots });
    await settled();
  }
}

export const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

export const floats = (slot: number, part: number, ...values: number[]): Part => ({
  slot,
  part,
  encoding: Encoding.F32,
  shape: [values.length],
  values: Float32Array.from(values)
});

export function hello(changes: Partial<HelloEvent> = {}): HelloEvent {
  const document = changes.document ?? chain(8, 6);
  return {
    type: 'hello',
    protocol: 1,
    version: '0',
    session: 's1',
    revision: 1,
    document,
    state: { state: 'idle', step: 0, epoch: 0, problem: null, rewind_step: null },
    graph: graphOf(document, 1),
    data: planeData(),
    marks: [],
    branches: [{ id: 0, parent: null, moment: null, step: 0, time: 0, first: 0 }],
    moments: [],
    finding: null,
    pace: null,
    metrics: 0,
    ...changes
  };
}

/** A browser whose time stands still until `pass` is called, and whose frames come when `frame` is. */
export class ScriptedBrowser implements Environment {
  readonly sockets: ScriptedSocket[] = [];
  readonly requests: { path: string; method: string }[] = [];
  answers: Record<string, unknown> = {};
  isHidden = false;
  calm = false;
  private time = 0;
  private timers: { at: number; action: () => void; handle: number }[] = [];
  private frames: (() => void)[] = [];
  private afterFrames: (() => void)[] = [];
  private visibility: (() => void)[] = [];
  readonly network: ((online: boolean) => void)[] = [];
  private handles = 0;

  get socket(): ScriptedSocket {
    const last = this.sockets.at(-1);
    if (!last) throw new Error('no socket was opened');
    return last;
  }

  open = (url: string): WebSocket => {
    this.sockets.push(new ScriptedSocket(url));
    return this.socket as unknown as WebSocket;
  };

  fetch: Environment['fetch'] = (request, init) => {
    const path = String(request).replace(/^.*?(?=api\/)/, '');
    const method = init?.method ?? 'GET';
    this.requests.push({ path, method });
    const known = `${method} ${path}` in this.answers;
    return Promise.resolve(Response.json(this.answers[`${method} ${path}`] ?? {}, { status: known ? 200 : 404 }));
  };

  setTimeout = (action: () => void, ms: number): number => {
    this.handles += 1;
    this.timers.push({ at: this.time + ms, action, handle: this.handles });
    return this.handles;
  };

  clearTimeout = (handle: number): void => {
    this.timers = this.timers.filter((timer) => timer.handle !== handle);
  };

  now = () => this.time;
  random = () => 0.5;
  hidden = () => this.isHidden;
  reducedMotion = () => this.calm;
  soon = (action: () => void): void => action();
  requestFrame = (action: () => void) => void this.frames.push(action);
  afterFrame = (action: () => void) => void this.afterFrames.push(action);
  onVisibility = (action: () => void) => void this.visibility.push(action);
  onNetwork = (action: (online: boolean) => void) => void this.network.push(action);

  /** Time goes on; what was due happens, in order. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      const due = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.clearTimeout(due.handle);
      this.time = Math.max(this.time, due.at);
      due.action();
      await settled();
    }
    this.time = end;
    await settled();
  }

  /** Something takes so long; no timer comes meanwhile. */
  spend(ms: number): void {
    this.time += ms;
  }

  /** What the browser does at the end of a frame takes `ms`. */
  frame(ms = 0): void {
    const frames = this.frames;
    this.frames = [];
    for (const action of frames) action();
    this.spend(ms);
    for (const action of this.afterFrames.splice(0)) action();
  }

  hide(hidden: boolean): void {
    this.isHidden = hidden;
    for (const action of this.visibility) action();
  }
}
