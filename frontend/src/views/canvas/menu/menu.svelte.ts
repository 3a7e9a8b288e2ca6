// Which layers have their menu open, and where.

class Menu {
  ids = $state.raw<readonly string[]>([]);
  /** Of the window, in pixels; null while it is shut. */
  at = $state.raw<{ x: number; y: number } | null>(null);

  open(ids: readonly string[], at: { x: number; y: number }): void {
    this.ids = ids;
    this.at = at;
  }

  /** At a card: below its header. */
  openAt(ids: readonly string[], card: Element): void {
    const { left, top } = card.getBoundingClientRect();
    this.open(ids, { x: left + 12, y: top + 36 });
  }

  close(): void {
    this.at = null;
  }
}

export const menu = new Menu();
