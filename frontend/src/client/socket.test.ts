import { beforeEach, describe, expect, test, vi } from 'vitest';
import { hello, ScriptedBrowser, settled } from '../gallery/scripted';
import { RefusedError, Socket } from './socket';
import type { Listener } from './socket';

let browser: ScriptedBrowser;
let socket: Socket;
let listener: { [K in keyof Listener]: ReturnType<typeof vi.fn<Listener[K]>> };
let metrics = 0;
let exists = true;

beforeEach(() => {
  metrics = 0;
  exists = true;
  browser = new ScriptedBrowser();
  listener = {
    comes: vi.fn(),
    hello: vi.fn(),
    event: vi.fn(),
    snapshot: vi.fn(),
    metrics: vi.fn(),
    link: vi.fn(),
    gone: vi.fn()
  };
  socket = new Socket(
    () => `ws://here/socket?metrics=${metrics}`,
    listener,
    browser,
    () => Promise.resolve(exists)
  );
  socket.connect();
});

test('it is live from the hello on, not before', async () => {
  await expect(socket.send({ type: 'play' })).rejects.toMatchObject({ lost: true });
  browser.socket.says(hello());
  expect(listener.link).toHaveBeenLastCalledWith('live', null);
  expect(listener.hello).toHaveBeenCalledOnce();
});

test('an ack resolves the command with that id, and a refusal rejects it with the problems', async () => {
  browser.socket.says(hello());
  const [first, second] = [socket.send({ type: 'play' }), socket.send({ type: 'pause' })];
  const [play, pause] = browser.socket.sent;
  if (play?.type !== 'play' || pause?.type !== 'pause') throw new Error('both were sent in order');
  const problem = { code: 'server.refused', params: {}, node: null };
  browser.socket.says({ type: 'refused', id: pause.id, problems: [problem], revision: 4 });
  browser.socket.says({ type: 'ack', id: play.id, revision: 5, slots: null });
  await expect(first).resolves.toEqual({ revision: 5, slots: [] });
  await expect(second).rejects.toMatchObject({ problems: [problem], lost: false });
});

test('after a loss it comes back by itself, later each time, with the metrics it has by then', async () => {
  browser.socket.says(hello());
  metrics = 7;
  browser.socket.drops();
  expect(listener.link).toHaveBeenLastCalledWith('reconnecting', 250);
  await browser.pass(249);
  expect(browser.sockets).toHaveLength(1);
  await browser.pass(1);
  expect(browser.socket.url).toContain('metrics=7');
  browser.socket.drops();
  expect(listener.link).toHaveBeenLastCalledWith('reconnecting', 250 + 500);
  await browser.pass(500);
  browser.socket.says(hello());
  browser.socket.drops();
  expect(listener.link, 'a hello starts the waits afresh').toHaveBeenLastCalledWith('reconnecting', 750 + 250);
});

test('a restart of the server is a loss like any other', async () => {
  browser.socket.says(hello());
  browser.socket.drops(1012);
  await browser.pass(250);
  expect(browser.sockets).toHaveLength(2);
});

test('what was on its way when the connection broke is told apart from what was refused', async () => {
  browser.socket.says(hello());
  const answer = socket.send({ type: 'play' });
  browser.socket.drops();
  await expect(answer).rejects.toBeInstanceOf(RefusedError);
  await expect(answer).rejects.toMatchObject({ lost: true });
});

test('someone who does not want to wait can try at once', () => {
  browser.socket.drops();
  socket.retry();
  expect(browser.sockets).toHaveLength(2);
  socket.retry();
  expect(browser.sockets, 'while an attempt is under way there is nothing to hurry').toHaveLength(2);
});

test('without a network it is lost at once, and back as soon as someone says so', () => {
  browser.socket.says(hello());
  socket.drop();
  expect(listener.link).toHaveBeenLastCalledWith('reconnecting', expect.any(Number));
  socket.drop();
  expect(listener.link, 'it can only be lost once').toHaveBeenCalledTimes(3);
  socket.retry();
  browser.socket.says(hello());
  expect(listener.link).toHaveBeenLastCalledWith('live', null);
});

test('a session that is gone for good is not knocked at for ever', async () => {
  exists = false;
  for (let attempt = 0; attempt < 3; attempt++) {
    browser.socket.drops();
    await settled();
    await browser.pass(10_000);
  }
  expect(listener.gone).toHaveBeenCalledOnce();
  const attempts = browser.sockets.length;
  await browser.pass(60_000);
  expect(browser.sockets).toHaveLength(attempts);
});

test('a closed socket stays closed', async () => {
  browser.socket.says(hello());
  socket.close();
  browser.socket.drops();
  await browser.pass(60_000);
  expect(browser.sockets).toHaveLength(1);
  expect(listener.link).toHaveBeenLastCalledWith('closed', null);
});

describe('what has come together', () => {
  let tasks: (() => void)[];

  beforeEach(() => {
    tasks = [];
    browser.soon = (action) => void tasks.push(action);
    browser.socket.says(hello());
    browser.socket.says({ type: 'finding', finding: null });
  });

  const named = () => [listener.hello, listener.event].map((heard) => heard.mock.calls.length);

  test('is handed on in one task, in order', () => {
    expect([tasks.length, ...named()]).toEqual([1, 0, 0]);
    tasks.shift()?.();
    expect(named()).toEqual([1, 1]);
    browser.socket.says({ type: 'finding', finding: null });
    expect([tasks.length, ...named()]).toEqual([1, 1, 1]);
  });

  test('is handed on at once when somebody asks for it', () => {
    expect([listener.comes.mock.calls.length, socket.deliver(), ...named()]).toEqual([1, true, 1, 1]);
    tasks.shift()?.();
    expect([socket.deliver(), ...named()]).toEqual([false, 1, 1]);
  });

  test('is handed on before the loss of the connection is told', () => {
    browser.socket.drops();
    expect(named()).toEqual([1, 1]);
    expect(listener.link.mock.calls.map(([state]) => state)).toEqual(['connecting', 'live', 'reconnecting']);
    tasks.shift()?.();
    expect(named(), 'and not again').toEqual([1, 1]);
  });

  test('is forgotten when the page has left the session', () => {
    socket.close();
    tasks.shift()?.();
    expect(named()).toEqual([0, 0]);
  });
});
