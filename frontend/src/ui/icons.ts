/** Line icons on a 16 × 16 grid, stroke 1.5. A shape is its path and, where it differs, how it is painted. */

export interface Shape {
  d: string;
  fill?: true;
  width?: number;
}

const circle = (x: number, y: number, r: number): string =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

export const ICONS = {
  play: [{ d: 'M4.5 3v10l8-5z', fill: true }],
  pause: [{ d: 'M5 3.2v9.6M11 3.2v9.6', width: 2.6 }],
  step: [{ d: 'M4 3.5v9l6.4-4.5z', fill: true }, { d: 'M12.6 3.5v9' }],
  reset: [{ d: 'M3 8a5 5 0 1 0 1.6-3.7M3 2.6v2.9h2.9' }],
  undo: [{ d: 'M3.2 6.2h6a3.4 3.4 0 0 1 0 6.8H6.5M5.8 3.4 3 6.2 5.8 9' }],
  redo: [{ d: 'M12.8 6.2h-6a3.4 3.4 0 0 0 0 6.8h2.7M10.2 3.4 13 6.2 10.2 9' }],
  branch: [
    { d: circle(4, 3.6, 1.5) },
    { d: circle(4, 12.4, 1.5) },
    { d: circle(12, 5.6, 1.5) },
    { d: 'M4 5.1v5.8M12 7.1c0 2.6-5.4 2-7.6 4' }
  ],
  compare: [{ d: 'M2.5 12.5c3-7 5 1 11-8.5M2.6 9.4l1.2-1.8M5 6.6l1.8.6M8.4 9l1.4 1M11.6 10.2l1.6-1' }],
  newest: [{ d: 'M3.4 3.6v8.8L9.6 8z', fill: true }, { d: 'M12 3.4v9.2' }],
  share: [{ d: 'M8 9.5V2.3M5.2 4.8 8 2l2.8 2.8M3 8.5v4.2c0 .5.4.8.8.8h8.4c.4 0 .8-.3.8-.8V8.5' }],
  download: [{ d: 'M8 2.3v7.2M5.2 7 8 9.8 10.8 7M3 10.5v2.2c0 .5.4.8.8.8h8.4c.4 0 .8-.3.8-.8v-2.2' }],
  upload: [{ d: 'M8 10.4V3.6M5.4 6 8 3.4 10.6 6M3.4 12.6h9.2' }],
  file: [{ d: 'M4 2.4h5.2L12.4 5.6v8H4zM9 2.6V6h3.2' }],
  weights: [{ d: 'M2.8 2.8h10.4v10.4H2.8zM6.3 2.8v10.4M9.7 2.8v10.4M2.8 6.3h10.4M2.8 9.7h10.4' }],
  sun: [
    { d: circle(8, 8, 2.8) },
    { d: 'M8 1.6v1.2M8 13.2v1.2M1.6 8h1.2M13.2 8h1.2M3.5 3.5l.8.8M11.7 11.7l.8.8M12.5 3.5l-.8.8M4.3 11.7l-.8.8' }
  ],
  moon: [{ d: 'M13 9.6A5.5 5.5 0 0 1 6.4 3a5.5 5.5 0 1 0 6.6 6.6z' }],
  search: [{ d: circle(7, 7, 4.2) }, { d: 'm10.3 10.3 3 3' }],
  down: [{ d: 'm4.5 6.3 3.5 3.5 3.5-3.5' }],
  right: [{ d: 'm6.3 4.5 3.5 3.5-3.5 3.5' }],
  left: [{ d: 'M9.7 4.5 6.2 8l3.5 3.5' }],
  plus: [{ d: 'M8 3.5v9M3.5 8h9' }],
  minus: [{ d: 'M3.5 8h9' }],
  close: [{ d: 'm4.2 4.2 7.6 7.6M11.8 4.2l-7.6 7.6' }],
  fit: [{ d: 'M2.8 6V2.8H6M10 2.8h3.2V6M13.2 10v3.2H10M6 13.2H2.8V10' }],
  focus: [
    { d: 'M2.8 5.2V2.8h2.4M10.8 2.8h2.4v2.4M13.2 10.8v2.4h-2.4M5.2 13.2H2.8v-2.4' },
    { d: 'M5.8 5.8h4.4v4.4H5.8z' }
  ],
  tidy: [{ d: 'M2.4 5.4h3v5.2h-3zM6.5 2.8h3v10.4h-3zM10.6 5.4h3v5.2h-3z' }],
  map: [{ d: 'M2.2 3.4h11.6v9.2H2.2z' }, { d: 'M7.4 7.6h4v2.8h-4z', fill: true }],
  marquee: [{ d: 'M2.8 5V2.8H5M7 2.8h2M11 2.8h2.2V5M13.2 7v2M13.2 11v2.2H11M9 13.2H7M5 13.2H2.8V11M2.8 9V7' }],
  more: [circle(3.4, 8, 0.9), circle(8, 8, 0.9), circle(12.6, 8, 0.9)].map((d) => ({ d, fill: true as const })),
  data: [circle(4.4, 5, 1.4), circle(11, 4.2, 1.4), circle(8, 9, 1.4), circle(4.2, 12, 1.4), circle(12, 11.4, 1.4)].map(
    (d) => ({ d })
  ),
  layers: [{ d: 'M8 2.4 14 5.6 8 8.8 2 5.6z' }, { d: 'M2.6 8.6 8 11.5l5.4-2.9M2.6 11 8 13.9l5.4-2.9' }],
  bulb: [{ d: 'M5.6 10.2a4.2 4.2 0 1 1 4.8 0c-.5.4-.7.9-.7 1.4H6.3c0-.5-.2-1-.7-1.4zM6.6 13.9h2.8' }],
  grid: [{ d: 'M2.8 2.8h4v4h-4zM9.2 2.8h4v4h-4zM2.8 9.2h4v4h-4zM9.2 9.2h4v4h-4z' }],
  info: [{ d: circle(8, 8, 5.8) }, { d: 'M8 7.4v3.4M8 5.2v.1' }],
  warn: [{ d: 'M8 2.4 14.4 13.4H1.6z' }, { d: 'M8 6.6v3M8 11.5v.1' }],
  lock: [{ d: 'M3.8 7.4h8.4v6H3.8zM5.7 7.2V5.3a2.3 2.3 0 0 1 4.6 0v1.9' }],
  silent: [{ d: 'M2.8 6.3h2.3L8.2 3.6v8.8L5.1 9.7H2.8zM10.6 6.3l3 3.4M13.6 6.3l-3 3.4' }],
  check: [{ d: 'm3.4 8.4 3 3 6.2-6.6' }],
  net: [
    { d: circle(3.6, 4.6, 1.5) },
    { d: circle(3.6, 11.4, 1.5) },
    { d: circle(12.4, 8, 1.5) },
    { d: 'm5 5.2 6 2.2M5 10.8l6-2.2' }
  ],
  chart: [{ d: 'M2.6 2.6v10.8h10.8' }, { d: 'M4.8 5c1 4.4 3 5.4 8 5.8' }],
  sliders: [{ d: 'M3 5h5.4M11.6 5H13M3 11h1.4M7.6 11H13' }, { d: circle(10, 5, 1.5) }, { d: circle(6, 11, 1.5) }],
  output: [{ d: 'M2.8 2.8h10.4v10.4H2.8z' }, { d: 'M2.8 9.6c4-.6 3.4-4.2 10.4-3.6' }],
  shuffle: [
    {
      d: 'M2.6 4.6h2c3.4 0 3.4 6.8 6.8 6.8h2M2.6 11.4h2c1.2 0 2-.9 2.6-2M11.4 4.6h2M9.2 5.9c.6-.8 1.2-1.3 2.2-1.3'
    },
    { d: 'm11.8 2.8 1.8 1.8-1.8 1.8M11.8 9.6l1.8 1.8-1.8 1.8' }
  ],
  keyboard: [{ d: 'M2 4.2h12v7.6H2z' }, { d: 'M4.6 6.8h.1M7 6.8h.1M9.4 6.8h.1M11.6 6.8h.1M5 9.4h6' }]
} as const satisfies Record<string, readonly Shape[]>;

export type IconName = keyof typeof ICONS;
