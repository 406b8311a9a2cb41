/** Bytes that are not a protobuf message; `offset` is where reading failed. */
export class WireError extends Error {
  override readonly name = 'WireError';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** One field of a message. `number` kinds are skipped unread but for the first varint; `bytes` spans [from, to). */
export interface Field {
  id: number;
  kind: 'number' | 'bytes';
  /** The value of a varint (exact to 2^53), else 0. */
  value: number;
  from: number;
  to: number;
}

/** A varint at `at` within [at, end): its value and where it ends. */
function varint(bytes: Uint8Array, at: number, end: number): { value: number; next: number } {
  let value = 0;
  for (let i = 0; i < 10; i++) {
    if (at + i >= end) throw new WireError('the file ends within a number', at);
    const byte = bytes[at + i]!;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, next: at + i + 1 };
  }
  throw new WireError('a number is longer than ten bytes', at);
}

/**
 * The fields of the message in [from, end), one by one, without building objects for what they hold. Throws WireError for
 * groups, for unknown wire types and for lengths that lead out of the message.
 */
export function* readFields(bytes: Uint8Array, from: number, end: number): Generator<Field> {
  let at = from;
  while (at < end) {
    const tag = varint(bytes, at, end);
    const id = Math.floor(tag.value / 8);
    const type = tag.value % 8;
    if (id < 1 || id > 0x1fffffff) throw new WireError(`${id} is not a field number`, at);
    if (type === 0) {
      const { value, next } = varint(bytes, tag.next, end);
      yield { id, kind: 'number', value, from: tag.next, to: next };
      at = next;
    } else if (type === 2) {
      const { value, next } = varint(bytes, tag.next, end);
      if (value > end - next) throw new WireError(`a field of ${value} bytes is longer than what is left`, at);
      yield { id, kind: 'bytes', value: 0, from: next, to: next + value };
      at = next + value;
    } else if (type === 1 || type === 5) {
      const next = tag.next + (type === 1 ? 8 : 4);
      if (next > end) throw new WireError('the file ends within a number', at);
      yield { id, kind: 'number', value: 0, from: tag.next, to: next };
      at = next;
    } else throw new WireError(`wire type ${type} is not in use`, at);
  }
}
