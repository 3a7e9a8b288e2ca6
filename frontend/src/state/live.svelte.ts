// What is on screen and what the server streams for it. Frames live outside Svelte's reactivity; one animation frame
// loop (painting.ts) hands the newest values to whoever watches, then tells the server that they were drawn.

import type { Answer } from '../client/socket';
import type { Section, Snapshot } from '../wire/frame';
import type { Probe, StateInfo } from '../wire/types.generated';
import { Counters } from './counters.svelte';
import type { Environment } from './environment';
import { Painting, type Job } from './painting';

/** The newest answer to a probe. Arrays are views into the frame: read them now, do not keep them in `$state`. */
export interface ProbeData {
  parts: (Section | undefined)[];
  number: number;
  step: number;
  epoch: number;
  revision: number;
}

export type OnData = (data: ProbeData) => void;

export interface WatchOptions {
  /** Watched only while this element is on screen. */
  element?: Element;
}

interface Watcher {
  /** Draws the newest values, unless it has. */
  draw: Job;
  /** The snapshot it has drawn, to not draw it twice. */
  drawn: number;
  visible: boolean;
}

interface Watched {
  watchers: Set<Watcher>;
  data: ProbeData | null;
}

const SETTLE_MS = 16;
const FULL_RATE = 60;
const CALM_RATE = 4;

export interface LiveLink {
  watch(probes: Probe[], rate: number): Promise<Answer>;
  seen(snapshot: number): void;
}

export class Live {
  readonly counters: Counters;
  /** By the probe's JSON. */
  private readonly watched = new Map<string, Watched>();
  private readonly keyOfSlot = new Map<number, string>();
  private readonly painting: Painting;
  /** Snapshots that the server waits for, and up to where the painting has to be for each. */
  private unseen: { number: number; mark: number }[] = [];
  private syncAsked = false;
  private syncing = false;
  private sent: string | null = null;
  private observer: IntersectionObserver | null = null;
  private readonly observed = new Map<Element, Set<Watcher>>();

  constructor(
    private readonly link: LiveLink,
    private readonly environment: Environment
  ) {
    this.counters = new Counters(environment);
    this.painting = new Painting(environment, () => {
      this.acknowledge();
    });
    environment.onVisibility(() => this.askSync());
  }

  /** Ask for a probe while something on screen needs it. Returns the function that stops it. */
  watch(probe: Probe, onData: OnData, options: WatchOptions = {}): () => void {
    const key = JSON.stringify(probe);
    const watched = this.watched.get(key) ?? { watchers: new Set(), data: null };
    this.watched.set(key, watched);
    const watcher: Watcher = {
      draw: () => {
        const { data } = watched;
        if (!data || !watcher.visible || watcher.drawn === data.number) return;
        watcher.drawn = data.number;
        onData(data);
      },
      drawn: -1,
      visible: true
    };
    watched.watchers.add(watcher);
    const forget = options.element ? this.observe(options.element, watcher) : () => undefined;
    this.askSync();
    this.painting.ask(watcher.draw);
    return () => {
      forget();
      this.painting.drop(watcher.draw);
      watched.watchers.delete(watcher);
      this.askSync();
    };
  }

  /**
   * Run `draw` once in the next animation frame (a later one when there is too much to draw), however often it is asked for; at least
   * `rest` ms after the last time.
   */
  paint(draw: () => void, rest = 0): void {
    this.painting.ask(draw, rest);
  }

  /** Draw everything again with the values at hand (the theme has changed). */
  repaint(): void {
    for (const { watchers } of this.watched.values()) {
      for (const watcher of watchers) {
        watcher.drawn = -1;
        this.painting.ask(watcher.draw);
      }
    }
  }

  /** A new connection or session: slots may mean something else now. */
  restart(): void {
    this.keyOfSlot.clear();
    this.unseen = [];
    this.sent = null;
    this.askSync();
  }

  /** Another session: what was seen of the old one is not shown any more. */
  forget(): void {
    for (const watched of this.watched.values()) watched.data = null;
  }

