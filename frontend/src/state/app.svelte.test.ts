// The store against a server that a test plays by hand.

import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { catalogue } from '../gallery/catalogue';
import { chain } from '../gallery/documents';
import { hello, ScriptedBrowser, settled } from '../gallery/scripted';
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

test('of two changes that come together the later wins: the answer to ours, then somebody else’s', async () => {
  await start();
  const tasks: (() => void)[] = [];
  edit(0.5);
  const { id } = browser.socket.newest('edit');
  browser.soon = (action) => void tasks.push(action);
  browser.socket.says({ type: 'ack', id, revision: 2, slots: null });
  const theirs = { ...document, training: { ...document.training, learning_rate: 0.7 } };
  browser.socket.says({ type: 'document', revision: 3, document: theirs, by: 'other', overwrote: false });
  for (const task of tasks.splice(0)) task();
  await settled();
  expect([rate(), app.revision]).toEqual([0.7, 3]);
  edit(0.9);
  const { id: next, base } = browser.socket.newest('edit');
  browser.socket.says({ type: 'refused', id: next, problems: [], revision: 3 });
  for (const task of tasks) task();
  await settled();
  expect([rate(), base], 'theirs is what stands without ours').toEqual([0.7, 3]);
});

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
