/**
 * A small binary container: a JSON header and named number arrays, sealed by a hash. All numbers little-endian:
 *
 *   8 bytes  magic "HCSTORE\n"          4 bytes  container version
 *   4 bytes  length of the JSON         the JSON: {kind, header, arrays: [{name, type, length}]}
 *   zeros up to a multiple of 8         the arrays in order, each padded to a multiple of 8
 *   32 bytes SHA-256 of everything before
 */
import { createHash } from 'node:crypto';
import { ExpectedError } from '../protocol/errors.ts';
import { parseJson, stringifyJson } from './json.ts';

export type SectionArray = Float32Array | Float64Array | Int32Array;

export interface Sections {
  header: Record<string, unknown>;
  arrays: Record<string, SectionArray>;
}

const MAGIC = Buffer.from('HCSTORE\n', 'latin1');
const VERSION = 1;
const HASH_BYTES = 32;
const PREFIX_BYTES = 16;
const constructors = { f32: Float32Array, f64: Float64Array, i32: Int32Array };
type ArrayType = keyof typeof constructors;

function typeOf(array: SectionArray): ArrayType {
  return array instanceof Float32Array ? 'f32' : array instanceof Float64Array ? 'f64' : 'i32';
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** `kind` names what the file is, so that one file is never taken for another. The arrays are copied. */
export function encodeSections(kind: string, { header, arrays }: Sections): Uint8Array {
  const entries = Object.entries(arrays);
  const table = entries.map(([name, array]) => ({ name, type: typeOf(array), length: array.length }));
  const json = Buffer.from(stringifyJson({ kind, header, arrays: table }), 'utf8');
  const start = aligned(PREFIX_BYTES + json.length);
  const body = entries.reduce((bytes, [, array]) => bytes + aligned(array.byteLength), 0);
  const bytes = new Uint8Array(start + body + HASH_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC, 0);
  view.setUint32(8, VERSION, true);
  view.setUint32(12, json.length, true);
  bytes.set(json, PREFIX_BYTES);
  let offset = start;
  for (const [, array] of entries) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    offset += aligned(array.byteLength);
  }
  bytes.set(sha256(bytes.subarray(0, offset)), offset);
  return bytes;
}

/**
 * The header and arrays (as copies of their own) of a container of this kind; `path` is for messages.
 * @throws ExpectedError 'damaged-file', 'newer-version'
 */
export function decodeSections(bytes: Uint8Array, kind: string, path: string): Sections {
  const damaged = (what: string): ExpectedError => new ExpectedError('damaged-file', `${path} is damaged: ${what}.`, { path });
  if (bytes.length < PREFIX_BYTES + HASH_BYTES) throw damaged(`it has only ${bytes.length} bytes`);
  if (!MAGIC.equals(bytes.subarray(0, MAGIC.length))) throw damaged('it does not begin as a Hindcast file');
  const end = bytes.length - HASH_BYTES;
  if (!sha256(bytes.subarray(0, end)).equals(bytes.subarray(end))) throw damaged('its bytes do not match its checksum');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(8, true);
  if (version > VERSION) {
    throw new ExpectedError('newer-version', `${path} was written by a newer Hindcast. Update Hindcast to open it.`, { path, version });
  }
  // From here on the checksum has vouched for the bytes; the checks are against a writer that was wrong.
  const jsonEnd = PREFIX_BYTES + view.getUint32(12, true);
  if (jsonEnd > end) throw damaged('its header is longer than the file');
  const { kind: found, header, arrays: table } = parseTable(bytes.subarray(PREFIX_BYTES, jsonEnd), damaged);
  if (found !== kind) throw damaged(`it is a ${String(found)}, not a ${kind}`);
  const arrays: Record<string, SectionArray> = {};
  let offset = aligned(jsonEnd);
  for (const { name, type, length } of table) {
    const byteLength = length * constructors[type].BYTES_PER_ELEMENT;
    if (offset + byteLength > end) throw damaged(`its section ${name} is longer than the file`);
    arrays[name] = new constructors[type](new Uint8Array(bytes.subarray(offset, offset + byteLength)).buffer);
    offset += aligned(byteLength);
  }
  if (offset !== end) throw damaged(`it has ${end - offset} bytes too many`);
  return { header, arrays };
}

interface Table {
  kind: unknown;
  header: Record<string, unknown>;
  arrays: Array<{ name: string; type: ArrayType; length: number }>;
}

function parseTable(json: Uint8Array, damaged: (what: string) => ExpectedError): Table {
  let value: unknown;
  try {
    value = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(json));
  } catch {
    throw damaged('its header is not JSON');
  }
  const table = value as Table | null;
  const wellFormed =
    typeof table === 'object' &&
    table !== null &&
    typeof table.header === 'object' &&
    table.header !== null &&
    Array.isArray(table.arrays) &&
    table.arrays.every(
      (entry) =>
        typeof entry?.name === 'string' &&
        Object.hasOwn(constructors, entry.type) &&
        Number.isSafeInteger(entry.length) &&
        entry.length >= 0,
    );
  if (!wellFormed) throw damaged('its header lists no sections');
  return table;
}
