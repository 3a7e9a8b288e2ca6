// Undo and redo over the store, against a server that a test plays by hand.

import { beforeEach, describe, expect, test, vi } from 'vitest';
import { catalogue } from '../gallery/catalogue';
import { chain } from '../gallery/documents';
import { hello, ScriptedBrowser, settled } from '../gallery/scripted';
import { removeNodes } from '../graph/network';
import type { Document, JsonValue } from '../wire/types.generated';
import { App } from './app.svelte';

const document = chain(8, 6);
let browser: ScriptedBrowser;
let app: App;

beforeEach(async () => {
  window.history.replaceState(null, '', '/');
  browser = new ScriptedBrowser();
  const summary = { name: 'spiral', title: 'Two spirals', description: '', modality: 'plane', promise: '' };
  browser.answers = {
    'GET api/catalogue': catalogue,
    'GET api/examples': [summary],
    'GET api/examples/spiral': { ...summary, document },
    'POST api/sessions': { session: 's1', document, revision: 1 }
  };
  app = new App('/', browser);
  await app.start();
  browser.socket.says(hello());
});

const rate = (value: number, coalesce?: string) => {
  app.change([{ path: ['training', 'learning_rate'], value }], coalesce === undefined ? {} : { coalesce });
};
const batch = (value: number) => {
  app.change([{ path: ['training', 'batch_size'], value }]);
};
const shown = () => app.document.training.learning_rate;
const others = (change: (document: Document) => Document, by: 'other' | 'server' = 'other') => {
  browser.socket.says({ type: 'document', revision: 9, document: change(app.document), by, overwrote: false });
};
const withRate = (value: number) => (one: Document) => ({
  ...one,
  training: { ...one.training, learning_rate: value }
});

test('an undo sends the old value as an edit, and a redo the new one', async () => {
  rate(0.5);
  expect(app.undoing.undoes).toEqual({ code: 'undo.setting', params: { setting: 'Learning rate' } });
  expect(app.undoing.undo()).toEqual(app.undoing.redoes);
  expect(shown()).toBe(0.03);
  expect(browser.socket.newest('edit').changes).toEqual([{ path: ['training', 'learning_rate'], value: 0.03 }]);
  expect([app.undoing.canUndo, app.undoing.canRedo]).toEqual([false, true]);
  app.undoing.redo();
  expect(shown()).toBe(0.5);
  expect([app.undoing.canUndo, app.undoing.canRedo]).toEqual([true, false]);
  expect(browser.socket.all('edit')).toHaveLength(3);
  await browser.socket.acks('edit', 2);
});

test('steps go back one by one, and a new change leaves nothing to do again', () => {
  rate(0.5);
  batch(32);
  app.undoing.undo();
  expect([shown(), app.document.training.batch_size]).toEqual([0.5, 10]);
  batch(64);
  expect(app.undoing.canRedo).toBe(false);
  app.undoing.undo();
  app.undoing.undo();
  expect(app.document).toEqual(document);
  expect(app.undoing.undo()).toBeNull();
});

test('what was deleted comes back as it was, with its id and its place', () => {
  const network = removeNodes(document.network, ['dense_1']) as unknown as JsonValue;
  app.change([{ path: ['network'], value: network }]);
  expect(app.undoing.undoes).toEqual({ code: 'undo.delete_one', params: { layer: 'Dense 1' } });
  app.undoing.undo();
  expect(app.document).toEqual(document);
});

describe('one step is', () => {
  test('a drag, however many values it goes through and however long it rests', async () => {
    app.undoing.press(true);
    rate(0.1, 'rate');
    rate(0.2, 'rate');
    await browser.pass(5_000);
    rate(0.3, 'rate');
    app.undoing.press(false);
    app.undoing.undo();
    expect(shown()).toBe(0.03);
  });

  test('not two drags of one slider', () => {
    for (const value of [0.1, 0.2]) {
      app.undoing.press(true);
      rate(value, 'rate');
      app.undoing.press(false);
    }
    app.undoing.undo();
    expect(shown()).toBe(0.1);
  });

  test('key presses that follow each other quickly, and not those after a rest', async () => {
    rate(0.1, 'rate');
    rate(0.2, 'rate');
    await browser.pass(2_000);
    rate(0.3, 'rate');
    app.undoing.undo();
    expect(shown()).toBe(0.2);
    app.undoing.undo();
    expect(shown()).toBe(0.03);
  });

  test('not what somebody else changed in between', () => {
    rate(0.1, 'rate');
    others((one) => ({ ...one, training: { ...one.training, batch_size: 99 } }));
    rate(0.2, 'rate');
    app.undoing.undo();
    app.undoing.undo();
    expect([shown(), app.document.training.batch_size]).toEqual([0.03, 99]);
  });

  test('nothing, for a change that changes nothing or asks for silence', () => {
    rate(0.03);
    app.change([{ path: ['training', 'batch_size'], value: 99 }], { silent: true });
    expect(app.undoing.canUndo).toBe(false);
  });
});

test('an undo whose place somebody else changed loses, says so, and leaves the rest to be undone', async () => {
  batch(32);
  rate(0.5);
  await browser.socket.acks('edit', 2);
  others(withRate(0.9));
  const edits = browser.socket.all('edit').length;
  expect(app.undoing.undo()).toBeNull();
  expect(shown()).toBe(0.9);
  expect(browser.socket.all('edit')).toHaveLength(edits);
  expect(app.notices.list.map(({ problem }) => [problem.code, problem.params['what']])).toEqual([
    ['client.undo_lost', 'Learning rate']
  ]);
  app.undoing.undo();
  expect(app.document.training.batch_size).toBe(10);
});

test('an edit that was refused is no step', async () => {
  rate(0.5);
  const [edit] = browser.socket.all('edit');
  const problem = { code: 'document.field', params: {}, node: null };
  browser.socket.says({ type: 'refused', id: edit?.id ?? 0, problems: [problem], revision: 1 });
  await settled();
  expect(app.undoing.canUndo).toBe(false);
});

test('another moment of the training, or another document, leaves nothing to undo', async () => {
  rate(0.5);
  others(withRate(0.7), 'server');
  expect(app.undoing.canUndo).toBe(false);
  rate(0.6);
  await app.openExample('spiral');
  expect(app.undoing.canUndo).toBe(false);
});

test('what is no change of the document is remembered in its turn', () => {
  const [undo, redo] = [vi.fn(), vi.fn()];
  rate(0.5);
  app.undoing.remember({ words: { code: 'undo.weight', params: {} }, undo, redo });
  app.undoing.undo();
  expect([undo.mock.calls.length, shown()]).toEqual([1, 0.5]);
  app.undoing.redo();
  expect(redo).toHaveBeenCalledOnce();
  app.undoing.undo();
  app.undoing.undo();
  expect(shown()).toBe(0.03);
});
