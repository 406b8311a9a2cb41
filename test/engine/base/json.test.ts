import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson, stringifyJson } from '../../../engine/base/json.ts';

test('keeps every number', () => {
  const numbers = [NaN, Infinity, -Infinity, -0, 0, 0.1 + 0.2, 5e-324, 1.7976931348623157e308];
  const back = parseJson(stringifyJson({ numbers })) as { numbers: number[] };
  expect(back.numbers.every((value, i) => Object.is(value, numbers[i]))).toBe(true);
});

test('round-trips any double', () => {
  fc.assert(fc.property(fc.double(), (value) => Object.is(parseJson(stringifyJson(value)), value)));
});
