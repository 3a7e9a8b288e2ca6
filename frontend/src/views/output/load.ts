// The views that are fetched when they are first wanted: the page begins without them.

import type { Component } from 'svelte';
import type { DataInfo } from '../../state/types';
import type { Head } from './head';
import type { View } from './views';

export interface ViewProps {
  data: DataInfo;
  head: Head | null;
}

type Loaded = Component<ViewProps>;

const LOADERS = {
  surface: () => import('./SurfaceView.svelte'),
  curves: () => import('./CurvesView.svelte'),
  calibration: () => import('./CalibrationView.svelte'),
  residuals: () => import('./ResidualsView.svelte'),
  worst: () => import('./WorstView.svelte'),
  own: () => import('./OwnView.svelte')
} satisfies Partial<Record<View, () => Promise<{ default: Loaded }>>>;

export type LazyView = keyof typeof LOADERS;

const known = new Map<LazyView, Promise<Loaded>>();

/** Fetched once; what could not be fetched is tried again. */
export function load(view: LazyView): Promise<Loaded> {
  const fetched = known.get(view) ?? LOADERS[view]().then((module) => module.default);
  known.set(view, fetched);
  fetched.catch(() => known.delete(view));
  return fetched;
}

/** So that a view is there when it is chosen. */
export function loadAll(views: readonly View[]): void {
  for (const view of views) if (view in LOADERS) void load(view as LazyView).catch(() => undefined);
}
