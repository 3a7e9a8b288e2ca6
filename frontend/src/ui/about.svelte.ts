// Which control is being explained. Controls ask here; the page shows the explanation (views/explain).

import type { Attachment } from 'svelte/attachments';

/**
 * What a control is called in the catalogue of explanations. `says` is its first sentence, which screen readers read with
 * the control; `kind` the kind it stands at (`optimizer.adam`), which is explained with it.
 */
export interface About {
  key: string;
  says: string;
  kind?: string | undefined;
  /** The card that it belongs to. */
  node?: string | undefined;
  /** What it stands at, where no document holds that. */
  value?: number | undefined;
}

export interface Asked extends About {
  label: string;
  /** What is explained, on the screen: pressing there leaves the explanation open. */
  anchor: HTMLElement;
  /** Shown under the pointer only, and gone with it. */
  passing: boolean;
}

const HOVER_MS = 700;
const LEAVE_MS = 250;

class Asking {
  now = $state.raw<Asked | null>(null);
  private leaving: number | undefined;

  /** Show it, or shut it when it is there already. */
  toggle(asked: Asked): void {
    const open = this.now;
    if (open && open.anchor === asked.anchor && open.key === asked.key && !open.passing) this.close();
    else this.show(asked);
  }

  show(asked: Asked): void {
    this.stay();
    this.now = asked;
  }

  close(): void {
    this.stay();
    this.now = null;
  }

  /** The pointer went: what only passes by goes in a moment, unless the pointer comes to it. */
  leave(): void {
    if (!this.now?.passing) return;
    this.stay();
    this.leaving = window.setTimeout(() => {
      this.close();
    }, LEAVE_MS);
  }

  stay(): void {
    window.clearTimeout(this.leaving);
  }
}

export const asking = new Asking();

/**
 * Explains a control: F1 anywhere in it, or the pointer resting on what `rest` selects (the whole, without it). `about` is
 * read when it is asked, so that it says what the control stands at by then.
 */
export function explained(about: () => About | undefined, label: () => string, rest?: string): Attachment<HTMLElement> {
  return (anchor) => {
    let timer: number | undefined;
    const ask = (passing: boolean): void => {
      const subject = about();
      if (!subject) return;
      const asked = { ...subject, label: label(), anchor, passing };
      if (passing) asking.show(asked);
      else asking.toggle(asked);
    };
    const meant = (target: EventTarget | null): boolean =>
      rest === undefined || (target instanceof Element && target.closest(rest) !== null);
    const over = (event: PointerEvent): void => {
      if (event.pointerType !== 'mouse' || event.buttons !== 0 || !meant(event.target)) return;
      if (event.relatedTarget instanceof Node && anchor.contains(event.relatedTarget) && meant(event.relatedTarget))
        return;
      window.clearTimeout(timer);
      asking.stay();
      timer = window.setTimeout(() => {
        if (asking.now === null || asking.now.passing) ask(true);
      }, HOVER_MS);
    };
    const out = (): void => {
      window.clearTimeout(timer);
      if (asking.now?.anchor === anchor) asking.leave();
    };
    const press = (): void => {
      window.clearTimeout(timer);
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key !== 'F1' || event.defaultPrevented || !about()) return;
      event.preventDefault();
      ask(false);
    };
    const listeners = { pointerover: over, pointerout: out, pointerdown: press, keydown: key };
    for (const [kind, listener] of Object.entries(listeners)) anchor.addEventListener(kind, listener as EventListener);
    return () => {
      window.clearTimeout(timer);
      for (const [kind, listener] of Object.entries(listeners))
        anchor.removeEventListener(kind, listener as EventListener);
      if (asking.now?.anchor === anchor) asking.close();
    };
  };
}
