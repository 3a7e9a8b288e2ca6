// The document in the link: JSON → deflate → base64url in the fragment, which no server sees. What comes in with a link
// is from a stranger: its size is checked before and while it is unpacked, and its shape before anyone looks inside.

import type { Document, JsonValue } from '../wire/types.generated';

export const MAX_DOCUMENT_BYTES = 256 * 1024;
const MAX_FRAGMENT = 512 * 1024;
const MAX_NESTING = 32;

export type LinkProblem = 'link.too_large' | 'link.damaged' | 'link.not_a_document';

export class LinkError extends Error {
  constructor(readonly code: LinkProblem) {
    super(code);
  }
}

async function* chunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel();
  }
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  transform: CompressionStream | DecompressionStream,
  limit: number
): Promise<Uint8Array> {
  const source = new ReadableStream<BufferSource>({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    }
  });
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of chunks(source.pipeThrough(transform))) {
    size += part.length;
    if (size > limit) throw new LinkError('link.too_large');
    parts.push(part);
  }
  const whole = new Uint8Array(size);
  parts.reduce((offset, part) => (whole.set(part, offset), offset + part.length), 0);
  return whole;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  if (text.length > MAX_FRAGMENT) throw new LinkError('link.too_large');
  if (!/^[A-Za-z0-9_-]+$/.test(text)) throw new LinkError('link.damaged');
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  } catch {
    throw new LinkError('link.damaged');
  }
}

/** Levels of nesting, counted without recursion and never beyond the limit. */
function tooDeep(value: JsonValue): boolean {
  let level: JsonValue[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_NESTING) return true;
    level = level.flatMap((inner) => (inner !== null && typeof inner === 'object' ? Object.values(inner) : []));
  }
  return false;
}

const isObject = (value: JsonValue | undefined): value is { [key: string]: JsonValue } =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The shape that the page relies on before the server has validated the rest. */
function looksLikeADocument(value: JsonValue): boolean {
  if (!isObject(value) || tooDeep(value)) return false;
  const { network, data, training } = value;
  if (!isObject(network) || !isObject(data) || !isObject(training)) return false;
  return Array.isArray(network['nodes']) && Array.isArray(network['wires'] ?? []) && isObject(data['dataset']);
}

/** The document as the text after the `#`. */
export async function toFragment(document: Document): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  return toBase64Url(await through(bytes, new CompressionStream('deflate-raw'), MAX_FRAGMENT));
}

/** Text of a project file or an unpacked link as a document. Throws LinkError. */
export function parseDocument(text: string): Document {
  if (text.length > MAX_DOCUMENT_BYTES) throw new LinkError('link.too_large');
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    throw new LinkError('link.damaged');
  }
  if (!looksLikeADocument(value)) throw new LinkError('link.not_a_document');
  return value as unknown as Document;
}

/** The document of a link. Throws LinkError. */
export async function fromFragment(fragment: string): Promise<Document> {
  const packed = fromBase64Url(fragment);
  let bytes: Uint8Array;
  try {
    bytes = await through(packed, new DecompressionStream('deflate-raw'), MAX_DOCUMENT_BYTES);
  } catch (error) {
    throw error instanceof LinkError ? error : new LinkError('link.damaged');
  }
  return parseDocument(new TextDecoder().decode(bytes));
}
