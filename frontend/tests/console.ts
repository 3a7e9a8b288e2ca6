// Runs before every test file: a console that may not complain.
// may not complain.
import { cleanup } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, vi } from 'vitest';

let complaints: string[] = [];

beforeEach(() => {
  complaints = [];
  for (const level of ['warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => {
      complaints.push(`console.${level}: ${parts.map(String).join(' ')}`);
    });
  }
});

afterEach(cleanup);

afterEach(() => {
  expect(complaints, 'warnings are errors').toEqual([]);
});
