// The address bar: it always says which document is on the page, so that a copied address is a link to it.
//
//   /e/NAME          an example, as it is
//   /#…              any other document, in the fragment
//
// The session is kept in the history entry's state. That survives a reload (which goes on with the running session) but not
// a fresh visit: a link opens a session of its own.

import { fromFragment, toFragment } from '../graph/codec';
import type { Document } from '../wire/types.generated';

export type Wish =
  | { open: 'session'; session: string; otherwise: Wish }
  | { open: 'link'; fragment: string }
  | { open: 'example'; name: string }
  | { open: 'first' };

interface EntryState {
  session?: string;
}

const SETTLE_MS = 300;

export class Address {
  private timer: number | null = null;
  private example: string | null = null;

  constructor(private readonly base: string) {}

  /** What the address asks for. */
  wish(): Wish {
    const address = this.addressWish();
    const session = (window.history.state as EntryState | null)?.session;
    return session ? { open: 'session', session, otherwise: address } : address;
  }

  /** Show the address of what has been opened. `fresh`: a new entry, so that Back leads to what was there before. */
  show(session: string, document: Document, example: string | null, fresh: boolean): void {
    this.cancel();
    this.example = example;
    if (example === null) {
      void this.write(session, document, fresh);
      return;
    }
    const path = `${this.base}e/${encodeURIComponent(example)}`;
    this.put({ session }, path, fresh);
  }

  /** The document was edited: its address follows when the hand rests. */
  follow(session: string, document: () => Document | null): void {
    this.example = null;
    this.cancel();
    this.timer = window.setTimeout(() => {
      const now = document();
      if (now) void this.write(session, now, false);
    }, SETTLE_MS);
  }

  /** A link was pasted, or Back pressed. */
  onChange(action: () => void): void {
    window.addEventListener('popstate', action);
  }

  documentOf(fragment: string): Promise<Document> {
    return fromFragment(fragment);
  }

  /** The whole address of a document, to copy. */
  async linkTo(document: Document): Promise<string> {
    if (this.example !== null) return `${window.location.origin}${this.base}e/${this.example}`;
    return `${window.location.origin}${this.base}#${await toFragment(document)}`;
  }

  private addressWish(): Wish {
    const fragment = window.location.hash.slice(1);
    if (fragment) return { open: 'link', fragment };
    const path = window.location.pathname.slice(this.base.length);
    const example = /^e\/([A-Za-z0-9_-]{1,80})\/?$/.exec(path)?.[1];
    return example ? { open: 'example', name: example } : { open: 'first' };
  }

  private cancel(): void {
    if (this.timer !== null) window.clearTimeout(this.timer);
    this.timer = null;
  }

  private async write(session: string, document: Document, fresh: boolean): Promise<void> {
    this.put({ session }, `${this.base}#${await toFragment(document)}`, fresh);
  }

  private put(state: EntryState, path: string, fresh: boolean): void {
    if (fresh) window.history.pushState(state, '', path);
    else window.history.replaceState(state, '', path);
  }
}
