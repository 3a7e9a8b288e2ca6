/** Short news of finished actions, with a way back. They leave after six seconds, unless someone is reading. */

export interface Toast {
  key: number;
  text: string;
  action?: { label: string; run: () => void };
}

const LIFE_MS = 6_000;
let next = 0;

class Toasts {
  list = $state.raw<readonly Toast[]>([]);
  #timers = new Map<number, number>();

  /** Returns its key, to dismiss it with. */
  show(text: string, action?: Toast['action']): number {
    next += 1;
    const toast: Toast = action ? { key: next, text, action } : { key: next, text };
    this.list = [...this.list.slice(-2), toast];
    this.resume(toast.key);
    return toast.key;
  }

  dismiss(key: number): void {
    this.pause(key);
    this.list = this.list.filter((toast) => toast.key !== key);
  }

  /** The pointer or the focus is on it: it stays. */
  pause(key: number): void {
    window.clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }

  resume(key: number): void {
    this.pause(key);
    this.#timers.set(
      key,
      window.setTimeout(() => {
        this.dismiss(key);
      }, LIFE_MS)
    );
  }
}

export const toasts = new Toasts();
