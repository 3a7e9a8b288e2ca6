// What is streamed to a page, against a server that a test plays by hand.

import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { catalogue } from '../gallery/catalogue';
import { chain } from '../gallery/documents';
import { floats, hello, ScriptedBrowser } from '../gallery/scripted';
import { App } from './app.svelte';

const document = chain(8, 6);
const example = { name: 'spiral', title: 'Two spirals', description: '', modality: 'plane', promise: '' };

let browser: ScriptedBrowser;
let app: App;

beforeEach(() => {
  window.history.replaceState(null, '', '/');
  browser = new ScriptedBrowser();
  browser.answers = {
    'GET api/catalogue': catalogue,
    'GET api/examples': [example],
    'GET api/examples/spiral': { ...example, document },
    'POST api/sessions': { session: 's1', document, revision: 1 }
  };
  app = new App('/', browser);
});

afterEach(() => {
  browser.socket.drops = () => undefined;
});

async function start(): Promise<void> {
  await app.start();
  browser.socket.says(hello());
}

describe('what is watched', () => {
  const maps = { probe: 'maps', node: 'dense_1', resolution: 50 } as const;
  const weights = { probe: 'weights', node: 'dense_1' } as const;

  test('is one list of all that is on screen, sent when it settles; the same probe twice is streamed once', async () => {
    await start();
    app.live.watch(maps, vi.fn());
    app.live.watch(weights, vi.fn());
    const stop = app.live.watch(maps, vi.fn());
    await browser.pass(20);
    expect(browser.socket.all('watch').map((one) => one.probes)).toEqual([[maps, weights]]);
    await browser.socket.acks('watch', 1, [4, 5]);
    stop();
    await browser.pass(20);
    expect(browser.socket.all('watch'), 'somebody still looks').toHaveLength(1);
  });

  test('gets the newest values in the animation frame, and the server hears what was drawn', async () => {
    await start();
    const seen = vi.fn();
    app.live.watch(weights, (data) => seen(data.step, Array.from(data.parts[1]?.values ?? [])));
    await browser.pass(20);
    await browser.socket.acks('watch', 1, [4]);
    browser.socket.streams({ number: 8, step: 100 }, [floats(4, 1, 1, 2), floats(99, 0, 3)]);
    browser.socket.streams({ number: 9, step: 135 }, [floats(4, 1, 5, 6)]);
    expect(seen).not.toHaveBeenCalled();
    browser.frame();
    expect(seen.mock.calls).toEqual([[135, [5, 6]]]);
    expect(browser.socket.all('seen').map((one) => one.snapshot)).toEqual([9]);
    browser.frame();
    expect(seen, 'nothing new, nothing drawn').toHaveBeenCalledOnce();
  });

  test('is in the frame before which it came, with what follows from it', async () => {
    await start();
    const drawn: string[] = [];
    app.live.watch(weights, (data) => void drawn.push(`picture of ${data.step}`));
    const stop = $effect.root(() => {
      $effect(() => {
        const { step } = app.run;
        app.live.paint(() => void drawn.push(`state at ${step}`));
      });
    });
    flushSync();
    browser.frame();
    drawn.length = 0;
    await browser.pass(20);
    await browser.socket.acks('watch', 1, [4]);
    browser.soon = () => undefined; // The task is late.
    browser.socket.says({ type: 'state', state: 'paused', step: 70, epoch: 7, problem: null, rewind_step: null });
    browser.socket.streams({ number: 3, step: 70, running: false }, [floats(4, 0, 1)]);
    browser.frame();
    expect(drawn.sort()).toEqual(['picture of 70', 'state at 70']);
    expect(browser.socket.newest('seen').snapshot).toBe(3);
    stop();
  });

  test('is found when it comes together with the answer that says which slot is whose', async () => {
    await start();
    const seen = vi.fn();
    app.live.watch(weights, (data) => seen(data.step));
    browser.frame();
    await browser.pass(20);
    const tasks: (() => void)[] = [];
    browser.soon = (action) => void tasks.push(action);
    const { id } = browser.socket.newest('watch');
    browser.socket.says({ type: 'ack', id, revision: 1, slots: [4] });
    browser.socket.streams({ number: 1, step: 70, running: false }, [floats(4, 0, 1)]);
    for (const task of tasks) task();
    browser.frame();
    expect(seen.mock.calls).toEqual([[70]]);
  });

  test('at rest, and with new settings, is painted in one frame', async () => {
    await start();
    const drawn: string[] = [];
    for (const probe of [weights, maps]) {
      app.live.watch(probe, (data) => {
        drawn.push(`${probe.probe} ${data.number}`);
        browser.spend(10);
      });
    }
    browser.frame();
    await browser.pass(20);
    await browser.socket.acks('watch', 1, [4, 5]);
    const frame = (head: { number: number; revision?: number; running?: boolean }) => {
      drawn.length = 0;
      browser.socket.streams(head, [floats(4, 0, 1), floats(5, 0, 1)]);
      browser.frame();
      return drawn.length;
    };
    expect([frame({ number: 1 }), frame({ number: 2 })]).toEqual([1, 1]);
    expect(frame({ number: 3, revision: 2 })).toBe(2);
    expect(frame({ number: 4, revision: 2 })).toBe(1);
    browser.frame();
    expect(frame({ number: 5, revision: 2, running: false })).toBe(2);
  });

  test('is seen when all have drawn it, or a newer one in its place: who is slow holds it up, and nobody is left out', async () => {
    await start();
    const drawn: string[] = [];
    const slow = (name: string) => (data: { number: number }) => {
      drawn.push(`${name}${data.number}`);
      browser.spend(20);
    };
    app.live.watch(weights, slow('a'));
    app.live.watch(maps, slow('b'));
    browser.frame();
    await browser.pass(20);
    await browser.socket.acks('watch', 1, [4, 5]);
    const stream = (number: number) => {
      browser.socket.streams({ number }, [floats(4, 0, 1), floats(5, 0, 1)]);
    };
    const seen = () => browser.socket.all('seen').map((one) => one.snapshot);
    stream(1);
    browser.frame();
    expect([drawn, seen()]).toEqual([['a1'], []]);
    stream(2);
    browser.frame();
    expect([drawn, seen()], 'b has drawn something newer than 1').toEqual([['a1', 'b2'], [1]]);
    browser.frame();
    expect([drawn, seen()]).toEqual([
      ['a1', 'b2', 'a2'],
      [1, 2]
    ]);
  });

  test('shows at once what is known already', async () => {
    await start();
    app.live.watch(weights, vi.fn());
    await browser.pass(20);
    await browser.socket.acks('watch', 1, [4]);
    browser.socket.streams({ number: 8 }, [floats(4, 0, 1)]);
    browser.frame();
    const late = vi.fn();
    app.live.watch(weights, late);
    browser.frame();
    expect(late).toHaveBeenCalledOnce();
    app.live.repaint();
    browser.frame();
    expect(late).toHaveBeenCalledTimes(2);
  });

  test('keeps its newest values when it is dropped and asked for again at once: the server has no news to send', async () => {
    await start();
    const stop = app.live.watch(weights, vi.fn());
    await browser.pass(20);
    await browser.socket.acks('watch', 1, [4]);
    browser.socket.streams({ number: 8 }, [floats(4, 0, 1)]);
    stop();
    const again = vi.fn();
    app.live.watch(weights, again);
    await browser.pass(20);
    browser.frame();
    expect(browser.socket.all('watch')).toHaveLength(1);
    expect(again).toHaveBeenCalledOnce();
  });

  test('is nothing while the tab is hidden, and everything again on return', async () => {
    await start();
    app.live.watch(maps, vi.fn());
    await browser.pass(20);
    await browser.socket.acks('watch', 1, [4]);
    browser.hide(true);
    await browser.pass(20);
    expect(browser.socket.newest('watch').probes).toEqual([]);
    browser.socket.streams({ number: 3 });
    expect(browser.socket.newest('seen').snapshot, 'a hidden tab draws no frames, but blocks nobody').toBe(3);
    await browser.socket.acks('watch', 1, []);
    browser.hide(false);
    await browser.pass(20);
    expect(browser.socket.newest('watch').probes).toEqual([maps]);
  });

  test('is asked for again after a reconnection', async () => {
    await start();
    app.live.watch(maps, vi.fn());
    await browser.pass(20);
    browser.socket.drops();
    await browser.pass(300);
    browser.socket.says(hello());
    await browser.pass(20);
    expect(browser.socket.newest('watch').probes).toEqual([maps]);
  });

  test('refreshes four times a second for people who want less motion', async () => {
    browser.calm = true;
    await start();
    app.live.watch(maps, vi.fn());
    await browser.pass(20);
    expect(browser.socket.newest('watch').rate).toBe(4);
  });
});

describe('counters', () => {
  test('change four times a second, and the last value always arrives', async () => {
    await start();
    await browser.pass(1000);
    const printed = new Set<string>();
    for (let i = 1; i <= 60; i++) {
      browser.socket.streams({ number: i, step: i * 100, stepsPerSecond: 6000 });
      printed.add(app.live.counters.step);
      await browser.pass(16);
    }
    expect(printed.size).toBeLessThanOrEqual(6);
    await browser.pass(250);
    expect(app.live.counters.step).toBe('6\u202f000');
    expect(app.live.counters.stepsPerSecond).toBe('6\u202f000');
  });

  test('stand still at once when training rests', async () => {
    await start();
    browser.socket.streams({ number: 1, step: 7, stepsPerSecond: 900 });
    browser.socket.says({ type: 'state', state: 'paused', step: 8, epoch: 1, problem: null, rewind_step: null });
    const { step, epoch, stepsPerSecond } = app.live.counters;
    expect([step, epoch, stepsPerSecond]).toEqual(['8', '1', '0']);
  });
});
