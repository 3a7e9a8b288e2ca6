// Runs before every test file: the matchers (`toBeVisible` …), components unmounted after each test, and a console that
// may not complain.
import '@testing-library/jest-dom/vitest';
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
