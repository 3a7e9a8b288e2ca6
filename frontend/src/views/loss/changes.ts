// A change of a setting in a few words: "Learning rate 0.03 → 0.01".

import { has, t } from '../../i18n/messages';
import type { JsonValue, MarkInfo } from '../../state/types';
import { short } from '../../ui/format';

type Change = MarkInfo['changes'][number];

const KINDS: Record<string, string> = {
  optimizer: 'optimizer',
  schedule: 'schedule',
  loss: 'loss',
  dataset: 'dataset'
};

function kindOf(value: JsonValue): string | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && typeof value['kind'] === 'string'
    ? value['kind']
    : null;
}

function said(value: JsonValue, family: string | undefined): string {
  const kind = kindOf(value);
  if (kind !== null) return family && has(`${family}.${kind}.title`) ? t(`${family}.${kind}.title`) : kind;
  if (typeof value === 'number') return short(value);
  if (typeof value === 'boolean') return t(value ? 'chart.on' : 'chart.off');
  if (value === null) return t('chart.none');
  return typeof value === 'string' ? value : '…';
}

function name(path: Change['path']): string {
  const [area, setting, inner] = path.map(String);
  if (area === 'network') return t('chart.network');
  if (area === 'weights') return t(path.at(-1) === null ? 'chart.bias' : 'chart.weight');
  if (area === 'name') return t('chart.name');
  if (area === 'examples') return t('chart.example', { number: Number(setting) + 1 });
  const own = `${area === 'data' ? 'data' : 'learning'}.${setting ?? ''}`;
  const outer = has(own) ? t(own) : (setting ?? '');
  return inner === undefined ? outer : `${outer}, ${inner.replaceAll('_', ' ')}`;
}

export function describe(change: Change): string {
  if (change.path[0] === 'network') return name(change.path);
  const family = KINDS[String(change.path[1] ?? '')];
  return t('chart.change', { name: name(change.path), old: said(change.old, family), new: said(change.new, family) });
}

/** All changes of a mark in one line. */
export function summary(mark: Pick<MarkInfo, 'changes'>): string {
  return [...new Set(mark.changes.map(describe))].join(', ');
}

export interface Moment {
  time: number;
  words: string;
}

/**
 * Marks that stand closer than `gap` epochs to each other are one moment: of a slider that was dragged, the first old value
 * and the last new one.
 */
export function moments(marks: readonly { time: number; mark: MarkInfo }[], gap: number): Moment[] {
  const result: { time: number; changes: Change[] }[] = [];
  for (const { time, mark } of marks) {
    const last = result.at(-1);
    if (!last || time - last.time > gap) {
      result.push({ time, changes: [...mark.changes] });
      continue;
    }
    for (const change of mark.changes) {
      const key = change.path.join('.');
      const before = last.changes.find((one) => one.path.join('.') === key);
      if (before) last.changes[last.changes.indexOf(before)] = { ...change, old: before.old };
      else last.changes.push(change);
    }
    last.time = time;
  }
  return result
    .map(({ time, changes }) => ({
      time,
      words: summary({ changes: changes.filter((one) => one.path[0] !== 'name') })
    }))
    .filter(({ words }) => words !== '');
}
