// Whether the map of the drawing is shown: a matter of taste, remembered on this machine.

const KEY = 'descent.map';

class MapShown {
  on = $state(localStorage.getItem(KEY) === 'on');

  toggle(): void {
    this.on = !this.on;
    localStorage.setItem(KEY, this.on ? 'on' : 'off');
  }
}

export const map = new MapShown();
