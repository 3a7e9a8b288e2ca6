// Small pictures of the layer kinds, 16 × 16, for the palette. A kind without one shows a plain card.

const GLYPHS: Record<string, string> = {
  input: 'M2.5 4.5h4v7h-4zM6.5 8h6.5M10.5 5.5 13 8l-2.5 2.5',
  output: 'M9.5 4.5h4v7h-4zM2.5 8h7M7 5.5 9.5 8 7 10.5',
  dense: 'M3 3.5 13 6.5M3 3.5l10 6M3 8l10-1.5M3 8l10 1.5M3 12.5l10-6M3 12.5l10-3',
  dropout: 'M3 4h2v2H3zM7 4h2v2H7zM11 4h2v2h-2zM3 10h2v2H3zM11 10h2v2h-2zM7 10l2 2M9 10l-2 2',
  activation: 'M2.5 12c4.5 0 4-8 11-8',
  flatten: 'M2.5 3h5v5h-5zM2.5 5.5h5M5 3v5M10 11h4M10 13h4M10 9h4M8.5 11H4.5V9.5',
  reshape: 'M2.5 3h4v4h-4zM9.5 9h4v4h-4zM9 4.5h3.5V7M11 6l1.5 1.5L14 6M7 12.5H3.5V10M2 11l1.5-1.5L5 11',
  conv2d: 'M2.5 2.5h11v11h-11zM2.5 2.5h5.5v5.5h-5.5zM5.25 2.5v5.5M2.5 5.25h5.5M10 10.7h2M11 9.7v2',
  max_pool: 'M2.5 2.5h7v7h-7zM6 2.5v7M2.5 6h7M10.5 10.5h3v3h-3zM10 8.5l1.5 1',
  average_pool: 'M2.5 2.5h7v7h-7zM6 2.5v7M2.5 6h7M12 10.2a1.8 1.8 0 1 0 .01 0z',
  global_max_pool: 'M2.5 2.5h8v8h-8zM12 12h2v2h-2zM11 10.8l1.2 1.2M5 8l1.5-3L8 8',
  global_average_pool: 'M2.5 2.5h8v8h-8zM12 12h2v2h-2zM11 10.8l1.2 1.2M4.5 6.5h4',
  add: 'M8 3a5 5 0 1 0 .01 0zM8 5.6v4.8M5.6 8h4.8',
  multiply: 'M8 3a5 5 0 1 0 .01 0zM6.3 6.3l3.4 3.4M9.7 6.3 6.3 9.7',
  concatenate: 'M3 3.5h4v4H3zM3 8.5h4v4H3zM9.5 3.5h3.5v9H9.5z',
  lstm: 'M2.5 5.5h11v7h-11zM5 9h6M9 7.2 11 9l-2 1.8M12 5.5C12 2 4 2 4 5.5',
  gru: 'M2.5 5.5h11v7h-11zM6 9a2 2 0 1 0 4 0 2 2 0 1 0-4 0M12 5.5C12 2 4 2 4 5.5',
  rnn: 'M2.5 5.5h11v7h-11zM12 5.5C12 2 4 2 4 5.5M2.8 3.8 4 5.5l1.6-1.3',
  embedding: 'M2.5 3h3v3h-3zM7.5 3h6M7.5 6h6M2.5 10h3v3h-3zM7.5 10h6M7.5 13h6',
  time_dense: 'M3 3.5 5 12M6.5 3.5l2 8.5M10 3.5l2 8.5M3 12h2M6.5 12h2M10 12h2',
  time_last: 'M2.5 4.5h3v7h-3zM6.5 4.5h3v7h-3zM10.5 3h3v10h-3z',
  time_mean: 'M2.5 11h11M3.5 8v3M6 5v6M8.5 9v2M11 4v7M13 7v4M2.5 7.5h1M12.5 13h1',
  time_max: 'M2.5 12.5h11M4 9v3.5M7 3v9.5M10 7v5.5M13 10v2.5M5.5 4.5 7 3l1.5 1.5',
  attention: 'M3 12.5 8 4M8 12.5V4M13 12.5 8 4M2 12.5h2M7 12.5h2M12 12.5h2M6.8 3.2h2.4',
  dot_attention: 'M3 12.5 8 5M8 12.5V5M13 12.5 8 5M8 2.6v.01',
  sinusoidal: 'M2 8c1.5-6 3-6 4.5 0s3 6 4.5 0c.8-3 1.7-4.5 3-4.5M2 13.5h12',
  learned_positions: 'M3 3v10M6.3 6v7M9.6 4.5v8.5M13 8v5M2 13.5h12'
};

export const glyphOf = (kind: string): string => GLYPHS[kind] ?? 'M3.5 2.5h9v11h-9z';
