// Light or dark: the system's choice until a person makes one, which is then remembered.

export type Mode = 'light' | 'dark';

const KEY = 'descent.theme';

export class Theme {
  mode = $state<Mode>('light');

  /** Read the remembered choice, or the system's, and follow the system while nothing was chosen. */
  start(): void {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const remembered = localStorage.getItem(KEY);
    const chosen = remembered === 'light' || remembered === 'dark' ? remembered : null;
    this.show(chosen ?? (dark.matches ? 'dark' : 'light'));
    dark.addEventListener('change', () => {
      if (localStorage.getItem(KEY) === null) this.show(dark.matches ? 'dark' : 'light');
    });
  }

  choose(mode: Mode): void {
    localStorage.setItem(KEY, mode);
    this.show(mode);
  }

  private show(mode: Mode): void {
    document.documentElement.dataset['theme'] = mode;
    this.mode = mode;
  }
}
