// Popovers, toasts and what can be shut: they open and close with a pointer and with the keyboard, and give the focus back.
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import Kit from '../gallery/Kit.svelte';
import Toasts from './Toasts.svelte';
import { toasts } from './toasts.svelte';

test('a menu opens with its button and closes with Escape, which gives the focus back', async () => {
  const user = userEvent.setup();
  render(Kit);
  const opener = screen.getByRole('button', { name: 'Menu' });
  await user.click(opener);
  expect(opener).toHaveAttribute('aria-expanded', 'true');
  await user.keyboard('{ArrowDown}');
  expect(screen.getByRole('button', { name: 'Share' })).toHaveFocus();
  await user.keyboard('{ArrowDown}');
  expect(screen.getByRole('button', { name: 'Export' })).toHaveFocus();
  await user.keyboard('{ArrowDown}');
  expect(screen.getByRole('button', { name: 'Share' })).toHaveFocus();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('button', { name: 'Share' })).not.toBeInTheDocument();
  expect(opener).toHaveFocus();
});

test('a menu closes on a click outside and when the focus leaves it', async () => {
  const user = userEvent.setup();
  render(Kit);
  const opener = screen.getByRole('button', { name: 'Menu' });
  await user.click(opener);
  await user.click(screen.getByRole('heading', { name: 'Component states' }));
  expect(opener).toHaveAttribute('aria-expanded', 'false');
  await user.click(opener);
  await user.tab();
  await user.tab();
  await user.tab();
  expect(opener).toHaveAttribute('aria-expanded', 'false');
});

test('a section that is shut says in one line what is inside', async () => {
  const user = userEvent.setup();
  render(Kit);
  const heading = screen.getByRole('button', { name: /Can be shut/ });
  expect(heading).toHaveTextContent('rate 0.001, Adam');
  await user.click(heading);
  expect(heading).toHaveAttribute('aria-expanded', 'true');
  expect(heading).not.toHaveTextContent('rate 0.001, Adam');
});

describe('toasts', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });

  afterEach(() => {
    for (const { key } of toasts.list) toasts.dismiss(key);
    vi.useRealTimers();
  });

  test('a toast leaves after six seconds, unless someone is reading it', async () => {
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    render(Toasts, { close: 'Dismiss' });
    toasts.show('Link copied');
    const toast = await screen.findByText('Link copied');
    await user.hover(toast);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(toast).toBeInTheDocument();
    await user.unhover(toast);
    await vi.advanceTimersByTimeAsync(5_900);
    expect(toast).toBeInTheDocument();
    await vi.advanceTimersByTimeAsync(200);
    expect(toast).not.toBeInTheDocument();
  });

  test('a toast takes its action back once, and can be dismissed', async () => {
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    const run = vi.fn();
    render(Toasts, { close: 'Dismiss' });
    toasts.show('New seed', { label: 'Undo', run });
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(run).toHaveBeenCalledOnce();
    expect(screen.queryByText('New seed')).not.toBeInTheDocument();
    toasts.show('Another');
    await user.click(await screen.findByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByText('Another')).not.toBeInTheDocument();
  });
});
