// Whether the list of keys is shown, and whether single characters act: some people dictate, and type them by accident.

const KEY = 'descent.single_keys';

class Shortcuts {
  /** Whether the list is in the panel. */
  open = $state(false);
  single = $state(localStorage.getItem(KEY) !== 'off');

  toggle(): void {
    this.open = !this.open;
  }

  allowSingle(on: boolean): void {
    this.single = on;
    localStorage.setItem(KEY, on ? 'on' : 'off');
  }
}

export const shortcuts = new Shortcuts();
