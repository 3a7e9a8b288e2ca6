import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ScriptedBrowser } from '../gallery/scripted';
import { Painting } from './painting';

let browser: ScriptedBrowser;
let painting: Painting;
let log: string[];

beforeEach(() => {
  browser = new ScriptedBrowser();
  painting = new Painting(browser, { before: vi.fn(), painted: vi.fn() });
  log = [];
});

/** A painter that takes so many milliseconds. */
const job =
  (name: string, ms = 0) =>
  () => {
    log.push(name);
    browser.spend(ms);
  };

/** What the next frame paints; the browser's own part of it takes `ms`. */
function frame(ms = 0): string[] {
  log = [];
  browser.frame(ms);
  return log;
}

describe('a frame', () => {
  test('takes what it has time for, and leaves the rest to the next one, in the order of asking', () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) painting.ask(job(name, 4));
    expect(frame()).toEqual(['a', 'b']);
    expect(frame()).toEqual(['c', 'd']);
    expect(frame()).toEqual(['e']);
    expect(frame()).toEqual([]);
  });

  test('paints one thing at least, however long it takes', () => {
    painting.ask(job('a', 500));
    painting.ask(job('b', 500));
    expect([frame(), frame()]).toEqual([['a'], ['b']]);
  });

  test('paints everything once, however often it was asked for', () => {
    const a = job('a');
    painting.ask(a);
    painting.ask(a);
    expect([frame(), frame()]).toEqual([['a'], []]);
  });

  test('starves nobody: who asks again goes to the end of the queue', () => {
    const greedy = () => {
      job('greedy', 20)();
      painting.ask(greedy);
    };
    painting.ask(greedy);
    painting.ask(job('b', 20));
    painting.ask(job('c', 20));
    expect([frame(), frame(), frame(), frame()].flat()).toEqual(['greedy', 'b', 'c', 'greedy']);
  });

  test('paints what a painter asks for too, but never the same twice', () => {
    const b = job('b');
    const a = () => {
      job('a')();
      painting.ask(b);
      painting.ask(a);
    };
    painting.ask(a);
    expect(frame()).toEqual(['a', 'b']);
    painting.drop(a);
    expect(frame()).toEqual([]);
  });

  test('takes all that somebody waits for, but not for ever', () => {
    painting.hurry();
    for (const name of ['a', 'b', 'c']) painting.ask(job(name, 8));
    painting.ask(() => {
      log.push('d');
      painting.ask(later);
    });
    const later = job('later', 1);
    expect(frame()).toEqual(['a', 'b', 'c', 'd', 'later']);
    for (const name of ['a', 'b']) painting.ask(job(name, 8));
    expect([frame(), frame()]).toEqual([['a'], ['b']]);
    for (const name of ['e', 'f', 'g']) painting.ask(job(name, 25));
    painting.hurry();
    expect([frame(), frame()]).toEqual([['e', 'f'], ['g']]);
  });

  test('takes less while frames are late for whatever reason, and more again when they are not', () => {
    const jobs = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => job(name, 1));
    const all = (ms: number) => {
      for (const one of jobs) painting.ask(one);
      return frame(ms);
    };
    expect(all(20)).toHaveLength(7);
    for (let late = 0; late < 20; late++) all(20);
    expect(all(0)).toHaveLength(3);
    for (let calm = 0; calm < 40; calm++) all(0);
    expect(all(0)).toHaveLength(7);
  });
});

describe('what rests', () => {
  test('is painted at once, and not again before its time', async () => {
    const a = job('a');
    painting.ask(a, 40);
    expect(frame()).toEqual(['a']);
    painting.ask(a, 40);
    await browser.pass(39);
    expect(frame()).toEqual([]);
    await browser.pass(1);
    expect(frame()).toEqual(['a']);
  });

  test('does not rest when somebody asks for it without', () => {
    const a = job('a');
    painting.ask(a, 40);
    frame();
    painting.ask(a, 40);
    painting.ask(a);
    expect(frame()).toEqual(['a']);
  });

  test('keeps nothing from being past', () => {
    const a = job('a');
    painting.ask(a, 40);
    frame();
    painting.ask(a, 40);
    frame();
    expect(painting.isPast(painting.begun)).toBe(true);
  });
});

test('a mark is past when all has been painted that had been asked for when a frame began, and what that asked for', () => {
  const b = job('b', 10);
  painting.ask(() => {
    painting.ask(b);
    browser.spend(10);
  });
  frame();
  const mark = painting.begun;
  painting.ask(job('later', 10));
  expect(painting.isPast(mark)).toBe(false);
  expect([frame(), painting.isPast(mark)]).toEqual([['b'], true]);
});
