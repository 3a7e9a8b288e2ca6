// What the coach points at while it is shown: cards and units, a stretch of a curve, settings. Other zones ask here.

import { SvelteSet } from 'svelte/reactivity';
import type { Evidence, Stretch } from '../../state/types';

const unitKey = (node: string, unit: number): string => `${node} ${unit}`;

class Pointing {
  private readonly cards = new SvelteSet<string>();
  private readonly units = new SvelteSet<string>();
  private readonly settings = new SvelteSet<string>();
  /** Of the loss chart, in steps. */
  stretch = $state.raw<Stretch | null>(null);

  at(evidence: Evidence | null): void {
    for (const set of [this.cards, this.units, this.settings]) set.clear();
    this.stretch = evidence?.stretch ?? null;
    for (const { node, units } of evidence?.outlined ?? []) {
      if (units.length === 0) this.cards.add(node);
      for (const unit of units) this.units.add(unitKey(node, unit));
    }
    for (const path of evidence?.settings ?? []) this.settings.add(path.join('.'));
  }

  card(node: string): boolean {
    return this.cards.has(node);
  }

  unit(node: string, unit: number): boolean {
    return this.units.has(unitKey(node, unit));
  }

  /** A setting by its path: "training.l2". */
  setting(path: string): boolean {
    return this.settings.has(path);
  }
}

export const pointing = new Pointing();
