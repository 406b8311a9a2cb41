import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeSections, encodeSections } from '../../../engine/base/sections.ts';
import { ExpectedError } from '../../../engine/protocol/errors.ts';

const small = encodeSections('test', { header: { a: 1 }, arrays: { w: Float32Array.of(1, 2, 3), n: Int32Array.of(-1) } });

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'accepted';
  } catch (error) {
    return error instanceof ExpectedError ? error.code : `bug: ${String(error)}`;
  }
}

test('round-trips headers and arrays bit for bit', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.constant(null))),
      fc.float32Array({ maxLength: 40 }),
      fc.float64Array({ maxLength: 40 }),
      fc.int32Array({ maxLength: 40 }),
      (header, f32, f64, i32) => {
        const bytes = encodeSections('test', { header, arrays: { f32, f64, i32, empty: new Float32Array(0) } });
        // A view that begins at an odd address, as a pooled buffer may.
        const shifted = new Uint8Array(bytes.length + 1);
        shifted.set(bytes, 1);
        const back = decodeSections(Buffer.from(shifted.buffer, 1), 'test', 'x');
        expect({ ...back.header }).toEqual({ ...header });
        for (const [name, array] of Object.entries({ f32, f64, i32 })) {
          expect(back.arrays[name]!.constructor).toBe(array.constructor);
          expect(new Uint8Array(back.arrays[name]!.buffer)).toEqual(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
        }
      },
    ),
  );
});

test('refuses every flipped bit', () => {
  for (let bit = 0; bit < small.length * 8; bit++) {
    const bytes = small.slice();
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    expect(codeOf(() => decodeSections(bytes, 'test', 'x'))).toBe('damaged-file');
  }
});

test('refuses every truncation, and bytes too many', () => {
  for (let length = 0; length < small.length; length++) {
    expect(codeOf(() => decodeSections(small.subarray(0, length), 'test', 'x'))).toBe('damaged-file');
  }
  const longer = new Uint8Array(small.length + 8);
  longer.set(small);
  expect(codeOf(() => decodeSections(longer, 'test', 'x'))).toBe('damaged-file');
});

test('refuses another kind', () => {
  expect(() => decodeSections(small, 'model', 'x')).toThrow('x is damaged: it is a test, not a model.');
});
