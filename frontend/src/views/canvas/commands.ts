// What is done to the drawing, for the lists and by name. Its keys are heard in keys.ts, where the focus says which layer
// is meant; by name what is selected is meant.

import { t } from '../../i18n/messages';
import { app } from '../../state/app.svelte';
import type { Command } from '../shortcuts/command';
import { copy, cut, pasteFromClipboard } from './clipboard';
import { scene } from './scene.svelte';
import { duplicate, remove, tidyUp } from './together';
import { view } from './view';

const here = { group: 'network', scope: 'canvas', own: true } as const;
const looks = { ...here, group: 'view' } as const;

const chosen = (): readonly string[] => app.selection.nodeIds;
const nothing = (): string | undefined => (chosen().length === 0 ? t('command.select_first') : undefined);
/** A phone's rows are not panned, zoomed or arranged. */
const there = (): boolean => view.current !== null;

export default [
  { ...here, id: 'network.enter', keys: ['Tab'] },
  { ...here, id: 'network.walk', keys: ['Arrows'] },
  { ...here, id: 'network.inspect', keys: ['Enter'] },
  { ...here, id: 'network.leave', keys: ['Escape'] },
  { ...here, id: 'network.menu', keys: ['Shift+F10'] },
  { ...here, id: 'network.move', keys: ['Shift+Arrows'], there },
  { ...here, id: 'network.several', keys: ['Shift+Enter'] },
  { ...here, id: 'network.all', keys: ['Ctrl+A'], run: () => app.selection.nodes(scene.order) },
  {
    ...here,
    id: 'network.duplicate',
    keys: ['Ctrl+D'],
    icon: 'plus',
    run: () => duplicate(chosen()),
    reason: nothing
  },
  { ...here, id: 'network.copy', keys: ['Ctrl+C'], icon: 'file', run: () => void copy(chosen()), reason: nothing },
  { ...here, id: 'network.cut', keys: ['Ctrl+X'], icon: 'file', run: () => void cut(chosen()), reason: nothing },
  {
    ...here,
    id: 'network.paste',
    keys: ['Ctrl+V'],
    icon: 'file',
    run: () => void pasteFromClipboard(view.current?.middle() ?? { x: 0, y: 0 })
  },
  {
    ...here,
    id: 'network.delete',
    keys: ['Delete'],
    icon: 'close',
    run: () => remove(...chosen()),
    reason: nothing
  },
  { ...here, id: 'network.tidy', keys: ['T'], icon: 'tidy', run: tidyUp, there },
  { ...looks, id: 'view.zoom_in', keys: ['+'], icon: 'plus', run: () => view.current?.in(), there },
  { ...looks, id: 'view.zoom_out', keys: ['-'], icon: 'minus', run: () => view.current?.out(), there },
  { ...looks, id: 'view.fit', keys: ['0'], icon: 'fit', run: () => view.current?.fit(), there },
  { ...looks, id: 'view.selection', keys: ['F'], icon: 'focus', run: () => view.current?.selection(), there },
  { ...looks, id: 'view.map', keys: ['M'], icon: 'map', run: () => view.current?.map(), there }
] satisfies Command[];
