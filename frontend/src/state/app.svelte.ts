// The store: the one thing that views read, and the one gateway through which they change anything. See docs/page.md.

import { LinkError } from '../graph/codec';
import { RefusedError, Socket } from '../client/socket';
import type { Answer, Connection, Heard, Listener, Request } from '../client/socket';
import { RequestError, Rest } from '../client/rest';
import type { Quantity } from '../client/rest';
import { t } from '../i18n/messages';
import type {
  Catalogue,
  Change,
  DataInfo,
  Document,
  ExampleSummary,
  Finding,
  GraphInfo,
  MarkInfo,
  Problem,
  SessionOpened,
  StateInfo
} from '../wire/types.generated';
import { Address } from './address';
import type { Wish } from './address';
import { serverBase } from './base';
import { Documents } from './documents.svelte';
import { sameDrawing } from './drawing';
import { browser } from './environment';
import type { Environment } from './environment';
import { History } from './history.svelte';
import { Live } from './live.svelte';
import { Recording } from './recording.svelte';
import { Notices } from './notices.svelte';
import { problemOf, problemsOf } from './problems';
import { Questions } from './questions';
import { Selected } from './selection.svelte';
import type { Hover } from './selection.svelte';
import { FIRST, ShownInput } from './shown.svelte';
import { Theme } from './theme.svelte';
import { Undoing } from './undoing.svelte';
import type { ChangeOptions } from './undoing.svelte';
import { Weights, withMark } from './weights';

const REST: StateInfo = { state: 'idle', step: 0, epoch: 0, problem: null, rewind_step: null };

export class App extends ShownInput {
  /** `failed`: there is nothing to show, `startProblems` says why. */
  phase = $state<'starting' | 'ready' | 'failed'>('starting');
  startProblems = $state.raw<Problem[]>([]);
  catalogue = $state.raw<Catalogue | null>(null);
  examples = $state.raw<ExampleSummary[]>([]);
  /** The example that is open and was not edited yet. */
  example = $state.raw<string | null>(null);

  graph = $state.raw<GraphInfo | null>(null);
  data = $state.raw<DataInfo | null>(null);
  marks = $state.raw<MarkInfo[]>([]);
  run = $state.raw<StateInfo>(REST);
  /** What the coach says now; null: nothing. */
  finding = $state.raw<Finding | null>(null);
  /** The newest network that could be trained: it goes on training while the drawing is unfinished. */
  trained = $state.raw<GraphInfo | null>(null);
  /** Steps a second at most; null: as fast as it goes. */
  pace = $state.raw<number | null>(null);
  connection = $state.raw<Connection>({ state: 'connecting', retryAt: null });
  hover = $state.raw<Hover | null>(null);

  readonly selection = new Selected();
  readonly notices = new Notices();
  readonly history = new History();
  readonly recording = new Recording(this.history, (moment) => this.command({ type: 'goto', moment }));
  readonly theme = new Theme();
  readonly live: Live;
  readonly questions: Questions;
  readonly undoing: Undoing;
  private readonly documents: Documents;
  private readonly rest: Rest;
  private readonly address: Address;
  private socket: Socket | null = null;
  private sessionId = $state.raw<string | null>(null);

  /** The session that is shown: another one is another run. */
  get session(): string | null {
    return this.sessionId;
  }

  constructor(
    base: string,
    private readonly environment: Environment
  ) {
    super();
    this.rest = new Rest(base, environment.fetch);
    this.address = new Address(base);
    this.questions = new Questions(this.rest, () => this.document);
    this.live = new Live(
      {
        watch: (probes, rate, heard) => this.ask({ type: 'watch', probes, rate }, heard),
        seen: (snapshot) => this.socket?.seen(snapshot),
        catchUp: () => this.socket?.deliver() ?? false
      },
      environment
    );
    this.documents = new Documents({
      edit: (base, changes, heard) => this.ask({ type: 'edit', base, changes }, heard),
      refused: (problems) => {
        this.notices.add(...problems);
        this.undoing.prune();
      }
    });
    this.undoing = new Undoing({
      current: () => this.documents.current,
      change: (changes) => this.change(changes, { silent: true }),
      lost: ({ code, params }) => this.notices.add(problemOf('client.undo_lost', { what: t(code, params) })),
      now: () => environment.now()
    });
  }

  // The document

