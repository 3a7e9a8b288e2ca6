// The wire's types for views, which may not import wire/ itself.

export type * from '../wire/types.generated';
export type { Quantity } from '../client/rest';
export type { MetricColumn, Section } from '../wire/frame';
export type { OnData, ProbeData } from './live.svelte';
export type { Way } from './recording.svelte';
export type { WeightPlace } from './weights';
export type { Hover, Selection } from './selection.svelte';
