// The palette of the theme in use. Reading it in an effect runs the effect again when the theme changes.

import { readPalette } from '../render/colours';
import type { Palette } from '../render/colours';
import { app } from '../state/app.svelte';

const known = new Map<string, Palette>();

export function palette(): Palette {
  const { mode } = app.theme;
  const cached = known.get(mode);
  if (cached) return cached;
  const style = getComputedStyle(document.documentElement);
  const fresh = readPalette((name) => style.getPropertyValue(name));
  known.set(mode, fresh);
  return fresh;
}
