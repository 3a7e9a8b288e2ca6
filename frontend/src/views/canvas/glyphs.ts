// Small pictures of the layer kinds, 16 × 16, for the palette. A kind without one shows a plain card.

const GLYPHS: Record<string, string> = {
  input: 'M2.5 4.5h4v7h-4zM6.5 8h6.5M10.5 5.5 13 8l-2.5 2.5',
  output: 'M9.5 4.5h4v7h-4zM2.5 8h7M7 5.5 9.5 8 7 10.5',
  dense: 'M3 3.5 13 6.5M3 3.5l10 6M3 8l10-1.5M3 8l10 1.5M3 12.5l10-6M3 12.5l10-3',
  dropout: 'M3 4h2v2H3zM7 4h2v2H7zM11 4h2v2h-2zM3 10h2v2H3zM11 10h2v2h-2zM7 10l2 2M9 10l-2 2',
  activation: 'M2.5 12c4.5 0 4-8 11-8',
  flatten: 'M2.5 3h5v5h-5zM2.5 5.5h5M5 3v5M10 11h4M10 13h4M10 9h4M8.5 11H4.5V9.5',
  reshape: 'M2.5 3h4v4h-4zM9.5 9h4v4h-4zM9 4.5h3.5V7M11 6l1.5 1.5L14 6M7 12.5H3.5V10M2 11l1.5-1.5L5 11',
  add: 'M8 3a5 5 0 1 0 .01 0zM8 5.6v4.8M5.6 8h4.8',
  multiply: 'M8 3a5 5 0 1 0 .01 0zM6.3 6.3l3.4 3.4M9.7 6.3 6.3 9.7',
  concatenate: 'M3 3.5h4v4H3zM3 8.5h4v4H3zM9.5 3.5h3.5v9H9.5z'
};

export const glyphOf = (kind: string): string => GLYPHS[kind] ?? 'M3.5 2.5h9v11h-9z';
