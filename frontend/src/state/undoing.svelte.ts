// Undo and redo of everything in the document. Each step knows the document before and after it: taking it back undoes what
// differs between the two, and keeps what others changed since; where they changed the same place, it loses politely.
// Time travel is no undo.

import { alike, changesBetween, Conflict, led } from '../graph/merge';
import type { Change, Document, JsonValue } from '../wire/types.generated';
import { deed } from './deeds';
import type { Words } from './deeds';

/** Something that can be taken back and is no change of the document (a weight that was typed). */
export interface Remembered {
  words: Words;
  undo(): void;
  redo(): void;
}

export interface UndoOptions {
  /** Changes with the same key that follow each other quickly, or in one drag, are one step. */
  coalesce?: string;
  /** What was done, where the documents alone don't tell. */
  words?: Words;
}

export interface ChangeOptions extends UndoOptions {
  /** Not to be undone: a machine's doing, or an undo itself. */
  silent?: boolean;
}

interface Edit {
  before: Document;
  after: Document;
  words: Words | undefined;
  coalesce: string | undefined;
}

export type Step = Edit | Remembered;
export type { Words };

export interface UndoLink {
  current(): Document | null;
  change(changes: Change[]): void;
  /** A step is lost: somebody else changed the same place since. */
  lost(what: Words): void;
  now(): number;
}

const MOST = 200;
/** Longest rest within one step, in ms, unless the pointer is still down. */
const REST = 1_000;

const isEdit = (step: Step): step is Edit => 'before' in step;
const wordsOf = (step: Step): Words => step.words ?? (isEdit(step) ? deed(step.before, step.after) : NOTHING);
const NOTHING: Words = { code: 'undo.settings', params: {} };

export class Undoing {
  private past = $state.raw<readonly Step[]>([]);
  private future = $state.raw<readonly Step[]>([]);
  private last = -Infinity;
  private sealed = true;
  private held = false;

  constructor(private readonly link: UndoLink) {}

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /** What `undo` would take back; null when there is nothing. */
  get undoes(): Words | null {
    const step = this.past.at(-1);
    return step ? wordsOf(step) : null;
  }

  /** What `redo` would do again; null when there is nothing. */
  get redoes(): Words | null {
    const step = this.future.at(-1);
    return step ? wordsOf(step) : null;
  }

  /** To be handed to `undo` later, whatever came after it. */
  get newest(): Step | undefined {
    return this.past.at(-1);
  }

  /** Whether undo or redo could bring a layer of this id: a new one gets another, or it would get that one's weights. */
  knows(id: string): boolean {
    const has = ({ network }: Document) => network.nodes.some((node) => node.id === id);
    return [...this.past, ...this.future].some((step) => isEdit(step) && (has(step.before) || has(step.after)));
  }

  /** Takes a step back, the newest unless told. Returns what that was; null when there was none, or it was lost. */
  undo(step = this.newest): Words | null {
    if (!step || !this.past.includes(step)) return null;
    this.seal();
    this.past = this.past.filter((one) => one !== step);
    if (isEdit(step) && !this.lead(step, step.after, step.before)) return null;
    if (!isEdit(step)) step.undo();
    this.future = [...this.future, step];
    return wordsOf(step);
  }

  /** Does again what was taken back last. */
  redo(): Words | null {
    const step = this.future.at(-1);
    if (!step) return null;
    this.seal();
    this.future = this.future.slice(0, -1);
    if (isEdit(step) && !this.lead(step, step.before, step.after)) return null;
    if (!isEdit(step)) step.redo();
    this.past = [...this.past, step];
    return wordsOf(step);
  }

  remember(step: Remembered): void {
    this.push(step);
    this.seal();
  }

  /** A change was made. What changes nothing leaves no step. */
  record(before: Document, after: Document, { coalesce, words }: UndoOptions = {}): void {
    if (same(before, after)) return;
    const top = this.past.at(-1);
    const quick = this.held || this.link.now() - this.last < REST;
    if (top && isEdit(top) && !this.sealed && quick && coalesce !== undefined && coalesce === top.coalesce) {
      this.past = [...this.past.slice(0, -1), { ...top, after }];
      this.future = [];
    } else this.push({ before, after, words, coalesce });
    this.last = this.link.now();
    this.sealed = false;
  }

  /** The pointer went down or up: a drag is one step however long it rests, and the next one is another. */
  press(down: boolean): void {
    this.held = down;
    if (down) this.seal();
  }

  /** What comes next is a step of its own: something else happened to the document in between. */
  seal(): void {
    this.sealed = true;
  }

  /** An edit was refused: steps that changed nothing after all are no steps. */
  prune(): void {
    const now = this.link.current();
    if (!now) return;
    this.past = this.past.filter((step) => !isEdit(step) || this.differs(now, step));
    this.seal();
  }

  /** Another document, or another moment of this one. */
  clear(): void {
    this.past = [];
    this.future = [];
    this.seal();
  }

  private push(step: Step): void {
    this.past = [...this.past, step].slice(-MOST);
    this.future = [];
  }

  private lead(step: Edit, from: Document, to: Document): boolean {
    const now = this.link.current();
    if (!now) return false;
    try {
      const changes = changesBetween(now, led(now, from, to));
      if (changes.length === 0) throw new Conflict();
      this.link.change(changes);
      return true;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      this.link.lost(wordsOf(step));
      return false;
    }
  }

  private differs(now: Document, { before, after }: Edit): boolean {
    try {
      return !same(now, led(now, after, before));
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      return true;
    }
  }
}

const same = (a: Document, b: Document) => alike(a as unknown as JsonValue, b as unknown as JsonValue);
