// The recording: moments that can be gone back to, the branches they lie on, and the records that led to where we are.

import type { BranchInfo, GoneEvent, HelloEvent, MomentInfo, ServerEvent } from '../wire/types.generated';
import type { MetricColumn } from '../wire/frame';
import type { History } from './history.svelte';
import { ahead, isOn, momentsOn, rowsOf, rowsOn, tips, wayTo } from './ways';
import type { Way } from './ways';

export type { Way } from './ways';

/** The records of a way, found once. */
class Rows {
  private key: readonly unknown[] = [];
  private rows = new Int32Array(0);

  on(history: History, branches: readonly BranchInfo[], way: Way): Int32Array {
    const key = [history.version, branches, way];
    if (key.some((part, i) => part !== this.key[i])) this.rows = rowsOn(history, branches, way) as typeof this.rows;
    this.key = key;
    return this.rows;
  }
}

export class Recording {
  /** In the order in which they were begun: the present is on the last. */
  branches = $state.raw<readonly BranchInfo[]>([]);
  moments = $state.raw<readonly MomentInfo[]>([]);
  /** The moment that is on its way to the screen; null when the screen is where it should be. */
  target = $state.raw<MomentInfo | null>(null);
  /** The branch whose end a person wants ahead. */
  private preferred = $state.raw<number | null>(null);
  /** Going there has been asked for, and nothing shows yet that it is done. */
  private under: number | null = null;
  private readonly presentRows = new Rows();
  private readonly allRows = new Rows();

  /** What led to the present. */
  readonly lineage: Way = $derived(wayTo(this.branches, this.present?.id ?? -1));
  /** The way that the playhead moves on: the lineage, and what lies ahead of it when the present is in the past. */
  readonly track: Way = $derived(wayTo(this.branches, ahead(this.branches, this.moments, this.preferred) ?? -1));
  /** All that the playhead can be put on, in order. */
  readonly stops: readonly MomentInfo[] = $derived(momentsOn(this.moments, this.track));
  /** The last moments of the branches that are not on the track: each leads to an abandoned future. */
  readonly abandoned: readonly MomentInfo[] = $derived(
    [...tips(this.moments).values()].filter((tip) => !isOn(this.track, tip))
  );

  constructor(
    private readonly history: History,
    /** Asks the server to go there; whether it will. */
    private readonly ask: (moment: number) => Promise<boolean>
  ) {}

  get present(): BranchInfo | undefined {
    return this.branches.at(-1);
  }

  /** The moment that is shown and nothing has happened since; null while training, and when the newest moment is older. */
  readonly standing: MomentInfo | null = $derived.by(() => {
    const { present } = this;
    if (!present || present.moment === null || this.moments.some((moment) => moment.branch === present.id)) return null;
    return this.moments.find((moment) => moment.id === present.moment) ?? null;
  });

  /** The records that led to the present, in order. The same object until there are others. */
  get rows(): Int32Array {
    return this.presentRows.on(this.history, this.branches, this.lineage);
  }

  /** The records of the way that the playhead moves on, likewise. */
  get trackRows(): Int32Array {
    return this.allRows.on(this.history, this.branches, this.track);
  }

  /** A value of the newest record that led to the present, or NaN. */
  latest(column: MetricColumn): number {
    return this.history.columns[column][this.rows.at(-1) ?? -1] ?? Number.NaN;
  }

  /** From which row to which (not included) the records of a branch are. */
  rowsOf(branch: BranchInfo): [number, number] {
    return rowsOf(this.history, this.branches, branch);
  }

  /** Goes to a moment. While one is on its way, the newest wish waits and the others are forgotten. */
  goto(moment: number): void {
    const found = this.moments.find((one) => one.id === moment);
    if (!found) return;
    const leaf = ahead(this.branches, this.moments, this.preferred);
    this.preferred = isOn(this.track, found) ? leaf : found.branch;
    this.target = found;
    this.pump();
  }

  // What the server says

  hello(message: HelloEvent): void {
    for (const branch of this.branches) if (!message.branches.some((one) => one.id === branch.id)) this.forget(branch);
    this.branches = message.branches;
    this.moments = message.moments;
    this.under = this.target = null;
  }

  event(message: ServerEvent): void {
    switch (message.type) {
      case 'branch':
        this.branches = [...this.branches, message];
        break;
      case 'moment':
        this.moments = [...this.moments, message];
        break;
      case 'moments_gone':
        this.gone(message);
        break;
    }
  }

  clear(): void {
    this.branches = [];
    this.moments = [];
    this.target = this.preferred = this.under = null;
  }

  private gone({ ids, branches }: GoneEvent): void {
    for (const branch of this.branches) if (branches.includes(branch.id)) this.forget(branch);
    if (branches.length > 0) this.branches = this.branches.filter((branch) => !branches.includes(branch.id));
    if (ids.length > 0) this.moments = this.moments.filter((moment) => !ids.includes(moment.id));
  }

  private forget(branch: BranchInfo): void {
    this.history.forget(...rowsOf(this.history, this.branches, branch));
  }

  /** The state that belongs to the present is there. */
  stands(): void {
    if (this.under === null || this.present?.moment !== this.under) return;
    const reached = this.under;
    this.under = null;
    if (this.target?.id === reached) this.target = null;
    else this.pump();
  }

  private pump(): void {
    if (this.under !== null || !this.target) return;
    this.under = this.target.id;
    void this.ask(this.target.id).then((accepted) => {
      if (!accepted) this.under = this.target = null;
    });
  }
}
