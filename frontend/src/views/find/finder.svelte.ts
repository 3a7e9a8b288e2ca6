// Whether the command palette is open, and what it looks through.

class Finder {
  open = $state(false);
  /** Layers only: those of the drawing, and those that can be added. */
  layersOnly = $state(false);
  private before: HTMLElement | null = null;

  show(layersOnly: boolean): void {
    if (!this.open) this.before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.layersOnly = layersOnly;
    this.open = true;
  }

  /** `back`: the focus returns to where it was. */
  close(back: boolean): void {
    this.open = false;
    if (back && this.before?.isConnected) this.before.focus();
    this.before = null;
  }
}

export const finder = new Finder();
