// Binary frames as the server would send them, for the gallery and the tests (docs/protocol.md).

import type { Encoding } from '../wire/frame';

export interface Part {
  slot: number;
  part: number;
  encoding: Encoding;
  shape: number[];
  lo?: number;
  hi?: number;
  values: Float32Array | Uint8Array | Int8Array | Int32Array | Uint16Array;
}

export interface Head {
  number: number;
  step: number;
  epoch: number;
  revision: number;
  stepsPerSecond: number;
  running: boolean;
}

const padded = (bytes: number) => Math.ceil(bytes / 4) * 4;
const size = (part: Part) => padded(20 + 4 * part.shape.length + part.values.byteLength);

export function encodeSnapshot(head: Head, parts: readonly Part[]): ArrayBuffer {
  const buffer = new ArrayBuffer(32 + parts.reduce((sum, part) => sum + size(part), 0));
  const view = new DataView(buffer);
  view.setUint8(0, 1);
  view.setUint8(1, 1);
  view.setUint16(2, parts.length, true);
  view.setUint32(4, head.number, true);
  view.setFloat64(8, head.step, true);
  view.setUint32(16, head.epoch, true);
  view.setUint32(20, head.revision, true);
  view.setFloat32(24, head.stepsPerSecond, true);
  view.setUint32(28, head.running ? 1 : 0, true);
  let at = 32;
  for (const part of parts) {
    view.setUint32(at, part.slot, true);
    view.setUint32(at + 4, size(part), true);
    view.setUint8(at + 8, part.part);
    view.setUint8(at + 9, part.encoding);
    view.setUint8(at + 10, part.shape.length);
    view.setFloat32(at + 12, part.lo ?? 0, true);
    view.setFloat32(at + 16, part.hi ?? 0, true);
    part.shape.forEach((length, axis) => {
      view.setUint32(at + 20 + 4 * axis, length, true);
    });
    const { values } = part;
    new Uint8Array(buffer, at + 20 + 4 * part.shape.length).set(
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
    );
    at += size(part);
  }
  return buffer;
}

/** Rows of twelve columns each, beginning at record `first`. */
export function encodeMetrics(first: number, rows: readonly (readonly number[])[]): ArrayBuffer {
  const columns = rows[0]?.length ?? 12;
  const buffer = new ArrayBuffer(16 + 8 * rows.length * columns);
  const view = new DataView(buffer);
  view.setUint8(0, 2);
  view.setUint8(1, 1);
  view.setUint16(2, columns, true);
  view.setUint32(4, rows.length, true);
  view.setFloat64(8, first, true);
  new Float64Array(buffer, 16).set(rows.flat());
  return buffer;
}
