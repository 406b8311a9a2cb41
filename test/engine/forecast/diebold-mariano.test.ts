import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import { dieboldMariano } from '../../../engine/forecast/diebold-mariano.ts';
import { scipyCases } from '../../helpers/scipy.ts';

const cases = scipyCases<{ steps: number; first: number[]; second: number[]; statistic: number; pValue: number }>('diebold-mariano');

describe('dieboldMariano', () => {
  it.each(cases.map((one) => ({ ...one, n: one.first.length })))(
    'of $n losses that overlap over $steps is what NumPy and SciPy say',
    ({ first, second, steps, statistic, pValue }) => {
      const test = dieboldMariano(first, second, steps)!;
      expect(Math.abs(test.statistic / statistic - 1)).toBeLessThan(1e-10);
      expect(Math.abs(test.pValue / pValue - 1)).toBeLessThan(1e-8);
    },
  );

  it('without overlap it is the paired t test on the population variance, corrected to the sample one', () => {
    // Differences 1, 2, 3, 6: mean 3, sample deviation sqrt(14 / 3); t = 3 / (sqrt(14 / 3) / 2).
    const test = dieboldMariano([1, 2, 3, 6], [0, 0, 0, 0], 1)!;
    expect(test.statistic).toBeCloseTo(3 / (Math.sqrt(14 / 3) / 2), 12);
  });

  it('rejects equally good methods about as often as it says', () => {
    let rejected = 0;
    for (let seed = 0; seed < 2000; seed++) {
      const random = createRandom(7, seed);
      const losses = (): number[] => Array.from({ length: 12 }, () => random.normal());
      if (dieboldMariano(losses(), losses(), 1)!.pValue < 0.05) rejected++;
    }
    // Three standard errors of a share of 0.05 in 2,000.
    expect(Math.abs(rejected / 2000 - 0.05)).toBeLessThan(0.0147);
  });

  it('has weights that keep the variance above zero where equal ones do not', () => {
    // Alternating differences: gamma_1 is nearly -gamma_0.
    const first = Array.from({ length: 20 }, (_, t) => (t % 2 === 0 ? 1 : -0.9));
    expect(dieboldMariano(first, new Array<number>(20).fill(0), 2)!.statistic).toBeGreaterThan(0);
  });

  it.each([
    { name: 'two clusters', first: [1, 2], overlap: 1 },
    { name: 'overlap over all', first: [1, 2, 3], overlap: 3 },
    { name: 'differences that do not vary', first: [1, 1, 1, 1], overlap: 1 },
    { name: 'two clusters and a gap', first: [1, Number.NaN, 2], overlap: 1 },
  ])('says nothing of $name', ({ first, overlap }) => {
    expect(
      dieboldMariano(
        first,
        first.map(() => 0),
        overlap,
      ),
    ).toBeNull();
  });
});
