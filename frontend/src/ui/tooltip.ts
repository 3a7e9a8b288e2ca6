import type { Attachment } from 'svelte/attachments';
import { asking } from './about.svelte';

let bubble: HTMLElement | null = null;
let owner: Element | null = null;

function theBubble(): HTMLElement {
  if (!bubble?.isConnected) {
    bubble = document.createElement('div');
    bubble.id = 'tooltip';
    bubble.className = 'tooltip';
    bubble.setAttribute('role', 'tooltip');
    bubble.hidden = true;
    document.body.append(bubble);
  }
  return bubble;
}

function show(target: Element, text: string): void {
  const tip = theBubble();
  owner = target;
  tip.textContent = text;
  tip.hidden = false;
  const at = target.getBoundingClientRect();
  const half = tip.offsetWidth / 2;
  const x = Math.min(Math.max(at.left + at.width / 2, half + 8), window.innerWidth - half - 8);
  const below = at.bottom + 6 + tip.offsetHeight < window.innerHeight;
  tip.style.left = `${Math.round(x - half)}px`;
  tip.style.top = `${Math.round(below ? at.bottom + 6 : at.top - tip.offsetHeight - 6)}px`;
  if (target.getAttribute('aria-label') !== text) target.setAttribute('aria-describedby', tip.id);
}

function hide(target: Element): void {
  if (owner !== target) return;
  owner = null;
  theBubble().hidden = true;
  if (target.getAttribute('aria-describedby') === 'tooltip') target.removeAttribute('aria-describedby');
}

/**
 * A few words under a control: at once on keyboard focus, after a moment under the pointer; Escape closes it. Screen readers have
 * them as the control's description, and F1 answers with them where there is no longer explanation.
 * Without text it does nothing; without a delay only the keyboard shows it. The look is in styles/tooltip.css, since the bubble lives outside every component.
 */
export function tooltip(text: string | undefined, delay: number | null = 450): Attachment {
  return (target) => {
    if (text === undefined) return;
    if (target.getAttribute('aria-label') !== text) target.setAttribute('aria-description', text);
    let timer: number | undefined;
    const later = (): void => {
      if (delay === null) return;
      timer = window.setTimeout(() => {
        show(target, text);
      }, delay);
    };
    const now = (): void => {
      if (target.matches(':focus-visible')) show(target, text);
    };
    const gone = (): void => {
      window.clearTimeout(timer);
      hide(target);
    };
    const key = (event: Event): void => {
      if (!(event instanceof KeyboardEvent) || event.defaultPrevented) return;
      if (event.key === 'Escape') gone();
      if (event.key !== 'F1' || !(target instanceof HTMLElement) || target.closest('[data-about]')) return;
      event.preventDefault();
      gone();
      const label = target.getAttribute('aria-label') ?? target.textContent.trim();
      asking.toggle({ key: 'command', says: text, label, anchor: target, passing: false });
    };
    const listeners: [string, (event: Event) => void][] = [
      ['pointerenter', later],
      ['pointerleave', gone],
      ['pointerdown', gone],
      ['focus', now],
      ['blur', gone],
      ['keydown', key]
    ];
    for (const [kind, listener] of listeners) target.addEventListener(kind, listener);
    return () => {
      for (const [kind, listener] of listeners) target.removeEventListener(kind, listener);
      target.removeAttribute('aria-description');
      gone();
    };
  };
}
