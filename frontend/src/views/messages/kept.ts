// What an edit of the network kept and what began afresh, in one sentence.

import type { MarkInfo, Node } from '../../state/types';

const MOST = 3;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST).join(', ');
  return names.length > MOST ? `${shown} …` : shown;
}

/** Layers whose parameters ("dense_1.weight") are among these, by the names that a person reads. */
function layersOf(parameters: readonly string[], nodes: readonly Node[]): string[] {
  const ids = new Set(parameters.map((name) => name.split('.')[0]));
  return nodes.filter((node) => ids.has(node.id)).map((node) => node.name);
}

export function keptBy(
  mark: MarkInfo,
  nodes: readonly Node[]
): { code: string; params: Record<string, string | number> } | null {
  if (!mark.changes.some((change) => change.path[0] === 'network')) return null;
  const fresh = layersOf(mark.fresh, nodes);
  const kept = layersOf(mark.kept, nodes).filter((name) => !fresh.includes(name));
  if (fresh.length === 0) return kept.length > 0 ? { code: 'message.all_kept', params: {} } : null;
  if (kept.length === 0) return { code: 'message.all_fresh', params: { fresh: listed(fresh) } };
  return { code: 'message.some_kept', params: { fresh: listed(fresh), kept: listed(kept) } };
}
