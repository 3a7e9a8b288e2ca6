// The store against a server that a test plays by hand.

import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { catalogue } from '../gallery/catalogue';
import { chain } from '../gallery/documents';
import { floats, hello, ScriptedBrowser, settled } from '../gallery/scripted';
import { toFragment } from '../graph/codec';
import { App } from './app.svelte';

const document = chain(8, 6);
const summary = { name: 'spiral', title: 'Two spirals', description: '', modality: 'plane', promise: '' };
const row = (step: number) => [step, step / 10, 0.5, 0.6, 0.9, 0.8, 0.9, 0.8, 0, 0.03, 0.1, 1];

let browser: ScriptedBrowser;
let app: App;
let opened = 0;

beforeEach(() => {
  opened = 0;
  window.history.replaceState(null, '', '/');
  browser = new ScriptedBrowser();
  const session = () => {
    opened += 1;
    return { session: `s${opened}`, document, revision: 1 };
  };
  browser.answers = {
    'GET api/catalogue': catalogue,
    'GET api/examples': [summary],
    'GET api/examples/spiral': { ...summary, document },
    get 'POST api/sessions'() {
      return session();
    }
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

const edit = (rate: number, coalesce?: string) => {
  app.change([{ path: ['training', 'learning_rate'], value: rate }], coalesce === undefined ? {} : { coalesce });
};
const rate = () => app.document.training.learning_rate;

describe('the address', () => {
  test('without anything the first example opens, and its address says so', async () => {
    await start();
    expect(app.phase).toBe('ready');
    expect(app.example).toBe('spiral');
    expect(window.location.pathname).toBe('/e/spiral');
  });

  test('an edit moves the document into the fragment', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await app.start();
    browser.socket.says(hello());
    edit(0.5);
    vi.advanceTimersByTime(300);
    vi.useRealTimers();
    await vi.waitFor(() => {
      expect(window.location.pathname).toBe('/');
    });
    expect(window.location.hash.slice(1)).toBe(await toFragment(app.document));
    expect(app.example).toBeNull();
  });

  test('a link opens a session of its own with its document', async () => {
    const sent: unknown[] = [];
    const { fetch } = browser;
    browser.fetch = (request, init) => {
      if (init?.method === 'POST') sent.push(JSON.parse(String(init.body)));
      return fetch(request, init);
    };
    app = new App('/', browser);
    window.history.replaceState(null, '', `/#${await toFragment({ ...document, name: 'From a friend' })}`);
    await start();
    expect(sent).toMatchObject([{ name: 'From a friend' }]);
  });

  test('a reload goes on with the running session', async () => {
    await start();
    browser.answers['GET api/sessions/s1'] = { session: 's1', document, revision: 3, state: 'running' };
    const after = new App('/', browser);
    await after.start();
    expect(opened, 'no second session').toBe(1);
    expect(browser.socket.url).toContain('/api/sessions/s1/socket');
  });

  test('a reload after the session has ended opens the drawing anew and says so', async () => {
    await start();
    const after = new App('/', browser);
    await after.start();
    expect(opened).toBe(2);
    expect(after.notices.list.map((notice) => notice.problem.code)).toEqual(['client.session_gone']);
  });

  test('a damaged link is told, and the page still opens', async () => {
    window.history.replaceState(null, '', '/#not-a-link');
    await start();
    expect(app.phase).toBe('ready');
    expect(app.notices.list.map((notice) => notice.problem.code)).toEqual(['link.damaged']);
  });

  test('a server that does not answer is told in words', async () => {
    browser.fetch = () => Promise.reject(new TypeError('failed to fetch'));
    app = new App('/', browser);
    await app.start();
    expect(app.phase).toBe('failed');
    expect(app.startProblems.map((problem) => problem.code)).toEqual(['client.unreachable']);
    browser.open('ws://unused');
  });
});

describe('an edit', () => {
  test('shows at once, carries the revision it was made on, and stays when it is answered', async () => {
    await start();
    edit(0.5);
    expect(rate()).toBe(0.5);
    expect(browser.socket.newest('edit')).toMatchObject({ base: 1 });
    await browser.socket.acks('edit', 2);
    expect(rate()).toBe(0.5);
    expect(app.revision).toBe(2);
  });

  test('that is refused is taken back, later ones stay, and the reason is told', async () => {
    await start();
    edit(0.5);
    app.change([{ path: ['training', 'batch_size'], value: 32 }]);
    const problem = { code: 'document.field', params: {}, node: null };
    browser.socket.says({
      type: 'refused',
      id: browser.socket.all('edit')[0]?.id ?? 0,
      problems: [problem],
      revision: 1
    });
    await settled();
    expect(rate()).toBe(0.03);
    expect(app.document.training.batch_size).toBe(32);
    expect(app.notices.list.map((notice) => notice.problem)).toEqual([problem]);
  });

  test('of a dragged slider goes one at a time, the latest winning', async () => {
    await start();
    for (const value of [0.1, 0.2, 0.3, 0.4]) edit(value, 'rate');
    expect(rate()).toBe(0.4);
    expect(browser.socket.all('edit')).toHaveLength(1);
    await browser.socket.acks('edit', 2);
    const sent = browser.socket.all('edit');
    expect(sent.map((one) => one.changes[0]?.value)).toEqual([0.1, 0.4]);
    expect(sent[1]?.base).toBe(2);
  });

  test('made behind a slider that waits does not overtake it', async () => {
    await start();
    edit(0.1, 'rate');
    edit(0.2, 'rate');
    app.change([{ path: ['training', 'batch_size'], value: 32 }]);
    expect(browser.socket.all('edit')).toHaveLength(1);
    await browser.socket.acks('edit', 2);
    expect(browser.socket.all('edit').map((one) => one.changes[0]?.value)).toEqual([0.1, 0.2, 32]);
  });

  test('that was on its way when the connection broke is sent again', async () => {
    await start();
    edit(0.5);
    browser.socket.drops();
    edit(0.6);
    expect(rate()).toBe(0.6);
    await browser.pass(250);
    browser.socket.says(hello({ revision: 4 }));
    expect(rate()).toBe(0.6);
    expect(browser.socket.all('edit').map((one) => one.changes[0]?.value)).toEqual([0.5, 0.6]);
    expect(app.notices.list).toEqual([]);
  });

  test('of somebody else comes in below ours; where ours lost, it is told', async () => {
    await start();
    app.change([{ path: ['training', 'batch_size'], value: 32 }]);
    const theirs = { ...document, training: { ...document.training, learning_rate: 0.9 } };
    browser.socket.says({ type: 'document', revision: 2, document: theirs, by: 'other', overwrote: true });
    expect(rate()).toBe(0.9);
    expect(app.document.training.batch_size).toBe(32);
    expect(app.notices.list.map((notice) => notice.problem.code)).toEqual(['client.overwritten']);
  });

  test('of a layer that somebody else has removed meanwhile is let go', async () => {
    await start();
    app.change([{ path: ['network', 'nodes', 3, 'name'], value: 'The end' }]);
    const shorter = { ...document, network: { nodes: document.network.nodes.slice(0, 2), wires: [] } };
    browser.socket.says({ type: 'document', revision: 2, document: shorter, by: 'other', overwrote: false });
    expect(app.document.network.nodes).toHaveLength(2);
  });
});

describe('commands', () => {
  test('that are refused, or find nobody, are told', async () => {
    await app.start();
    await app.commands.play();
    expect(app.notices.list.at(-1)?.problem.code).toBe('client.not_connected');
    browser.socket.says(hello());
    const step = app.commands.step('epoch');
    const problem = { code: 'server.refused', params: {}, node: null };
    browser.socket.says({ type: 'refused', id: browser.socket.newest('step').id, problems: [problem], revision: 1 });
    await step;
    expect(app.notices.list.at(-1)?.problem).toEqual(problem);
  });

  test('opening another document pauses what was running here', async () => {
    await start();
    browser.socket.says({ type: 'state', state: 'running', step: 5, epoch: 0, problem: null, rewind_step: null });
    const old = browser.socket;
    await app.openExample('spiral');
    expect(old.newest('pause')).toBeDefined();
    expect(old.closed).toBe(true);
    expect(browser.sockets).toHaveLength(2);
  });
});

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

describe('metrics', () => {
  test('arrive without gap or duplicate over a reconnection: the page says how many it has', async () => {
    await start();
    browser.socket.records(0, [row(0), row(10)]);
    browser.socket.drops();
    await browser.pass(250);
    expect(browser.socket.url).toContain('metrics=2');
    browser.socket.says(hello());
    browser.socket.records(2, [row(20)]);
    expect(Array.from(app.history.columns.step.subarray(0, app.history.length))).toEqual([0, 10, 20]);
  });

  test('re-run only what draws them: neither the document nor the shapes are touched by a loss point', async () => {
    await start();
    const runs = { canvas: 0, chart: 0 };
    const stop = $effect.root(() => {
      $effect(() => {
        void [app.document, app.graph, app.data, app.run, app.marks, app.selection.current, app.connection];
        runs.canvas += 1;
      });
      $effect(() => {
        void app.history.version;
        runs.chart += 1;
      });
    });
    flushSync();
    for (let i = 0; i < 10; i++) {
      browser.socket.records(i, [row(i)]);
      browser.socket.streams({ number: i, step: i });
      flushSync();
    }
    stop();
    expect(runs).toEqual({ canvas: 1, chart: 11 });
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
