// The drawing as it is shown: every card with its size, its look and its problems, and what lies between the cards.
// Everything is derived from the document, the shapes and the data; a loss point or a snapshot re-runs none of it.

import { openLane } from '../../graph/empty';
import { crowded, place, tidy } from '../../graph/layout';
import type { Position, Size } from '../../graph/layout';
import type { Place } from '../../render/tiles';
import { app } from '../../state/app.svelte';
import type { LayerEntry, Network, Node, NodeInfo, Problem, Wire } from '../../state/types';
import { cardPlaces, HEADER, measure } from './geometry';
import type { Measure } from './geometry';
import { lookOf, unitsOf } from './look';
import type { Look } from './look';

export interface Card {
  node: Node;
  entry: LayerEntry | undefined;
  info: NodeInfo | undefined;
  problems: Problem[];
  look: Look;
  size: Measure;
  width: number;
  /** Of the card, its header (`top`) included. */
  height: number;
  top: number;
  /** From the card's top left. */
  places: Place[];
}

/** What lies between two cards: weights, each value handed on (`threads`), or only that something flows (`band`). */
export interface Link {
  source: string;
  target: string;
  kind: 'weights' | 'threads' | 'band';
  /** Of the target's units, the first that this source feeds (Concatenate). */
  offset: number;
  /** Columns and rows of the weights, for `weights`. */
  inputs: number;
  units: number;
}

const EMPTY: Look = { kind: 'empty', words: 'canvas.card.waiting' };
const NOTHING = { look: EMPTY, size: measure(EMPTY, 'left') };
const WEIGHTED = new Set(['dense', 'output']);

class Scene {
  private readonly entries = $derived(new Map((app.catalogue?.layers ?? []).map((entry) => [entry.kind, entry])));

  /** Apart from the document: a changed learning rate leaves the drawing's object the same. */
  private readonly drawn = $derived(app.document.network);

  private readonly loss = $derived(app.document.training.loss.kind);

  private readonly looks = $derived.by(() => {
    const around = { network: this.drawn, loss: this.loss, data: app.data };
    return new Map(
      this.drawn.nodes.map((node) => {
        const look = lookOf(node, app.shapeOf(node.id), around);
        return [node.id, { look, size: measure(look, node.layer.kind === 'output' ? 'right' : 'left') }];
      })
    );
  });

  /** Height of each card: cards that stand in one row are equally tall, so that their middles lie on one line. */
  private readonly bodies = $derived.by(() => {
    const rows = new Map<number, number>();
    const { nodes } = this.drawn;
    for (const { id, y } of nodes) rows.set(y, Math.max(rows.get(y) ?? 0, this.looks.get(id)?.size.height ?? 0));
    return new Map(nodes.map(({ id, y }) => [id, rows.get(y) ?? 0]));
  });

  readonly sizes = (id: string): Size => ({
    width: this.looks.get(id)?.size.width ?? 0,
    height: HEADER + (this.bodies.get(id) ?? 0)
  });

  /** Of the cards by themselves, before those of one row are made equally tall. */
  readonly ownSizes = (id: string): Size => {
    const size = this.looks.get(id)?.size;
    return { width: size?.width ?? 0, height: HEADER + (size?.height ?? 0) };
  };

  /** Cards that would crowd each other are shown in columns instead, until somebody moves one. */
  private readonly columns = $derived.by((): ReadonlyMap<string, Position> | null => {
    return crowded(this.drawn, this.sizes) ? tidy(this.drawn, this.sizes) : null;
  });

  /** The network with its cards where they are shown: what every edit of the drawing begins from. */
  readonly network: Network = $derived(this.columns ? place(this.drawn, this.columns) : this.drawn);

  readonly cards: ReadonlyMap<string, Card> = $derived.by(() => {
    // An empty drawing is no mistake: the lane between its cards says what to do.
    const problems = openLane(this.network) ? [] : (app.graph?.problems ?? []);
    return new Map(
      this.network.nodes.map((node) => {
        const { look, size } = this.looks.get(node.id) ?? NOTHING;
        const body = this.bodies.get(node.id) ?? 0;
        return [
          node.id,
          {
            node,
            entry: this.entries.get(node.layer.kind),
            info: app.graph?.nodes[node.id],
            problems: problems.filter((problem) => problem.node === node.id),
            look,
            size,
            width: size.width,
            height: HEADER + body,
            top: HEADER,
            places: cardPlaces(look, size, body)
          }
        ];
      })
    );
  });

  readonly links: readonly Link[] = $derived.by(() => {
    const offsets = new Map<string, number>();
    return this.network.wires.flatMap((wire): Link[] => {
      const source = this.cards.get(wire.source);
      const target = this.cards.get(wire.target);
      if (!source || !target) return [];
      const inputs = numbers(source);
      const units = numbers(target);
      if (inputs === 0 || units === 0) return [];
      const base = { source: wire.source, target: wire.target, inputs, units, offset: 0 };
      if (WEIGHTED.has(target.node.layer.kind)) return [{ ...base, kind: 'weights' }];
      const offset = target.node.layer.kind === 'concatenate' ? (offsets.get(wire.target) ?? 0) : 0;
      offsets.set(wire.target, offset + inputs);
      const tiled = source.places.length === inputs && target.places.length === units;
      return [{ ...base, offset, kind: tiled ? 'threads' : 'band' }];
    });
  });

  entry(kind: string): LayerEntry | undefined {
    return this.entries.get(kind);
  }

  name(id: string): string {
    return this.cards.get(id)?.node.name ?? id;
  }

  /** Cards from left to right, then down: the order of the arrow keys. */
  readonly order: readonly string[] = $derived(
    [...this.network.nodes].sort((a, b) => a.x - b.x || a.y - b.y).map((node) => node.id)
  );

  wiresInto(id: string): Wire[] {
    return this.network.wires.filter((wire) => wire.target === id);
  }

  wiresOutOf(id: string): Wire[] {
    return this.network.wires.filter((wire) => wire.source === id);
  }
}

/** How many numbers a card hands on. */
function numbers(card: Card): number {
  return app.shapeOf(card.node.id)?.reduce((all, axis) => all * axis, 1) ?? unitsOf(card.look);
}

export const scene = new Scene();
