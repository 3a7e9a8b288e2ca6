import { describe, expect, test } from 'vitest';
import { has } from '../../i18n/messages';
import type { Finding } from '../../state/types';
import { messageOf, type Act, type Facts } from './message';

const calm: Facts = {
  connection: 'live',
  state: 'idle',
  step: 0,
  epoch: 0,
  problem: null,
  rewindStep: null,
  notice: null,
  fault: null,
  edited: null,
  finding: null,
  modality: 'plane',
  trained: 0,
  movedRate: false,
  editedNetwork: false,
  points: { train: 350, validation: 150 },
  lookFor: null,
  empty: null
};
const said = (facts: Partial<Facts>): string => messageOf({ ...calm, ...facts }).code;
const acts = (facts: Partial<Facts>): readonly Act[] => messageOf({ ...calm, ...facts }).acts;
const problem = (code: string) => ({ code, params: {}, node: 'dense_1' });

describe('the message line', () => {
  test('begins with where to press, by what the squares are', () => {
    expect(said({})).toBe('message.first_plane');
    expect(said({ modality: 'image' })).toBe('message.first_image');
    expect(said({ modality: 'table' })).toBe('message.first_table');
  });

  test('an empty drawing is no mistake: it says what to do', () => {
    const empty: Partial<Facts> = { empty: 'message.first_empty', fault: problem('graph.not_connected') };
    expect(messageOf({ ...calm, ...empty })).toMatchObject({ tone: 'note', code: 'message.first_empty' });
    expect(said({ ...empty, empty: null })).toBe('graph.not_connected');
  });

  test('suggests the rate after ten seconds of training, unless it was moved', () => {
    const running: Partial<Facts> = { state: 'running', step: 9 };
    expect(said(running)).toBe('message.training');
    expect(said({ ...running, trained: 10 })).toBe('message.try_rate');
    expect(said({ ...running, trained: 10, movedRate: true })).toBe('message.training');
  });

  test('says what an example is there to show, while it is as it was', () => {
    const example: Partial<Facts> = { state: 'running', step: 9, lookFor: 'Look at the map.' };
    expect(messageOf({ ...calm, ...example }).params).toEqual({ text: 'Look at the map.' });
    expect(said({ ...example, trained: 10 })).toBe('message.try_rate');
  });

  test('suggests a layer after a pause, unless the network was edited', () => {
    const paused: Partial<Facts> = { state: 'paused', step: 900, trained: 30 };
    expect(said(paused)).toBe('message.try_layer');
    expect(said({ ...paused, editedNetwork: true })).toBe('message.paused');
  });

  test('a divergence is told in its own words, with two ways back', () => {
    const diverged: Partial<Facts> = { state: 'diverged', problem: problem('training.diverged'), rewindStep: 800 };
    expect(said(diverged)).toBe('training.diverged');
    expect(acts(diverged)).toEqual(['rewind', 'rewind_halve']);
    expect(acts({ ...diverged, rewindStep: null })).toEqual(['reset']);
  });

  test('a lost connection comes before everything else', () => {
    const lost: Partial<Facts> = { connection: 'reconnecting', state: 'diverged', notice: problem('session.x') };
    expect(said(lost)).toBe('message.reconnecting');
    expect(acts(lost)).toEqual(['retry']);
    expect(said({ connection: 'closed' })).toBe('message.offline');
  });

  test('a notice stays until it is read', () => {
    expect(said({ notice: problem('session.worker_restarted'), fault: problem('graph.cycle') })).toBe(
      'session.worker_restarted'
    );
    expect(acts({ notice: problem('session.worker_restarted') })).toEqual(['dismiss']);
  });

  describe('what the coach says', () => {
    const finding: Finding = {
      code: 'overfitting',
      severity: 'note',
      words: 'coach.overfitting',
      params: { epoch: 3 },
      evidence: { outlined: [], stretch: null, settings: [] },
      remedies: []
    };
    const running: Partial<Facts> = { state: 'running', step: 9, trained: 30, finding };

    test('comes before hints and progress, with its evidence', () => {
      expect(said(running)).toBe('coach.overfitting');
      expect(messageOf({ ...calm, ...running }).finding).toBe(finding);
      expect(messageOf({ ...calm, ...running }).tone).toBe('note');
    });

    test('waits for connection, notices, faults and news of an edit', () => {
      expect(said({ ...running, connection: 'reconnecting' })).toBe('message.reconnecting');
      expect(said({ ...running, notice: problem('session.worker_restarted') })).toBe('session.worker_restarted');
      expect(said({ ...running, fault: problem('graph.cycle') })).toBe('graph.cycle');
      expect(said({ ...running, edited: { code: 'message.all_kept', params: {} } })).toBe('message.all_kept');
    });

    test('a divergence is the coach’s as soon as it has found it', () => {
      const diverged: Finding = { ...finding, code: 'diverged', severity: 'error', words: 'diverged.update' };
      const facts: Partial<Facts> = { state: 'diverged', problem: problem('diverged.update'), rewindStep: 800 };
      expect(messageOf({ ...calm, ...facts, finding: diverged })).toMatchObject({ tone: 'error', acts: [] });
      expect(acts({ ...facts, finding })).toEqual(['rewind', 'rewind_halve']);
    });
  });

  test('what is only good to know goes by itself', () => {
    expect(acts({ notice: problem('training.fresh_moments') })).toEqual([]);
  });

  test('an unfinished drawing is an error before training and a note while it goes on', () => {
    const fault = problem('graph.not_connected');
    expect(messageOf({ ...calm, fault }).tone).toBe('error');
    expect(messageOf({ ...calm, fault, state: 'running', step: 5 }).tone).toBe('note');
    expect(acts({ fault: problem('graph.needs_vector') })).toEqual(['flatten']);
  });

  test('why it paused by itself is said', () => {
    expect(said({ state: 'paused', step: 5, problem: problem('session.stopped_after') })).toBe('session.stopped_after');
  });

  test('all of its words are in the catalogue', () => {
    const own = [
      'first_empty',
      'first_empty_phone',
      'first_plane',
      'first_image',
      'first_table',
      'try_rate',
      'try_layer',
      'training',
      'paused',
      'failed'
    ];
    const doing = ['rewind', 'rewind_halve', 'reset', 'retry', 'dismiss', 'flatten'].map((act) => `do_${act}`);
    for (const name of [...own, ...doing]) expect(has(`message.${name}`), name).toBe(true);
  });
});
