// One place of the drawing has the tab stop: a card, or one of its units. Arrow keys move it; clicks take it along.

import { scene } from './scene.svelte';

export interface Spot {
  card: string;
  unit: number | null;
}

class Roving {
  private chosen = $state.raw<Spot | null>(null);

  /** Where Tab leads into the drawing. */
  get spot(): Spot | null {
    if (this.chosen && scene.cards.has(this.chosen.card)) return this.chosen;
    const first = scene.order[0];
    return first === undefined ? null : { card: first, unit: null };
  }

  set(card: string, unit: number | null): void {
    this.chosen = { card, unit };
  }

  is(card: string, unit: number | null): boolean {
    return this.spot?.card === card && this.spot.unit === unit;
  }
}

export const roving = new Roving();

/** Tiles that can have the focus. */
const unitsWithFocus = (card: string) => scene.cards.get(card)?.places.length ?? 0;

function beside(card: string, direction: -1 | 1): string | undefined {
  return scene.order[scene.order.indexOf(card) + direction];
}

/** The unit of a card that lies nearest in height to a unit of another. */
function level(from: Spot, to: string): number {
  const here = scene.cards.get(from.card);
  const there = scene.cards.get(to);
  const place = here?.places[from.unit ?? 0];
  if (!here || !there || !place) return 0;
  const y = here.node.y + place.y + place.size / 2;
  const distance = (unit: number) => {
    const other = there.places[unit];
    return other ? Math.abs(there.node.y + other.y + other.size / 2 - y) : Infinity;
  };
  return there.places.reduce((nearest, _, unit) => (distance(unit) < distance(nearest) ? unit : nearest), 0);
}

/** Where an arrow key leads from a spot, or null when there is nothing there. */
export function neighbour(spot: Spot, key: string): Spot | null {
  const { card, unit } = spot;
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const columns = scene.cards.get(card)?.size.grid?.columns ?? 1;
    const step = key === 'ArrowLeft' ? -1 : 1;
    const inRow = unit !== null && columns > 1 && Math.floor((unit + step) / columns) === Math.floor(unit / columns);
    if (inRow && unit + step >= 0 && unit + step < unitsWithFocus(card)) return { card, unit: unit + step };
    const next = beside(card, step);
    if (next === undefined) return null;
    return { card: next, unit: unit === null || unitsWithFocus(next) === 0 ? null : level(spot, next) };
  }
  const count = unitsWithFocus(card);
  const step = scene.cards.get(card)?.size.grid?.columns ?? 1;
  if (key === 'ArrowDown') {
    if (unit === null) return count > 0 ? { card, unit: 0 } : null;
    return unit + step < count ? { card, unit: unit + step } : null;
  }
  if (key === 'ArrowUp' && unit !== null) return { card, unit: unit - step >= 0 ? unit - step : null };
  return null;
}