  /** What is drawn and chosen. Read-only: `change` is the one way to another. Only there once `phase` is `ready`. */
  get document(): Document {
    const document = this.documents.current;
    if (!document) throw new Error('The document is read before the page is ready.');
    return document;
  }

  get revision(): number {
    return this.documents.revision;
  }

  /** The one gateway for changes of the document. It shows at once and is taken back if the server refuses it. */
  change(changes: Change[], options: ChangeOptions = {}): void {
    const before = this.document;
    this.documents.change(changes, options);
    if (!options.silent) this.undoing.record(before, this.document, options);
    this.example = null;
    if (this.sessionId) this.address.follow(this.sessionId, () => this.documents.current);
  }

  /** Shape of what a node hands on, without the batch axis: as drawn, or as it still trains while the drawing is unfinished. */
  shapeOf(node: string): number[] | null {
    const drawn = this.graph?.nodes[node]?.shape;
    return drawn ?? (this.graph?.valid ? null : (this.trained?.nodes[node]?.shape ?? null));
  }

  // Commands

  readonly commands = {
    play: () => this.command({ type: 'play' }),
    pause: () => this.command({ type: 'pause' }),
    step: (unit: 'step' | 'epoch') => this.command({ type: 'step', unit }),
    reset: () => this.command({ type: 'reset' }),
    rewind: () => this.command({ type: 'rewind' }),
    notNow: (code: string) => this.command({ type: 'not_now', code }),
    learn: (index: number) => this.command({ type: 'learn', index }),
    pace: (stepsPerSecond: number | null) => {
      this.pace = stepsPerSecond;
      return this.command({ type: 'pace', steps_per_second: stepsPerSecond });
    }
  };

  readonly weights = new Weights((place, value) => this.command({ type: 'set_weight', ...place, value }));

  retryNow(): void {
    this.socket?.retry();
  }

  // Opening

  /** Connect and show what the address asks for. */
  async start(): Promise<void> {
    try {
      [this.catalogue, this.examples] = await Promise.all([this.rest.catalogue(), this.rest.examples()]);
      await this.fulfil(this.address.wish());
      this.address.onChange(() => void this.guard(() => this.fulfil(this.address.wish())));
      this.environment.onNetwork((online) => (online ? this.socket?.retry() : this.socket?.drop()));
    } catch (error) {
      this.startProblems = problemsOf(error);
      this.phase = 'failed';
    }
  }

  openExample(name: string): Promise<void> {
    return this.guard(async () => {
      const { document } = await this.rest.example(name);
      this.attach(await this.rest.open(document), name, true);
    });
  }

  openDocument(document: Document): Promise<void> {
    return this.guard(async () => this.attach(await this.rest.open(document), null, true));
  }

  /** The address of the document as it is now, to copy. */
  link(): Promise<string> {
    return this.address.linkTo(this.document);
  }

  /** The address of an example, for links. */
  exampleUrl(name: string): string {
    return `${this.rest.base}e/${encodeURIComponent(name)}`;
  }

  /** Where the weights can be downloaded. */
  get weightsUrl(): string {
    return this.rest.weightsPath(this.sessionId ?? '');
  }

  loadWeights(file: Blob): Promise<void> {
    return this.guard(() => this.rest.loadWeights(this.sessionId ?? '', file));
  }

  /** What the layers went through, and how one quantity of one of them was spread. Rejects with a RequestError. */
  readonly trail = {
    curves: () => this.rest.trail(this.sessionId ?? ''),
    spread: (node: string, of: Quantity) => this.rest.spread(this.sessionId ?? '', node, of)
  };

  private async fulfil(wish: Wish): Promise<void> {
    switch (wish.open) {
      case 'session':
        if (wish.session === this.sessionId) return;
        return this.resume(wish.session, wish.otherwise);
      case 'link':
        return this.openLink(wish.fragment);
      case 'example': {
        const { document } = await this.rest.example(wish.name);
        return this.attach(await this.rest.open(document), wish.name, false);
      }
      case 'first': {
        const first = this.examples[0];
        if (!first) throw new RequestError(0, [problemOf('client.no_examples')]);
        return this.fulfil({ open: 'example', name: first.name });
      }
    }
  }

  private async resume(session: string, otherwise: Wish): Promise<void> {
    let found: SessionOpened;
    try {
      found = await this.rest.session(session);
    } catch (error) {
      if (!(error instanceof RequestError) || error.status !== 404) throw error;
      this.notices.add(problemOf('client.session_gone'));
      return this.fulfil(otherwise);
    }
    const example = otherwise.open === 'example' ? otherwise.name : null;
    this.attach(found, example, false);
  }

