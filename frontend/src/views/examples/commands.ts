// Beginning anew, by name.

import type { Command } from '../shortcuts/command';
import { openNew } from './new';

export default [{ id: 'files.new', group: 'files', icon: 'plus', run: () => void openNew() }] satisfies Command[];
