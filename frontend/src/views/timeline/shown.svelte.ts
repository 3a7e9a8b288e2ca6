// What the timeline says: where we are, what was there, and where one can go. One for all its parts.

import { untrack } from 'svelte';
import { t } from '../../i18n/messages';
import { epochsOf, take } from '../../render/chart';
import { app } from '../../state/app.svelte';
import { lessons, marksOn } from '../../state/ways';
import type { MarkInfo, MomentInfo } from '../../state/types';
import { loss as print, short } from '../../ui/format';
import { summary } from '../loss/changes';
import { indexAt, linesBeside, type Line } from '../stretches';

/** The records of a way by time. */
export interface Curve {
  times: Float64Array;
  steps: Float64Array;
  losses: Float64Array;
}

export const stepsPerEpoch = (): number =>
  app.data ? Math.max(1, Math.ceil(app.data.train / app.document.training.batch_size)) : 1;

/** Curves by the rows that they are of, which are others when the records are; the steps of an epoch then, and how many were made with one example alone. */
const curves = new WeakMap<Int32Array, { perEpoch: number; lessons: number; curve: Curve }>();

export function curveOn(rows: Int32Array): Curve {
  const perEpoch = stepsPerEpoch();
  const apart = lessons(marksOnTrack());
  const known = curves.get(rows);
  if (known?.perEpoch === perEpoch && known.lessons === apart.length) return known.curve;
  const { columns } = app.history;
  const curve = {
    times: epochsOf(columns, rows, perEpoch, apart),
    steps: take(columns.step, rows),
    losses: take(columns.train_loss, rows)
  };
  curves.set(rows, { perEpoch, lessons: apart.length, curve });
  return curve;
}

class Beside {
  /** What did not lead to the present, for every chart. It changes when training gets elsewhere, not with every record. */
  readonly lines: readonly Line[] = $derived.by(() => {
    const { recording, history } = app;
    void [recording.branches, recording.track, recording.moments.length === 0];
    return untrack(() => linesBeside(recording, history, stepsPerEpoch()));
  });
}

export const beside = new Beside();

/** The moment that is shown, or is about to be; null when training has got somewhere else. */
export function here(): MomentInfo | null {
  const { target, standing } = app.recording;
  return target ?? (app.run.state !== 'running' && app.run.step === standing?.step ? standing : null);
}

/** Where we are in epochs; while training a little ahead of the newest record. */
export function timeNow(curve: Curve): number {
  const at = here();
  if (at) return at.time;
  const { step, epoch } = app.live.counters.values;
  const last = curve.times.length - 1;
  const recorded = curve.times[last] ?? 0;
  if (Math.floor(recorded) !== epoch) return Math.max(recorded, epoch);
  const since = Math.max(0, step - (curve.steps[last] ?? 0)) / stepsPerEpoch();
  return Math.min(recorded + since, epoch + 0.999);
}

/** The last loss that was recorded by a moment of the playhead's way. */
export function lossAt(curve: Curve, moment: MomentInfo): string {
  return print(curve.losses[indexAt(curve.steps, moment.step)]);
}

/** The marks on the way that the playhead moves on. */
export const marksOnTrack = (): MarkInfo[] => marksOn(app.marks, app.recording.track);

/** What was changed between a moment and the one before it, in words; "" for nothing. */
export function changedAt(moment: MomentInfo): string {
  const { stops } = app.recording;
  const before = stops[stops.findIndex((one) => one.id === moment.id) - 1];
  const since = before?.branch === moment.branch ? before.id : -1;
  const marks = marksOnTrack().filter(
    (mark) => mark.branch === moment.branch && mark.moment > since && mark.moment <= moment.id
  );
  return [...new Set(marks.map(summary))].join(', ');
}

/** Which of the stops we are at; the number of stops when we are beyond them. */
export function indexNow(): number {
  const { stops } = app.recording;
  const at = here();
  const index = at ? stops.findIndex((stop) => stop.id === at.id) : -1;
  return index < 0 ? stops.length : index;
}

export function goTo(index: number): void {
  const { stops } = app.recording;
  const stop = stops[Math.min(Math.max(index, 0), stops.length - 1)];
  if (stop && stop.id !== here()?.id) app.recording.goto(stop.id);
}

/** Whether nothing on this way lies ahead. */
export const isNewest = (): boolean => indexNow() >= app.recording.stops.length - 1;

/** Plays on from the moment that is shown. */
export function branchHere(): void {
  if (app.run.state !== 'running' && !isNewest()) void app.commands.play();
}

/** A time in epochs, to four digits. */
export const epochs = (time: number): string => short(time, 4);

/** What was abandoned: by what was changed first on it, or by where it lies. */
export function nameOf(tip: MomentInfo): string {
  const { branches, track } = app.recording;
  const branch = branches.find((one) => one.id === tip.branch);
  const left = track.find((one) => one.branch.id === tip.branch)?.until;
  const from = left ?? branch?.step ?? 0;
  const mark = app.marks.find((one) => one.branch === tip.branch && one.step >= from && one.step <= tip.step);
  if (mark && (left !== undefined || branch?.parent !== null)) return summary(mark);
  const other = branches.find((one) => one.parent === tip.branch && one.step === left);
  return t('timeline.stretch', { from: epochs(other?.time ?? branch?.time ?? 0), to: epochs(tip.time) });
}

/** The training loss at the end of a branch. */
export function lossOf(tip: MomentInfo): string {
  const branch = app.recording.branches.find((one) => one.id === tip.branch);
  const [from, end] = branch ? untrack(() => app.recording.rowsOf(branch)) : [0, 0];
  return print(end > from ? app.history.columns.train_loss[end - 1] : Number.NaN);
}

/** The newest loss of the training. */
export const lossNow = (): string => print(app.recording.latest('train_loss'));