  private async openLink(fragment: string): Promise<void> {
    try {
      const document = await this.address.documentOf(fragment);
      this.attach(await this.rest.open(document), null, false);
    } catch (error) {
      if (this.phase === 'ready' || !(error instanceof LinkError || error instanceof RequestError)) throw error;
      this.notices.add(...problemsOf(error));
      await this.fulfil({ open: 'first' });
    }
  }

  private attach(info: SessionOpened, example: string | null, fresh: boolean): void {
    this.leave();
    this.sessionId = info.session;
    this.example = example;
    this.documents.replace(info.document, info.revision);
    this.undoing.clear();
    this.history.clear();
    this.recording.clear();
    this.selection.clear();
    this.hover = null;
    this.graph = this.trained = null;
    this.sample = FIRST;
    this.data = null;
    this.marks = [];
    this.finding = null;
    this.run = REST;
    this.live.forget();
    this.address.show(info.session, info.document, example, fresh);
    this.socket = new Socket(
      () => this.rest.socketUrl(info.session, this.history.received, window.location.origin),
      this.listener,
      this.environment,
      () => this.rest.mayHave(info.session)
    );
    this.socket.connect();
    this.phase = 'ready';
  }

  /** What trains in this page's place goes on without us only until it is paused here: it would slow the next one. */
  private leave(): void {
    if (this.run.state === 'running') void this.send({ type: 'pause' }).catch(() => undefined);
    this.socket?.close();
    this.socket = null;
  }

  private async reopen(): Promise<void> {
    this.notices.add(problemOf('client.session_gone'));
    await this.guard(async () => this.attach(await this.rest.open(this.document), this.example, false));
  }

  // What the server says

  private readonly listener: Listener = {
    comes: () => this.live.comes(),
    hello: (message) => {
      this.documents.accept(message.document, message.revision);
      this.setGraph(message.graph);
      this.data = message.data;
      this.marks = message.marks;
      this.finding = message.finding;
      this.pace = message.pace;
      this.recording.hello(message);
      this.setRun(message.state);
      this.live.restart();
      this.documents.resend();
    },
    event: (message) => {
      switch (message.type) {
        case 'document':
          this.documents.accept(message.document, message.revision);
          // What the server changes is another moment of the training: time travel is no undo.
          if (message.by === 'server') this.undoing.clear();
          else this.undoing.seal();
          if (message.overwrote) this.notices.add(problemOf('client.overwritten'));
          if (this.sessionId) this.address.follow(this.sessionId, () => this.documents.current);
          break;
        case 'graph':
          this.setGraph(message);
          break;
        case 'data':
          if (message.inputs.length !== this.data?.inputs.length) this.asked = null;
          this.data = message;
          break;
        case 'mark':
          this.marks = withMark(this.marks, message);
          break;
        case 'state':
          this.setRun(message);
          break;
        case 'notice':
          this.notices.add(message.problem);
          break;
        case 'finding':
          this.finding = message.finding;
          break;
        default:
          this.recording.event(message);
      }
    },
    snapshot: (frame) => this.live.receive(frame),
    metrics: (frame) => this.history.append(frame),
    link: (state, retryAt) => {
      this.connection = { state, retryAt };
    },
    gone: () => void this.reopen()
  };

  /** The server describes the drawing after every edit. A learning rate leaves it as it is: then nobody derives or draws anything anew. */
  private setGraph(graph: GraphInfo | null): void {
    if (sameDrawing(this.graph, graph)) return;
    this.graph = graph;
    if (graph?.valid) this.trained = graph;
  }

  private setRun(state: StateInfo): void {
    this.run = state;
    this.recording.stands();
    this.live.state(state);
  }

  private readonly ask = (request: Request, heard: Heard): void =>
    this.socket ? this.socket.ask(request, heard) : heard(new RefusedError([], true));

  private send(request: Request): Promise<Answer> {
    return this.socket?.send(request) ?? Promise.reject(new RefusedError([], true));
  }

  /** Whether it was accepted; if not, a notice has said why. */
  private async command(request: Request): Promise<boolean> {
    try {
      await this.send(request);
      return true;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      this.notices.add(...(error.lost ? [problemOf('client.not_connected')] : error.problems));
      return false;
    }
  }

  private async guard(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.notices.add(...problemsOf(error));
    }
  }
}

export const app = new App(serverBase(), browser);
