import { describe, expect, it } from 'vitest';
import { dynamicThetaOfAdjusted, fitDynamicTheta } from '../../../../engine/models/classical/dynamic-theta.ts';
import { bestInside } from '../../../../engine/models/classical/line-search.ts';
import { logThetaOfAdjusted, thetaOfAdjusted } from '../../../../engine/models/classical/theta.ts';

const gap = Number.NaN;
const line = (n: number): Float64Array => Float64Array.from({ length: n }, (_, t) => 5 + 2 * t);

/** The dynamic theta model as Fiorucci et al. (2016) write it, one step after the other, with the parameters given. */
function byDefinition(values: Float64Array, alpha: number, theta: number, start: number, horizon: number) {
  const y = [...values];
  let [level, mean, slope, intercept] = [start, 0, 0, 0];
  let squares = 0;
  for (let t = 0; t < values.length + horizon; t++) {
    const line = (1 - alpha) ** t * intercept + ((1 - (1 - alpha) ** (t + 1)) / alpha) * slope;
    const forecast = level + (1 - 1 / theta) * line;
    if (t >= values.length) y.push(forecast);
    else if (t >= 2) squares += (y[t]! - forecast) ** 2;
    const past = y.slice(0, t + 1);
    level = alpha * y[t]! + (1 - alpha) * level;
    mean = past.reduce((sum, value) => sum + value, 0) / past.length;
    const centre = (past.length + 1) / 2;
    const spread = past.reduce((sum, _, i) => sum + (i + 1 - centre) ** 2, 0);
    slope = spread === 0 ? 0 : past.reduce((sum, value, i) => sum + (i + 1 - centre) * (value - mean), 0) / spread;
    intercept = mean - centre * slope;
  }
  return { squares, forecast: y.slice(values.length) };
}

describe('the dynamic optimised theta model', () => {
  const values = Float64Array.of(12, 14, 13, 17, 19, 18, 22, 21, 25, 27, 26, 30);

  it('has the forecasts and the errors of its definition', () => {
    const { alpha, weight, start, squares } = fitDynamicTheta(values);
    const expected = byDefinition(values, alpha, 1 / (1 - weight), start, 4);
    expect(squares).toBeCloseTo(expected.squares, 9);
    dynamicThetaOfAdjusted(values, 4).forEach((value, k) => expect(value).toBeCloseTo(expected.forecast[k]!, 9));
  });

  it('has the least squared errors of all alpha, theta and first levels', () => {
    const { squares } = fitDynamicTheta(values);
    let least = Number.POSITIVE_INFINITY;
    for (let alpha = 0.1; alpha <= 0.99; alpha += 0.01)
      for (let weight = 0; weight < 1; weight += 0.02)
        for (let start = 0; start <= 40; start++) least = Math.min(least, byDefinition(values, alpha, 1 / (1 - weight), start, 0).squares);
    expect(squares).toBeLessThan(least);
    expect(squares).toBeGreaterThan(0.98 * least);
  });

  it('grows by less than a line does, as the theta of the best fit is finite', () => {
    const forecast = dynamicThetaOfAdjusted(line(20), 3);
    forecast.forEach((value, k) => expect(Math.abs(value - (45 + 2 * k))).toBeLessThan(0.5));
  });
});

describe('theta', () => {
  it('continues a line at half its slope from its last value', () => {
    const forecast = thetaOfAdjusted(line(30), 3);
    // Theta line 2 is the line itself here, and smoothing with alpha near 1 gives its last value, 63.
    [64, 65, 66].forEach((value, k) => expect(forecast[k]).toBeCloseTo(value, 2));
  });

  it('of logarithms continues growth at half its rate', () => {
    const growth = Float64Array.from({ length: 30 }, (_, t) => 3 * 1.1 ** t);
    const forecast = logThetaOfAdjusted(growth, 2);
    expect(forecast[0]! / growth[29]!).toBeCloseTo(Math.sqrt(1.1), 3);
    expect(forecast[1]! / forecast[0]!).toBeCloseTo(Math.sqrt(1.1), 9);
  });

  it('of logarithms is that of the values where one is not positive', () => {
    const values = Float64Array.of(3, 0, 4, gap, 5, 6);
    expect(logThetaOfAdjusted(values, 3)).toEqual(thetaOfAdjusted(values, 3));
  });
});

describe('the search along a line', () => {
  it('finds the lowest of several valleys and the bounds', () => {
    const valleys = (x: number): { x: number; squares: number } => ({ x, squares: Math.sin(9 * x) + x / 4 });
    expect(bestInside(0, 2, valleys).x).toBeCloseTo((1.5 * Math.PI - Math.asin(1 / 36)) / 9, 5);
    expect(bestInside(1, 2, (x) => ({ x, squares: x })).x).toBe(1);
    expect(bestInside(1, 2, (x) => ({ x, squares: -x })).x).toBe(2);
  });
});
