import type { Command } from '../shortcuts/command';

/** The control that has the focus hears it itself (ui/about). */
export default [{ id: 'help.explain', group: 'help', keys: ['F1'], scope: 'anywhere', own: true }] satisfies Command[];
