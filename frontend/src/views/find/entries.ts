// Everything that can be found by name: commands, layers, examples, datasets, settings.

import { t } from '../../i18n/messages';
import { app } from '../../state/app.svelte';
import type { IconName } from '../../ui/icons';
import { offers } from '../canvas/offers';
import { roving } from '../canvas/roving.svelte';
import { chooseDataset } from '../data/actions';
import { GROUPS } from '../shortcuts/command';
import { commands } from '../shortcuts/registry';
import { places } from '../zones/places.svelte';
import { score } from './fuzzy';
import { PARTS, SETTINGS } from './settings';

export interface Entry {
  id: string;
  /** Code of the words of its group. */
  group: string;
  label: string;
  chords: readonly string[];
  icon: IconName;
  reason?: string | undefined;
  /** The focus goes where the entry leads, and not back. */
  leads: boolean;
  run: () => void;
}

type Plain = Omit<Entry, 'chords' | 'leads'>;
const entry = (one: Plain, leads = false): Entry => ({ chords: [], leads, ...one });

function goToLayer(id: string): void {
  places.tab = 'network';
  roving.set(id, null);
  app.selection.node(id);
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`)?.focus());
}

function layers(): Entry[] {
  const { nodes } = app.document.network;
  return [
    ...nodes.map(({ id, name }) =>
      entry({ id: `go ${id}`, group: 'find.in_network', label: name, icon: 'net', run: () => goToLayer(id) }, true)
    ),
    ...offers().map(({ kind, title, byKey }) =>
      entry({
        id: `add ${kind}`,
        group: 'find.add',
        label: t('find.add_layer', { layer: title }),
        icon: 'plus',
        run: byKey
      })
    )
  ];
}

function ofCommands(): Entry[] {
  return commands
    .filter((command) => command.id !== 'help.find' && command.there?.() !== false)
    .flatMap(({ id, group, icon, keys, run, reason }) =>
      run
        ? {
            id,
            group: `command.group.${group}`,
            label: t(`command.${id}`),
            chords: keys ?? [],
            icon: icon ?? 'right',
            reason: reason?.(),
            leads: id === 'network.find_layer',
            run
          }
        : []
    );
}

function examples(): Entry[] {
  return app.examples.map(({ name, title }) =>
    entry({
      id: `example ${name}`,
      group: 'find.examples',
      label: title,
      icon: 'grid',
      run: () => void app.openExample(name)
    })
  );
}

function datasets(): Entry[] {
  return (app.catalogue?.datasets ?? []).map((kind) =>
    entry({
      id: `data ${kind.kind}`,
      group: 'find.datasets',
      label: t('find.use_dataset', { dataset: kind.title }),
      icon: 'data',
      run: () => chooseDataset(kind)
    })
  );
}

function settings(): Entry[] {
  return [...PARTS.map(({ tab, section }) => ({ tab, section, label: undefined })), ...SETTINGS].map(
    ({ tab, section, label }) => {
      const title = t(section);
      const name = label === undefined ? undefined : t(label);
      return entry(
        {
          id: `show ${section} ${label ?? ''}`,
          group: name === undefined ? 'find.parts' : 'find.settings',
          label: name === undefined ? title : t('find.setting', { part: title, setting: name }),
          icon: name === undefined ? 'right' : 'sliders',
          run: () => void places.show(tab, title, name)
        },
        true
      );
    }
  );
}

/** The order of the groups while nothing is typed. */
export const ORDER = [
  ...GROUPS.map((group) => `command.group.${group}`),
  'find.in_network',
  'find.add',
  'find.settings',
  'find.parts',
  'find.examples',
  'find.datasets'
];

/** All entries as they are now. */
export function entries(layersOnly: boolean): Entry[] {
  return layersOnly ? layers() : [...ofCommands(), ...layers(), ...settings(), ...examples(), ...datasets()];
}

/** Those that answer what was typed, group by group: the group with the best answer first. */
export function found(all: readonly Entry[], typed: string): { group: string; entries: Entry[] }[] {
  const empty = typed.trim() === '';
  const scored = all.flatMap((one) => {
    const points = score(one.label, typed) ?? score(`${one.label} ${t(one.group)}`, typed);
    return points === null ? [] : [{ one, points }];
  });
  const groups = ORDER.map((group) => {
    const some = scored.filter(({ one }) => one.group === group);
    if (!empty) some.sort((a, b) => b.points - a.points);
    return { group, best: some[0]?.points ?? -1, entries: some.map(({ one }) => one) };
  });
  const there = groups.filter((group) => group.entries.length > 0);
  return empty ? there : there.sort((a, b) => b.best - a.best);
}
