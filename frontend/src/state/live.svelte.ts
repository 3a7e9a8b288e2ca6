// What is on screen and what the server streams for it. Frames live outside Svelte's reactivity; one animation frame
// loop (painting.ts) hands the newest values to whoever watches, then tells the server that they were drawn.

import { flushSync } from 'svelte';
import { RefusedError } from '../client/socket';
import type { Heard } from '../client/socket';
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
  watch(probes: Probe[], rate: number, heard: Heard): void;
  seen(snapshot: number): void;
  /** Takes in what has come from the server by now. Whether there was anything. */
  catchUp(): boolean;
}

export class Live {
  readonly counters: Counters;
  /** By the probe's JSON. */
  private readonly watched = new Map<string, Watched>();
  private readonly keyOfSlot = new Map<number, string>();
  private readonly painting: Painting;
  /** Snapshots that the server waits for, and up to where the painting has to be for each: with all that follows from what came with it. */
  private unseen: { number: number; mark: number | null }[] = [];
  /** Of the settings that the newest snapshot was made with. */
  private revision: number | null = null;
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
    this.painting = new Painting(environment, {
      // What is here already belongs into this frame, with all that follows from it.
      before: () => {
        if (this.link.catchUp()) flushSync();
      },
      painted: () => {
        this.acknowledge();
      }
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

  /** Something has come from the server: if it is not taken in before the next frame begins, it is then. */
  comes(): void {
    if (!this.environment.hidden()) this.painting.askFrame();
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
    // At rest, and after an edit, somebody waits for this very picture; in training the next one comes at once.
    if (!frame.running || frame.revision !== (this.revision ?? frame.revision)) this.painting.hurry();
    this.revision = frame.revision;
    this.unseen.push({ number: frame.number, mark: null });
    // A hidden tab draws no frames, but blocks nobody; a snapshot of nothing that is shown needs none.
    if (this.environment.hidden()) this.tellSeen(frame.number);
    else this.painting.askFrame();
  }

  state(state: StateInfo): void {
    this.counters.see(state.step, state.epoch, null, state.state === 'running');
  }

  /** Tells the newest snapshot of which everything has been drawn, or something newer in its place. */
  private acknowledge(): void {
    for (const one of this.unseen) one.mark ??= this.painting.begun;
    const drawn = this.unseen.findLast(({ mark }) => mark !== null && this.painting.isPast(mark));
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
      this.sync();
    }, SETTLE_MS);
  }

  /** Nothing, and a rate of none, while the page is hidden; else the counters want heads at least. */
  private wanted(): string[] {
    if (this.environment.hidden()) return [];
    const onScreen = ({ watchers }: Watched) => [...watchers].some((watcher) => watcher.visible);
    return [...this.watched].flatMap(([key, watched]) => (onScreen(watched) ? [key] : []));
  }

  /** Send what is wanted now, unless the server knows; one request at a time, and again when it changed meanwhile. */
  private sync(): void {
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
    const probes = keys.map((key) => JSON.parse(key) as Probe);
    this.link.watch(probes, rate, (outcome) => {
      this.syncing = false;
      // The connection is lost; `restart` asks again when it is back.
      if (outcome instanceof RefusedError) this.sent = null;
      else {
        outcome.slots.forEach((slot, index) => this.keyOfSlot.set(slot, keys[index] ?? ''));
        this.askSync();
      }
    });
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