  /** Each part of the newest snapshot goes to its probe; drawing happens in the next animation frames. */
  receive(frame: Snapshot): void {
    for (const section of frame.sections) {
      const watched = this.watched.get(this.keyOfSlot.get(section.slot) ?? '');
      if (!watched) continue;
      if (watched.data?.number !== frame.number) {
        watched.data = { parts: [], ...headOf(frame) };
        for (const watcher of watched.watchers) if (watcher.visible) this.painting.ask(watcher.draw);
      }
      watched.data.parts[section.part] = section;
    }
    this.counters.see(frame.step, frame.epoch, frame.stepsPerSecond, frame.running);
    this.unseen.push({ number: frame.number, mark: this.painting.now });
    // A hidden tab draws no frames, but blocks nobody; a snapshot of nothing that is shown needs none.
    if (this.environment.hidden()) this.tellSeen(frame.number);
    else this.painting.ask(this.nothing);
  }

  state(state: StateInfo): void {
    this.counters.see(state.step, state.epoch, null, state.state === 'running');
  }

  private readonly nothing: Job = () => undefined;

  /** Tells the newest snapshot of which everything has been drawn, or something newer in its place. */
  private acknowledge(): void {
    const drawn = this.unseen.findLast(({ mark }) => this.painting.isPast(mark));
    if (drawn) this.tellSeen(drawn.number);
  }

  private tellSeen(number: number): void {
    this.unseen = this.unseen.filter((one) => one.number > number);
    this.link.seen(number);
  }

  private askSync(): void {
    if (this.syncAsked) return;
    this.syncAsked = true;
    this.environment.setTimeout(() => {
      this.syncAsked = false;
      void this.sync();
    }, SETTLE_MS);
  }

  /** Nothing, and a rate of none, while the page is hidden; else the counters want heads at least. */
  private wanted(): string[] {
    if (this.environment.hidden()) return [];
    const onScreen = ({ watchers }: Watched) => [...watchers].some((watcher) => watcher.visible);
    return [...this.watched].flatMap(([key, watched]) => (onScreen(watched) ? [key] : []));
  }

  /** Send what is wanted now, unless the server knows; one request at a time, and again when it changed meanwhile. */
  private async sync(): Promise<void> {
    const keys = this.wanted();
    if (this.syncing) return;
    // Not before: what is asked for again at once (by a popover where a hint was) is no news to the server, which sends nothing.
    for (const [key, { watchers }] of this.watched) if (watchers.size === 0) this.watched.delete(key);
    const calm = keys.length === 0 || this.environment.reducedMotion();
    const rate = this.environment.hidden() ? 0 : calm ? CALM_RATE : FULL_RATE;
    const wish = `${rate}: ${keys.join()}`;
    if (wish === this.sent) return;
    this.sent = wish;
    this.syncing = true;
    try {
      const probes = keys.map((key) => JSON.parse(key) as Probe);
      const { slots } = await this.link.watch(probes, rate);
      slots.forEach((slot, index) => this.keyOfSlot.set(slot, keys[index] ?? ''));
      this.askSync();
    } catch {
      this.sent = null; // The connection is lost; `restart` asks again when it is back.
    } finally {
      this.syncing = false;
    }
  }

  private observe(element: Element, watcher: Watcher): () => void {
    if (typeof IntersectionObserver === 'undefined') return () => undefined;
    this.observer ??= new IntersectionObserver((entries) => {
      for (const entry of entries) this.seeElement(entry.target, entry.isIntersecting);
    });
    const watchers = this.observed.get(element) ?? new Set();
    this.observed.set(element, watchers.add(watcher));
    this.observer.observe(element);
    return () => {
      watchers.delete(watcher);
      if (watchers.size > 0) return;
      this.observed.delete(element);
      this.observer?.unobserve(element);
    };
  }

  private seeElement(element: Element, visible: boolean): void {
    for (const watcher of this.observed.get(element) ?? []) {
      watcher.visible = visible;
      if (visible) this.painting.ask(watcher.draw);
    }
    this.askSync();
  }
}

function headOf(frame: Snapshot): Omit<ProbeData, 'parts'> {
  return { number: frame.number, step: frame.step, epoch: frame.epoch, revision: frame.revision };
}
