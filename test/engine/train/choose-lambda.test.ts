/** The exponent of Box-Cox, against what statsmodels finds by the same criterion (scripts/fixtures/statsmodels) and series made with a known one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseLambda } from '../../../engine/train/choose-lambda.ts';
import { datasetOf } from '../../helpers/dataset.ts';

interface Exponents {
  season: number;
  cases: Array<{ name: string; values: number[]; lambda: number }>;
}

const fixture = JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/statsmodels/exponents.json'), 'utf8')) as Exponents;
const all = (length: number): number => length;

function choice(series: Array<ArrayLike<number>>, season: number, trainingEnd = all): ReturnType<typeof chooseLambda> {
  const dataset = datasetOf(series.map((y) => ({ y })));
  return chooseLambda(dataset, dataset.numeric[0]!, season, trainingEnd);
}

/** Blocks of four steps whose deviation is exactly a share of mean^(1 - lambda). */
function made(lambda: number, blocks = 20): number[] {
  return Array.from({ length: 4 * blocks }, (_, t) => {
    const mean = 10 + 3 * Math.floor(t / 4);
    return mean + (t % 2 === 0 ? 1 : -1) * 0.02 * mean ** (1 - lambda);
  });
}

describe('the exponent of Box-Cox', () => {
  it.each(fixture.cases)('is that of statsmodels, to two decimals: $name', ({ values, lambda }) => {
    expect(Math.abs(choice([values], fixture.season).lambda - lambda)).toBeLessThan(0.0051);
  });

  it.each([-1, -0.37, 0, 0.5, 1, 1.83, 2])('is %d where the spread follows the level that way', (lambda) => {
    expect(choice([made(lambda)], 1).lambda).toBe(lambda);
    const units = made(lambda).map((value) => 1e9 * value);
    expect(choice([units], 4).lambda).toBe(lambda);
  });

  it('agrees with most series of a panel, whatever their sizes', () => {
    const panel = [made(0.5), made(0.5).map((value) => 1000 * value), made(0.5).slice(0, 40), [5, 5, 5, 5, 5, 5, 5, 5], [3]];
    expect(choice(panel, 4).lambda).toBe(0.5);
  });

  it('leaves gaps out', () => {
    const whole = made(0.5, 40);
    const gappy = whole.map((value, t) => (t % 16 > 11 ? Number.NaN : value));
    expect(choice([gappy], 4).lambda).toBe(0.5);
  });

  it('is the logarithm, with the reason, where nothing shows', () => {
    expect(choice([[1, 2, 3]], 12)).toEqual({ lambda: 0, reason: expect.stringMatching(/no two blocks of 12 steps/) as string });
    expect(choice([new Array<number>(48).fill(7)], 12).lambda).toBe(0);
  });

  it('reads training parts only', () => {
    const later = [...made(0.5), ...made(-1)];
    expect(choice([later, later], 4, () => 80).lambda).toBe(0.5);
  });
});
