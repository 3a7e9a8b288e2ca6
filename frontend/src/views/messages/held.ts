// What was frozen, silenced or released, in one sentence.

import { t } from '../../i18n/messages';
import type { JsonValue, MarkInfo, Node } from '../../state/types';
import type { Said } from './kept';

type Change = MarkInfo['changes'][number];

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What of a list is there now and was not, or was and is not any more. */
function differs(old: JsonValue, now: JsonValue): { one: JsonValue; on: boolean } | null {
  if (!Array.isArray(old) || !Array.isArray(now)) return null;
  const without = (some: JsonValue[], others: JsonValue[]) => {
    const known = new Set(others.map((one) => JSON.stringify(one)));
    return some.filter((one) => !known.has(JSON.stringify(one)));
  };
  const [came, went] = [without(now, old), without(old, now)];
  if (came.length + went.length !== 1) return null;
  return came[0] === undefined ? { one: went[0] ?? null, on: false } : { one: came[0], on: true };
}

function nameOf(one: JsonValue, node: Node): string {
  const [unit, input] = Array.isArray(one) ? one : [one];
  const owner = t('canvas.unit', { unit: Number(unit) + 1, layer: node.name });
  if (!Array.isArray(one)) return capital(owner);
  return t(input === null ? 'held.bias_of' : 'held.weight_of', { unit: owner });
}

function said(change: Change, nodes: readonly Node[]): Said | null {
  const [, , index, area, field] = change.path;
  const node = typeof index === 'number' ? nodes[index] : undefined;
  if (area !== 'held' || typeof field !== 'string' || !node) return null;
  const hold = field.startsWith('frozen') ? 'frozen' : 'silent';
  if (typeof change.new === 'boolean')
    return { code: `held.say_${change.new ? '' : 'un'}${hold}`, params: { name: node.name } };
  const found = differs(change.old, change.new);
  return found && { code: `held.say_${found.on ? '' : 'un'}${hold}`, params: { name: nameOf(found.one, node) } };
}

export function heldBy(mark: MarkInfo, nodes: readonly Node[]): Said | null {
  return mark.changes.map((change) => said(change, nodes)).find((one) => one !== null) ?? null;
}
