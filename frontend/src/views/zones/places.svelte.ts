// Where things are on the page, and how one gets there: on a phone behind a tab, on a narrow desk behind the rail.

import { tick } from 'svelte';
import { screen } from '../screen.svelte';

export const TABS = ['network', 'output', 'loss', 'learning', 'data'] as const;
export type Tab = (typeof TABS)[number];

const FOCUSABLE = 'input, select, textarea, button, a[href], [tabindex]:not([tabindex="-1"])';

/** Words without what only a pointer sees beside them. */
const words = (element: Element): string => (element.textContent ?? '').trim();

function section(title: string): Element | undefined {
  const all = [...document.querySelectorAll('section')];
  return all.find((one) => {
    const heading = one.querySelector('h2');
    return heading !== null && words(heading).startsWith(title);
  });
}

function control(within: ParentNode, label: string): HTMLElement | null {
  const named = [...within.querySelectorAll('label')].find(
    (one) => words(one) === label || words(one).startsWith(label)
  );
  return named?.control ?? within.querySelector<HTMLElement>(`[aria-label="${CSS.escape(label)}"]`);
}

/** Opens what is shut inside, until the control is there. */
async function uncovered(within: Element, label: string): Promise<HTMLElement | null> {
  for (const shut of [null, ...within.querySelectorAll<HTMLElement>('[aria-expanded="false"]:not([aria-haspopup])')]) {
    shut?.click();
    await tick();
    const found = control(within, label);
    if (found) return found;
  }
  return null;
}

class Places {
  /** What a phone shows. */
  tab = $state<Tab>('network');
  /** Whether the rail is open: a person's wish; null follows the width. */
  rail = $state<boolean | null>(null);

  /** Shows the drawing and puts the focus on the card that had it last. */
  async network(): Promise<void> {
    this.tab = 'network';
    await tick();
    document.querySelector<HTMLElement>('[data-canvas] [data-card][tabindex="0"]')?.focus({ preventScroll: true });
  }

  /** Shows a part of the page and puts the focus there: on the control of that label, or else on the first. */
  async show(tab: Tab, title: string, label?: string): Promise<void> {
    if (screen.phone) this.tab = tab;
    else if (tab === 'data') this.rail = true;
    await tick();
    const part = section(title);
    if (!part) return;
    const found = label === undefined ? null : await uncovered(part, label);
    const target = found ?? part.querySelector<HTMLElement>(FOCUSABLE);
    part.scrollIntoView({ block: 'nearest' });
    target?.scrollIntoView({ block: 'nearest' });
    target?.focus();
  }
}

export const places = new Places();
