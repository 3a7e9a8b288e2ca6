// What is painted in which animation frame. A frame has little time: it takes what has waited longest, and leaves the rest to
// the next one, so that the page keeps its rate of frames and only the rate of pictures gives way.

import type { Environment } from './environment';

export type Job = () => void;

/** The page's own time in a frame (ms): below it more is taken, above it less. A frame at 60 a second has 16.7. */
const CALM_MS = 9;
const FULL_MS = 12;
/** Bounds of the time in which painters are called. What they cost is known only later: a canvas draws at the end of the frame. */
const LEAST_MS = 3;
const MOST_MS = 8;
const MORE_MS = 0.25;
const LESS = 0.75;
/** What somebody waits for is painted in one frame, unless it takes longer than this. */
const HURRY_MS = 40;

/** What is called in every frame: before anything is painted, and after. */
export interface Around {
  before: () => void;
  painted: () => void;
}

interface Waiting {
  /** Which job was asked for before which. */
  order: number;
  /** Not painted before this time (ms). */
  from: number;
}

export class Painting {
  private readonly waiting = new Map<Job, Waiting>();
  private readonly paintedAt = new WeakMap<Job, number>();
  private order = 0;
  private running: { job: Job; order: number } | null = null;
  private frameAsked = false;
  private timer: number | null = null;
  private measuring = false;
  private allowance = MOST_MS;
  private hurrying = false;
  /** Up to which job somebody waits. */
  private hurried = 0;
  /** A mark for `isPast`: all that had been asked for when the newest frame began. */
  begun = 0;

  constructor(
    private readonly environment: Environment,
    private readonly around: Around
  ) {}

  /**
   * Runs `job` once in one of the next frames, however often it is asked for, at least `rest` ms after it ran last. What another job asks
   * for while it is run belongs to it, and runs in the same frame when there is time.
   */
  ask(job: Job, rest = 0): void {
    const from = rest > 0 ? (this.paintedAt.get(job) ?? Number.NEGATIVE_INFINITY) + rest : Number.NEGATIVE_INFINITY;
    const known = this.waiting.get(job);
    if (known) known.from = Math.min(known.from, from);
    else {
      const parent = this.running && this.running.job !== job ? this.running.order : null;
      this.waiting.set(job, { order: parent ?? ++this.order, from });
    }
    if (!this.running) this.askFrame();
  }

  drop(job: Job): void {
    this.waiting.delete(job);
  }

  /** Somebody waits for all that is asked for until the next frame: for that it may take longer than it should. */
  hurry(): void {
    this.hurrying = true;
  }

  /** Whether everything is painted that had been asked for at the mark, but for what rests. */
  isPast(mark: number): boolean {
    const time = this.environment.now();
    for (const { order, from } of this.waiting.values()) if (order <= mark && from <= time) return false;
    return true;
  }

  /** There will be a frame, whether anything is painted in it or not. */
  askFrame(): void {
    if (this.frameAsked) return;
    this.frameAsked = true;
    this.environment.requestFrame(() => {
      this.frame();
    });
  }

  private frame(): void {
    this.frameAsked = false;
    this.around.before();
    const began = this.environment.now();
    this.begun = this.order;
    if (this.hurrying) this.hurried = this.order;
    this.hurrying = false;
    const done = new Set<Job>();
    for (const [job, { order, from }] of this.waiting) {
      if (from > began || done.has(job)) continue;
      const allowance = order <= this.hurried ? HURRY_MS : this.allowance;
      if (done.size > 0 && this.environment.now() - began >= allowance) break;
      this.waiting.delete(job);
      this.paintedAt.set(job, began);
      done.add(job);
      this.running = { job, order };
      try {
        job();
      } finally {
        this.running = null;
      }
    }
    if (done.size > 0) this.measure(began);
    this.goOn();
    this.around.painted();
  }

  /** Another frame when something is left, or when what rests may be painted again. */
  private goOn(): void {
    const time = this.environment.now();
    let from = Infinity;
    for (const one of this.waiting.values()) from = Math.min(from, one.from);
    if (from <= time) this.askFrame();
    else if (from < Infinity && this.timer === null) {
      this.timer = this.environment.setTimeout(() => {
        this.timer = null;
        this.askFrame();
      }, from - time);
    }
  }

  /** What the frame has cost with everything that the browser did for it decides how much is taken in the next one. */
  private measure(began: number): void {
    if (this.measuring) return;
    this.measuring = true;
    this.environment.afterFrame(() => {
      this.measuring = false;
      const cost = this.environment.now() - began;
      if (cost > FULL_MS) this.allowance = Math.max(LEAST_MS, this.allowance * LESS);
      else if (cost < CALM_MS) this.allowance = Math.min(MOST_MS, this.allowance + MORE_MS);
    });
  }
}
