// Binary frames, as docs/protocol.md lays them out. Arrays are views into the frame: nothing is copied.

export const PROTOCOL = 1;

const SNAPSHOT_HEADER = 32;
const SECTION_HEADER = 20;
const METRICS_HEADER = 16;

export const METRIC_COLUMNS = [
  'step',
  'epoch',
  'train_loss',
  'validation_loss',
  'train_score',
  'validation_score',
  'train_second',
  'validation_second',
  'penalty',
  'learning_rate',
  'gradient_norm',
  'revision'
] as const;

export type MetricColumn = (typeof METRIC_COLUMNS)[number];

export type Values = Float32Array | Uint8Array | Int8Array | Int32Array | Uint16Array;

export enum Encoding {
  F32 = 0,
  U8 = 1,
  I8 = 2,
  I32 = 3,
  U16 = 4
}

/** One array of a snapshot. `values` are quantised as `encoding` says; `valueAt` reads one of them as a number. */
export interface Section {
  slot: number;
  part: number;
  encoding: Encoding;
  shape: number[];
  lo: number;
  hi: number;
  values: Values;
}

export interface Snapshot {
  kind: 'snapshot';
  number: number;
  step: number;
  epoch: number;
  revision: number;
  stepsPerSecond: number;
  running: boolean;
  sections: Section[];
}

export interface Metrics {
  kind: 'metrics';
  /** Index of the first row: after this frame the client has `first + rows` records. */
  first: number;
  rows: number;
  columns: number;
  /** Row by row. */
  values: Float64Array;
}

export class FrameError extends Error {}

function viewOf(buffer: ArrayBuffer, encoding: number, offset: number, count: number): Values {
  switch (encoding) {
    case Encoding.F32:
      return new Float32Array(buffer, offset, count);
    case Encoding.U8:
      return new Uint8Array(buffer, offset, count);
    case Encoding.I8:
      return new Int8Array(buffer, offset, count);
    case Encoding.I32:
      return new Int32Array(buffer, offset, count);
    case Encoding.U16:
      return new Uint16Array(buffer, offset, count);
    default:
      throw new FrameError(`encoding ${encoding} at byte ${offset}: expected 0 to 4`);
  }
}

function decodeSection(view: DataView<ArrayBuffer>, start: number): { section: Section; end: number } {
  if (start + SECTION_HEADER > view.byteLength) throw new FrameError(`a section begins at ${start}, beyond the frame`);
  const bytes = view.getUint32(start + 4, true);
  const axes = view.getUint8(start + 10);
  const end = start + bytes;
  const data = start + SECTION_HEADER + 4 * axes;
  if (bytes % 4 !== 0 || data > end || end > view.byteLength) {
    throw new FrameError(`a section of ${bytes} bytes at ${start} does not fit a frame of ${view.byteLength}`);
  }
  const shape: number[] = [];
  let count = 1;
  for (let axis = 0; axis < axes; axis++) {
    const length = view.getUint32(start + SECTION_HEADER + 4 * axis, true);
    shape.push(length);
    count *= length;
  }
  const encoding = view.getUint8(start + 9);
  if (count > end - data) throw new FrameError(`a section at ${start} says ${count} values in ${end - data} bytes`);
  return {
    section: {
      slot: view.getUint32(start, true),
      part: view.getUint8(start + 8),
      encoding,
      shape,
      lo: view.getFloat32(start + 12, true),
      hi: view.getFloat32(start + 16, true),
      values: viewOf(view.buffer, encoding, data, count)
    },
    end
  };
}

function decodeSnapshot(view: DataView<ArrayBuffer>): Snapshot {
  if (view.byteLength < SNAPSHOT_HEADER) throw new FrameError(`a snapshot of ${view.byteLength} bytes is too short`);
  const sections: Section[] = [];
  const count = view.getUint16(2, true);
  let offset = SNAPSHOT_HEADER;
  for (let index = 0; index < count; index++) {
    const { section, end } = decodeSection(view, offset);
    sections.push(section);
    offset = end;
  }
  return {
    kind: 'snapshot',
    number: view.getUint32(4, true),
    step: view.getFloat64(8, true),
    epoch: view.getUint32(16, true),
    revision: view.getUint32(20, true),
    stepsPerSecond: view.getFloat32(24, true),
    running: view.getUint32(28, true) === 1,
    sections
  };
}

function decodeMetrics(view: DataView<ArrayBuffer>): Metrics {
  const columns = view.getUint16(2, true);
  const rows = view.getUint32(4, true);
  if (view.byteLength !== METRICS_HEADER + 8 * rows * columns) {
    throw new FrameError(`${rows} × ${columns} metrics do not make ${view.byteLength} bytes`);
  }
  return {
    kind: 'metrics',
    first: view.getFloat64(8, true),
    rows,
    columns,
    values: new Float64Array(view.buffer, METRICS_HEADER, rows * columns)
  };
}

/** A binary message of the server. Throws FrameError, saying what was expected and what came. */
export function decodeFrame(buffer: ArrayBuffer): Snapshot | Metrics {
  const view = new DataView(buffer);
  if (view.byteLength < METRICS_HEADER) throw new FrameError(`a frame of ${view.byteLength} bytes is too short`);
  const kind = view.getUint8(0);
  const protocol = view.getUint8(1);
  if (protocol !== PROTOCOL) throw new FrameError(`protocol ${protocol}: this page speaks ${PROTOCOL}`);
  if (kind === 1) return decodeSnapshot(view);
  if (kind === 2) return decodeMetrics(view);
  throw new FrameError(`a frame of kind ${kind}: expected 1 (snapshot) or 2 (metrics)`);
}

/** What the quantised value at `index` stands for. */
export function valueAt(section: Section, index: number): number {
  const q = section.values[index] ?? Number.NaN;
  switch (section.encoding) {
    case Encoding.U8:
      return section.lo + (q / 255) * (section.hi - section.lo);
    case Encoding.I8:
      return (q / 127) * section.hi;
    case Encoding.U16:
      return section.lo + (q / 65535) * (section.hi - section.lo);
    default:
      return q;
  }
}
