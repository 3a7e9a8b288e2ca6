// One socket that stays: it reconnects by itself, answers commands with promises, and hands frames on as they come.
// Knows nothing of what the messages mean.

import { decodeFrame } from '../wire/frame';
import type { Metrics, Snapshot } from '../wire/frame';
import type {
  AckEvent,
  Command,
  HelloEvent,
  Problem,
  RefusedEvent,
  SeenCommand,
  ServerEvent
} from '../wire/types.generated';
import { delay } from './backoff';

export type LinkState = 'connecting' | 'live' | 'reconnecting' | 'closed';

export interface Connection {
  state: LinkState;
  /** When the next attempt will be made, in ms of `performance.now()`, while reconnecting. */
  retryAt: number | null;
}

export interface Answer {
  revision: number;
  slots: number[];
}
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
/** A command that is answered; the socket gives it its `id`. */
export type Request = WithoutId<Exclude<Command, SeenCommand>>;

/** A command that was refused, or that the loss of the connection left without an answer (no problems then). */
export class RefusedError extends Error {
  constructor(
    readonly problems: Problem[],
    readonly lost = false
  ) {
    super(lost ? 'connection lost' : problems.map((problem) => problem.code).join(', '));
  }
}

type Event = Exclude<ServerEvent, HelloEvent | AckEvent | RefusedEvent>;

export interface Listener {
  /** Something is there, and will be handed on very soon: `deliver` does it at once. */
  comes(): void;
  /** A new connection is up. Comes before everything else of it. */
  hello(message: HelloEvent): void;
  event(message: Event): void;
  snapshot(frame: Snapshot): void;
  metrics(frame: Metrics): void;
  /** `retryAt` is the time (ms, as `now`) of the next attempt while reconnecting. */
  link(state: LinkState, retryAt: number | null): void;
  /** The session is gone for good (the server no longer knows it). */
  gone(): void;
}

export interface Environment {
  open(url: string): WebSocket;
  setTimeout(action: () => void, ms: number): number;
  clearTimeout(handle: number): void;
  now(): number;
  random(): number;
  /** In a task of its own, after those that wait already. */
  soon(action: () => void): void;
}

/** What became of a command. Called before anything that came after it is handed on. */
export type Heard = (outcome: Answer | RefusedError) => void;

/** A refused handshake looks like any other loss to a page: after so many attempts we ask whether the session exists. */
const SUSPICIOUS_ATTEMPTS = 3;

export class Socket {
  private socket: WebSocket | null = null;
  private attempt = 0;
  private timer: number | null = null;
  private nextId = 1;
  private readonly waiting = new Map<number, Heard>();
  private closed = false;
  private greeted = false;
  /** What has come and has not been handed on. */
  private inbox: (string | ArrayBuffer)[] = [];

  /** `url` is asked for at every attempt: it carries how many metrics the page has. */
  constructor(
    private readonly url: () => string,
    private readonly listener: Listener,
    private readonly environment: Environment,
    private readonly exists: () => Promise<boolean>
  ) {}

  connect(): void {
    this.clearTimer();
    this.greeted = false;
    const socket = this.environment.open(this.url());
    socket.binaryType = 'arraybuffer';
    socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => this.take(event.data);
    socket.onclose = () => this.lost(socket);
    this.socket = socket;
    this.listener.link(this.attempt === 0 ? 'connecting' : 'reconnecting', null);
  }

  /** Attempt now instead of waiting. */
  retry(): void {
    if (this.timer !== null) this.connect();
  }

  /** The browser says that there is no network: the connection is lost now, not when its silence has been noticed. */
  drop(): void {
    const { socket } = this;
    if (!socket || this.timer !== null) return;
    this.deliver();
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
    this.lost(socket);
  }

  close(): void {
    this.closed = true;
    this.inbox = [];
    this.clearTimer();
    this.socket?.close(1000);
    this.failWaiting();
    this.listener.link('closed', null);
  }

  get live(): boolean {
    return this.greeted;
  }

  /** Send a command; resolves at its ack, rejects with RefusedError. */
  send(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.ask(request, (outcome) => {
        if (outcome instanceof RefusedError) reject(outcome);
        else resolve(outcome);
      });
    });
  }

  /** Send a command for whose answer the order matters: a promise is kept only when all that has come is handed on. */
  ask(request: Request, heard: Heard): void {
    if (!this.greeted) {
      heard(new RefusedError([], true));
      return;
    }
    const id = this.nextId++;
    this.waiting.set(id, heard);
    this.write({ ...request, id } as Command);
  }

  seen(snapshot: number): void {
    if (this.greeted) this.write({ type: 'seen', snapshot });
  }

  private write(message: Command): void {
    this.socket?.send(JSON.stringify(message));
  }

  /** What comes in one go is handed on in one task: the page works out once what follows from all of it. */
  private take(data: string | ArrayBuffer): void {
    if (this.inbox.push(data) > 1) return;
    this.environment.soon(() => void this.deliver());
    this.listener.comes();
  }

  /** Hands on what has come. Whether there was anything. */
  deliver(): boolean {
    const any = this.inbox.length > 0;
    for (let data = this.inbox.shift(); data !== undefined; data = this.inbox.shift()) this.receive(data);
    return any;
  }

  private receive(data: string | ArrayBuffer): void {
    if (typeof data !== 'string') {
      const frame = decodeFrame(data);
      if (frame.kind === 'snapshot') this.listener.snapshot(frame);
      else this.listener.metrics(frame);
      return;
    }
    const message = JSON.parse(data) as ServerEvent;
    switch (message.type) {
      case 'hello':
        this.greeted = true;
        this.attempt = 0;
        this.listener.link('live', null);
        this.listener.hello(message);
        break;
      case 'ack':
        this.answered(message.id)?.({ revision: message.revision, slots: message.slots ?? [] });
        break;
      case 'refused':
        this.answered(message.id)?.(new RefusedError(message.problems));
        break;
      default:
        this.listener.event(message);
    }
  }

  private answered(id: number): Heard | undefined {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    return waiting;
  }

  private lost(socket: WebSocket): void {
    if (socket !== this.socket || this.closed) return;
    this.deliver();
    this.greeted = false;
    this.failWaiting();
    void this.comeBack();
  }

  private async comeBack(): Promise<void> {
    const wait = delay(this.attempt, this.environment.random());
    this.attempt += 1;
    this.listener.link('reconnecting', this.environment.now() + wait);
    this.timer = this.environment.setTimeout(() => this.connect(), wait);
    if (this.attempt === SUSPICIOUS_ATTEMPTS && !(await this.exists().catch(() => true))) this.end();
  }

  private end(): void {
    this.close();
    this.listener.gone();
  }

  private clearTimer(): void {
    if (this.timer !== null) this.environment.clearTimeout(this.timer);
    this.timer = null;
  }

  private failWaiting(): void {
    const lost = [...this.waiting.values()];
    this.waiting.clear();
    for (const heard of lost) heard(new RefusedError([], true));
  }
}
