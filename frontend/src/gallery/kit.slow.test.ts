// The whole kit at once: everything renders, and axe finds nothing to complain about.
import { render, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { expect, test } from 'vitest';
import Kit from './Kit.svelte';

test('the kit has names for all of its controls', async () => {
  const { container } = render(Kit);
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Component states');
  // jsdom computes no layout and no colours: contrast is looked at in the browser tests.
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
});
