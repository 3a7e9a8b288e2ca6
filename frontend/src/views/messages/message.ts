// The one sentence under the canvas: what matters most now, and what can be done about it. Pure: facts in, message out.

import type { Finding, Modality, Problem } from '../../state/types';
import { beginning, firstRun } from './first-run';

export type Tone = 'quiet' | 'note' | 'error' | 'offline';
export type Act = 'rewind' | 'rewind_halve' | 'reset' | 'retry' | 'dismiss' | 'flatten';

export interface Facts {
  connection: 'connecting' | 'live' | 'reconnecting' | 'closed';
  state: 'idle' | 'running' | 'paused' | 'diverged' | 'failed';
  step: number;
  epoch: number;
  problem: Problem | null;
  rewindStep: number | null;
  /** The oldest unread notice. */
  notice: Problem | null;
  /** The first thing that is wrong with the drawing; null while it can be trained. */
  fault: Problem | null;
  /** What the newest edit kept and what began afresh, while it is news. */
  edited: { code: string; params: Record<string, string | number> } | null;
  /** What the coach says. */
  finding: Finding | null;
  modality: Modality | null;
  /** Seconds of training since the page was opened. */
  trained: number;
  /** What a person has done already, so that it is not suggested again. */
  movedRate: boolean;
  editedNetwork: boolean;
  points: { train: number; validation: number } | null;
  /** What the open example says is worth watching; null once it was edited. */
  lookFor: string | null;
  /** How to begin, as a code, while nothing lies between the input and the output; else null. */
  empty: string | null;
}

/** `text` is a code of the catalogue with its parameters, or a problem that brings its own words. */
export interface Message {
  tone: Tone;
  code: string;
  params: Record<string, string | number>;
  acts: readonly Act[];
  /** The coach says it: its remedies are offered, and its evidence is shown. */
  finding?: Finding;
}

/** Notices that only tell what an edit did: nobody has to confirm having read them. */
const PASSING = new Set(['training.fresh_moments']);
export const passes = (notice: Problem): boolean => PASSING.has(notice.code);

const say = (tone: Tone, code: string, params: Message['params'] = {}, acts: readonly Act[] = []): Message => ({
  tone,
  code,
  params,
  acts
});

function ofConnection({ connection }: Facts): Message | null {
  if (connection === 'closed') return say('offline', 'message.offline', {}, ['retry']);
  return connection === 'reconnecting' ? say('offline', 'message.reconnecting', {}, ['retry']) : null;
}

const ofCoach = (finding: Finding): Message => ({
  ...say(finding.severity, finding.words, finding.params),
  finding
});

function ofRun({ state, problem, rewindStep, finding }: Facts): Message | null {
  if (state === 'diverged') {
    if (finding?.severity === 'error') return ofCoach(finding);
    const { code, params } = problem ?? { code: 'message.diverged', params: {} };
    return say('error', code, params, rewindStep === null ? ['reset'] : ['rewind', 'rewind_halve']);
  }
  if (state === 'failed') return say('error', problem?.code ?? 'message.failed', problem?.params ?? {}, ['reset']);
  return null;
}

/** Comes before what is wrong: an empty drawing is no mistake. */
function ofBeginning(facts: Facts): Message | null {
  const code = beginning(facts);
  return code === null ? null : say('note', code);
}

function ofFault({ fault, step }: Facts): Message | null {
  if (!fault) return null;
  const acts: Act[] = fault.code === 'graph.needs_vector' ? ['flatten'] : [];
  return say(step > 0 ? 'note' : 'error', fault.code, fault.params, acts);
}

function ofFirstRun(facts: Facts): Message | null {
  const code = firstRun(facts);
  return code === null ? null : say('note', code);
}

function ofProgress({ state, points, epoch, lookFor }: Facts): Message {
  if (lookFor !== null) return say('note', 'message.look_for', { text: lookFor });
  if (state === 'running' && points) return say('quiet', 'message.training', points);
  return say('quiet', 'message.paused', { count: epoch });
}

/** The message for these facts; the first that applies, from what stops the work to what is only nice to know. */
export function messageOf(facts: Facts): Message {
  const { notice, problem, edited, finding } = facts;
  return (
    ofConnection(facts) ??
    ofRun(facts) ??
    (notice ? say('note', notice.code, notice.params, passes(notice) ? [] : ['dismiss']) : null) ??
    ofBeginning(facts) ??
    ofFault(facts) ??
    (facts.state === 'paused' && problem ? say('note', problem.code, problem.params) : null) ??
    (edited ? say('note', edited.code, edited.params) : null) ??
    (finding ? ofCoach(finding) : null) ??
    ofFirstRun(facts) ??
    ofProgress(facts)
  );
}
