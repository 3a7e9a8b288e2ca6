// The lint rule that keeps the page's rooms apart: does it refuse what it should, and only that?
import { ESLint } from 'eslint';
import { expect, it } from 'vitest';

const eslint = new ESLint({ cwd: new URL('..', import.meta.url).pathname });

async function refusals(room: string, from: string): Promise<string[]> {
  const text = `import { thing } from '${from}';\n\nexport const other = thing;\n`;
  const [result] = await eslint.lintText(text, { filePath: `src/${room}/example.ts` });
  return (result?.messages ?? [])
    .filter(({ ruleId }) => ruleId === 'no-restricted-imports')
    .map(({ message }) => message);
}

it.each([
  ['wire', '../graph/network'],
  ['graph', '../state/live.svelte'],
  ['client', '../state/live.svelte'],
  ['state', '../views/canvas/Canvas.svelte'],
  ['render', '../state/live.svelte'],
  ['render', '../wire/frame'],
  ['ui', '../state/live.svelte'],
  ['views', '../client/socket'],
  ['graph', 'svelte/reactivity'],
  ['wire', 'svelte'],
  ['render', '@xyflow/svelte']
])('%s/ may not import %s', async (room, from) => {
  expect(await refusals(room, from)).toContainEqual(expect.stringContaining(`${room}/ `));
});

it.each([
  ['graph', '../wire/types.generated'],
  ['client', '../wire/frame'],
  ['state', '../client/socket'],
  ['views', '../state/live.svelte'],
  ['views', '../../render/heatmap'],
  ['render', './scale']
])('%s/ may import %s', async (room, from) => {
  expect(await refusals(room, from)).toEqual([]);
});
