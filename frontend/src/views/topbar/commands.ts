// The transport, the files and the theme, by key and by name.

import { app } from '../../state/app.svelte';
import type { Command } from '../shortcuts/command';
import { copyLink, downloadDocument, downloadWeights, openDocumentFile, openWeightsFile } from './files';
import { newSeed, togglePlay, whyNotPlay } from './transport';

const why = (): string | undefined => whyNotPlay(app.run, app.graph);
const step = (unit: 'step' | 'epoch') => () => void app.commands.step(unit);

export default [
  {
    id: 'training.play',
    group: 'training',
    keys: ['Space'],
    icon: 'play',
    run: togglePlay,
    reason: () => (app.run.state === 'running' ? undefined : why())
  },
  { id: 'training.step', group: 'training', keys: ['.'], icon: 'step', run: step('step'), reason: why },
  { id: 'training.epoch', group: 'training', keys: ['Shift+.'], icon: 'step', run: step('epoch'), reason: why },
  { id: 'training.reset', group: 'training', icon: 'reset', run: () => void app.commands.reset() },
  { id: 'training.new_seed', group: 'training', icon: 'shuffle', run: newSeed },
  { id: 'training.full_speed', group: 'training', icon: 'play', run: () => void app.commands.pace(null) },
  { id: 'training.slow_motion', group: 'training', icon: 'step', run: () => void app.commands.pace(1) },
  { id: 'files.link', group: 'files', icon: 'share', run: () => void copyLink() },
  { id: 'files.download', group: 'files', icon: 'file', run: downloadDocument },
  { id: 'files.weights', group: 'files', icon: 'weights', run: downloadWeights },
  { id: 'files.open', group: 'files', icon: 'upload', run: () => void openDocumentFile() },
  { id: 'files.load_weights', group: 'files', icon: 'upload', run: () => void openWeightsFile() },
  {
    id: 'view.light',
    group: 'view',
    icon: 'sun',
    run: () => app.theme.choose('light'),
    there: () => app.theme.mode === 'dark'
  },
  {
    id: 'view.dark',
    group: 'view',
    icon: 'moon',
    run: () => app.theme.choose('dark'),
    there: () => app.theme.mode === 'light'
  }
] satisfies Command[];
