// What the store needs of a browser, in one place, so that tests can hand it a clock and a socket of their own.

import type { Environment as SocketEnvironment } from '../client/socket';

export interface Environment extends SocketEnvironment {
  fetch: typeof globalThis.fetch;
  requestFrame(action: () => void): void;
  /** Soon after the frame that is being made has been handed to the compositor. */
  afterFrame(action: () => void): void;
  hidden(): boolean;
  reducedMotion(): boolean;
  onVisibility(action: () => void): void;
  /** The network went, or came back. */
  onNetwork(action: (online: boolean) => void): void;
}

/** Each is run as a task of its own. */
const waiting: (() => void)[] = [];
const tasks = new MessageChannel();
tasks.port1.onmessage = () => waiting.shift()?.();

function soon(action: () => void): void {
  waiting.push(action);
  tasks.port2.postMessage(null);
}

export const browser: Environment = {
  open: (url) => new WebSocket(url),
  setTimeout: (action, ms) => window.setTimeout(action, ms),
  clearTimeout: (handle) => window.clearTimeout(handle),
  now: () => performance.now(),
  random: () => Math.random(),
  fetch: (...request) => window.fetch(...request),
  requestFrame: (action) => void requestAnimationFrame(action),
  soon,
  // Tasks come after the frame in which they are asked for.
  afterFrame: soon,
  hidden: () => document.hidden,
  reducedMotion: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
  onVisibility: (action) => document.addEventListener('visibilitychange', action),
  onNetwork: (action) => {
    window.addEventListener('offline', () => action(false));
    window.addEventListener('online', () => action(true));
  }
};
