// What an edit of the network kept, what it split and what began afresh; or what it froze, silenced and released.

import { t } from '../../i18n/messages';
import type { MarkInfo, Node } from '../../state/types';
import { heldBy } from './held';

const MOST = 3;

export interface Said {
  code: string;
  params: Record<string, string | number>;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST).join(', ');
  return names.length > MOST ? `${shown} …` : shown;
}

/** The layers of these ids, by the names that a person reads. */
const named = (ids: Iterable<string | undefined>, nodes: readonly Node[]): string[] => {
  const known = new Set(ids);
  return nodes.filter((node) => known.has(node.id)).map((node) => node.name);
};

/** Layers whose parameters ("dense_1.weight") are among these. */
const layersOf = (parameters: readonly string[], nodes: readonly Node[]): string[] =>
  named(
    parameters.map((name) => name.split('.')[0]),
    nodes
  );

const sentence = (code: string, names: readonly string[]): string[] =>
  names.length > 0 ? [t(`surgery.${code}`, { layers: listed(names), count: names.length })] : [];

/** New layers without weights that bend what they get, and so change what the network says. */
function acting(mark: MarkInfo, nodes: readonly Node[]): string[] {
  const before = new Set(mark.identity);
  const came = mark.changes.flatMap(({ path, old, new: now }) =>
    path[1] === 'nodes' && path.length === 3 && old === null && typeof now === 'object' && now !== null && 'id' in now
      ? [String(now['id'])]
      : []
  );
  const weighted = new Set([...mark.kept, ...mark.fresh].map((name) => name.split('.')[0]));
  return named(
    came.filter((id) => !before.has(id) && !weighted.has(id)),
    nodes.filter((node) => node.layer.kind === 'activation')
  );
}

export function keptBy(mark: MarkInfo, nodes: readonly Node[]): Said | null {
  if (!mark.changes.some((change) => change.path[0] === 'network')) return null;
  const [split, identity, returned] = [mark.split, mark.identity, mark.returned].map((ids) => named(ids, nodes));
  const grown = named(mark.grown, nodes);
  const fresh = layersOf(mark.fresh, nodes);
  const kept = layersOf(mark.kept, nodes).filter((name) => !fresh.includes(name));
  const acts = acting(mark, nodes);
  if (kept.length === 0 && fresh.length === 0) return heldBy(mark, nodes);
  if (kept.length === 0) return { code: 'message.all_fresh', params: { fresh: listed(fresh) } };
  const kinds = [
    ...sentence('split', split ?? []),
    ...sentence('identity', identity ?? []),
    ...sentence('returned', returned ?? [])
  ];
  const new_ = [...sentence('fresh', fresh), ...sentence('grown', grown), ...sentence('acts', acts)];
  if (kinds.length === 0 && new_.length === 0) return { code: 'message.all_kept', params: {} };
  const same = new_.length === 0 && (returned?.length ?? 0) === 0 ? [t('surgery.same')] : [];
  return { code: 'message.surgery', params: { text: [...new_, ...kinds, ...same].join(' ') } };
}
