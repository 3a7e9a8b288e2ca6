// The document as the person sees it: what the server confirmed, with the edits on top that are still on their way.
// An edit shows at once; a refused one is taken back.

import { RefusedError } from '../client/socket';
import type { Answer, Heard } from '../client/socket';
import { applyChanges, PathError } from '../graph/changes';
import { shared } from '../graph/shared';
import type { Change, Document, Problem } from '../wire/types.generated';

export interface ChangeOptions {
  /** Changes with the same key that follow quickly (a dragged slider) are sent one at a time, the latest winning. */
  coalesce?: string;
}

interface Pending {
  changes: Change[];
  coalesce: string | null;
  sent: boolean;
}

export interface DocumentsLink {
  edit(base: number, changes: Change[], heard: Heard): void;
  refused(problems: Problem[]): void;
}

export class Documents {
  /** Replaced as a whole by every change, never changed in place. */
  current = $state.raw<Document | null>(null);
  /** The newest revision the server told us. */
  revision = $state.raw(0);
  private confirmed: Document | null = null;
  private pending: Pending[] = [];

  constructor(private readonly link: DocumentsLink) {}

  /** What the server says the document is. Our edits on the way stay on top of it. */
  accept(document: Document, revision: number): void {
    this.confirmed = document;
    this.revision = revision;
    this.show();
  }

  /** Another document: edits of the old one are forgotten. */
  replace(document: Document, revision: number): void {
    this.pending = [];
    this.accept(document, revision);
  }

  /** After a reconnection: what had no answer is sent again. Setting a value twice is the same as once. */
  resend(): void {
    for (const one of this.pending) one.sent = false;
    this.pump();
  }

  /** Whether a person's edit has not reached the server yet. */
  get unsent(): boolean {
    return this.pending.length > 0;
  }

  change(changes: Change[], options: ChangeOptions = {}): void {
    if (!this.current) return;
    this.current = applyChanges(this.current, changes);
    const coalesce = options.coalesce ?? null;
    const last = this.pending.at(-1);
    if (last && !last.sent && coalesce !== null && last.coalesce === coalesce) last.changes = changes;
    else this.pending.push({ changes, coalesce, sent: false });
    this.pump();
  }

  /** Send in order. One that coalesces waits until the answer to the one before it with the same key is here. */
  private pump(): void {
    const underWay = new Set(this.pending.filter((one) => one.sent).map((one) => one.coalesce));
    for (const one of this.pending) {
      if (one.sent) continue;
      if (one.coalesce !== null && underWay.has(one.coalesce)) return;
      one.sent = true;
      underWay.add(one.coalesce);
      this.link.edit(this.revision, one.changes, (outcome) => {
        if (outcome instanceof RefusedError) this.reject(one, outcome);
        else this.settle(one, outcome);
      });
    }
  }

  private settle(one: Pending, answer: Answer): void {
    if (!this.pending.includes(one) || !this.confirmed) return;
    this.pending = this.pending.filter((other) => other !== one);
    this.confirmed = applyChanges(this.confirmed, one.changes);
    this.revision = Math.max(this.revision, answer.revision);
    this.pump();
  }

  private reject(one: Pending, error: RefusedError): void {
    // Without a connection the edit stays on top, and `resend` sends it when we are back.
    if (error.lost || !this.pending.includes(one)) return;
    this.pending = this.pending.filter((other) => other !== one);
    this.show();
    this.link.refused(error.problems);
    this.pump();
  }

  private show(): void {
    if (!this.confirmed) return;
    let document = this.confirmed;
    this.pending = this.pending.filter((one) => {
      try {
        document = applyChanges(document, one.changes);
        return true;
      } catch (error) {
        if (!(error instanceof PathError)) throw error;
        return false; // Its place is gone: somebody removed the layer meanwhile.
      }
    });
    this.current = shared(this.current, document);
  }
}
