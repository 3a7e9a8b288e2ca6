// Through the recording, by name and by key. The keys are heard by the playhead, in Track.svelte.

import { t } from '../../i18n/messages';
import { app } from '../../state/app.svelte';
import { toggleCompare } from '../compare/compared.svelte';
import type { Command } from '../shortcuts/command';
import { branchHere, goTo, indexNow, isNewest } from './shown.svelte';

const here = { group: 'recording', scope: 'timeline', own: true } as const;
const atFirst = (): string | undefined => (indexNow() === 0 ? t('timeline.is_first') : undefined);
const atNewest = (): string | undefined => (isNewest() ? t('timeline.is_newest') : undefined);

export default [
  { ...here, id: 'recording.first', keys: ['Home'], icon: 'reset', run: () => goTo(0), reason: atFirst },
  {
    ...here,
    id: 'recording.newest',
    keys: ['End'],
    icon: 'newest',
    run: () => goTo(app.recording.stops.length - 1),
    reason: atNewest
  },
  { ...here, id: 'recording.previous', keys: ['['], icon: 'left', run: () => goTo(indexNow() - 1), reason: atFirst },
  { ...here, id: 'recording.next', keys: [']'], icon: 'right', run: () => goTo(indexNow() + 1), reason: atNewest },
  {
    ...here,
    id: 'recording.compare',
    keys: ['C'],
    icon: 'compare',
    run: toggleCompare
  },
  {
    ...here,
    id: 'recording.branch',
    keys: ['B'],
    icon: 'branch',
    run: branchHere,
    reason: () => (isNewest() ? t('timeline.branch_newest') : undefined)
  }
] satisfies Command[];
