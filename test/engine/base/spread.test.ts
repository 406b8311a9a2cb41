import { expect, test } from 'vitest';
import { spread } from '../../../engine/base/spread.ts';

test('mean and sample deviation', () => {
  // Squares 2.25 + 0.25 + 0.25 + 2.25 = 5, over 3.
  expect(spread([1, 2, 3, 4])).toEqual({ mean: 2.5, deviation: Math.sqrt(5 / 3) });
  expect(spread([3])).toEqual({ mean: 3, deviation: null });
});
