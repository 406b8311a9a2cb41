import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../engine/base/random.ts';
import { solveSymmetric } from '../../../../engine/models/ridge/cholesky.ts';
import { NormalEquations } from '../../../../engine/models/ridge/normal-equations.ts';
import { addSeries, applyRidge, bestRidge, solveRidge, sumWindows, type WindowNorm } from '../../../../engine/models/ridge/ridge.ts';

const gap = Number.NaN;
const NORMS: WindowNorm[] = ['last', 'scaled'];

function noise(length: number, seed: number): Float64Array {
  const random = createRandom(seed);
  let level = 100;
  return Float64Array.from({ length }, (_, t) => (level += random.normal()) + 5 * Math.sin(t / 3));
}

/** The same sums from windows written out one by one. */
function plainSums(series: Float64Array[], C: number, h: number, norm: WindowNorm): NormalEquations {
  const sums = new NormalEquations(C, h);
  for (const values of series) {
    for (let s = 0; s + C + h <= values.length; s++) {
      const window = values.slice(s, s + C + h);
      if (window.some(Number.isNaN)) continue;
      const x = window.slice(0, C);
      const mean = x.reduce((sum, value) => sum + value, 0) / C;
      const centre = norm === 'last' ? x[C - 1]! : mean;
      const scale = norm === 'last' ? 1 : x.reduce((sum, value) => sum + Math.abs(value - mean), 0) / C;
      if (scale === 0) continue;
      const z = window.map((value) => (value - centre) / scale);
      for (let i = 0; i < C; i++) {
        for (let j = 0; j <= i; j++) sums.inputs[i * C + j]! += z[i]! * z[j]!;
        for (let k = 0; k < h; k++) sums.targets[i * h + k]! += z[i]! * z[C + k]!;
      }
      for (let k = 0; k < h; k++) sums.squares += z[C + k]! ** 2;
      sums.windows++;
    }
  }
  return sums;
}

function expectClose(actual: Float64Array, expected: Float64Array): void {
  const size = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-9 * size));
}

describe('Cholesky', () => {
  it('solves by hand: [[4, 2], [2, 3]] x = [[8, 2], [7, 3]]', () => {
    const b = Float64Array.of(8, 2, 7, 3);
    expect(solveSymmetric(Float64Array.of(4, 99, 2, 3), b, 2, 2, 0)).toBe(true);
    expectClose(b, Float64Array.of(1.25, 0, 1.5, 1));
  });

  it('adds the penalty to the diagonal, and refuses what is not positive definite', () => {
    const b = Float64Array.of(6);
    expect(solveSymmetric(Float64Array.of(1), b, 1, 1, 2)).toBe(true);
    expect(b[0]).toBeCloseTo(2, 12);
    expect(solveSymmetric(Float64Array.of(1, 1, 1, 1), Float64Array.of(1, 1), 2, 1, 0)).toBe(false);
  });
});

describe.each(NORMS)('sums over windows, %s', (norm) => {
  it('equal those over windows written out one by one', () => {
    const series = [noise(150, 1), noise(7, 2), noise(260, 3)];
    const [sums, plain] = [sumWindows(series, 7, 5, norm), plainSums(series, 7, 5, norm)];
    expect(sums.windows).toBe(139 + 249);
    expect(sums.windows).toBe(plain.windows);
    expectClose(sums.inputs, plain.inputs);
    expectClose(sums.targets, plain.targets);
    expect(sums.squares).toBeCloseTo(plain.squares, 6);
  });

  it('leave out windows with a gap and no other', () => {
    const values = noise(80, 4);
    values[0] = values[30] = values[31] = values[55] = gap;
    const [sums, plain] = [sumWindows([values], 6, 3, norm), plainSums([values], 6, 3, norm)];
    expect(sums.windows).toBe(plain.windows);
    expectClose(sums.targets, plain.targets);
  });

  it('a mean squared error from the sums is that of the forecasts', () => {
    const values = noise(60, 5);
    const sums = sumWindows([values], 6, 4, norm);
    const map = solveRidge(sums, norm, 0.01)!;
    let error = 0;
    for (let origin = 6; origin + 4 <= 60; origin++) {
      const context = values.subarray(origin - 6, origin);
      const mean = context.reduce((sum, value) => sum + value, 0) / 6;
      const scale = norm === 'last' ? 1 : context.reduce((sum, value) => sum + Math.abs(value - mean), 0) / 6;
      applyRidge(map, context).forEach((value, k) => (error += ((value - values[origin + k]!) / scale) ** 2));
    }
    expect(sums.meanSquaredError(map.weights)).toBeCloseTo(error / sums.windows / 4, 9);
  });

  it('the map of a penalty of zero continues what is linear', () => {
    const wave = Float64Array.from({ length: 120 }, (_, t) => 3 + Math.sin(t / 2) + 0.5 * Math.cos(t / 5));
    const map = solveRidge(sumWindows([wave], 12, 6, norm), norm, 1e-13)!;
    const forecast = applyRidge(map, wave.subarray(0, 114));
    forecast.forEach((value, k) => expect(value).toBeCloseTo(wave[114 + k]!, 4));
  });

  it('nothing that is not passed changes the fit', () => {
    const values = noise(100, 6);
    const clean = solveRidge(sumWindows([values.subarray(0, 70)], 8, 4, norm), norm, 0.01)!;
    for (const poison of [gap, 1e30]) {
      const poisoned = values.slice().fill(poison, 70);
      const map = solveRidge(sumWindows([poisoned.subarray(0, 70)], 8, 4, norm), norm, 0.01)!;
      expect(map.weights).toEqual(clean.weights);
      expect(applyRidge(map, poisoned.subarray(0, 70))).toEqual(applyRidge(clean, values.subarray(0, 70)));
    }
  });
});

describe('choosing a penalty', () => {
  it('takes little of what repeats and much of what is noise', () => {
    const random = createRandom(7);
    const wave = Float64Array.from({ length: 400 }, (_, t) => Math.sin(t / 4));
    const chance = Float64Array.from({ length: 60 }, () => random.normal());
    const later = Float64Array.from({ length: 300 }, () => random.normal());
    const size = (weights: Float64Array): number => weights.reduce((sum, value) => sum + value ** 2, 0);
    const best = (training: Float64Array, validation: Float64Array) =>
      bestRidge(sumWindows([training], 16, 4, 'last'), sumWindows([validation], 16, 4, 'last'), 'last')!;
    const least = solveRidge(sumWindows([chance], 16, 4, 'last'), 'last', 1e-4)!;
    expect(size(best(chance, later).weights)).toBeLessThan(size(least.weights));
    const forecast = applyRidge(best(wave, wave), wave.subarray(0, 396));
    forecast.forEach((value, k) => expect(value).toBeCloseTo(wave[396 + k]!, 2));
  });

  it('is null without windows', () => {
    const none = new NormalEquations(4, 2);
    addSeries(none, [1, 2, 3], 'last');
    expect(solveRidge(none, 'last', 1)).toBeNull();
    expect(bestRidge(none, none, 'last')).toBeNull();
  });
});

describe('forecasts', () => {
  const map = { context: 3, horizon: 2, norm: 'last' as const, weights: Float64Array.of(1, 0, 0, 2, 0, 0) };

  it('by hand', () => {
    expect([...applyRidge(map, [9, 1, 2, 4])]).toEqual([4 - 3, 4 - 4]);
  });

  it('gaps and a short history read 0 after the normalisation', () => {
    expect([...applyRidge(map, [1, gap, 4])]).toEqual([1, 4]);
    expect([...applyRidge(map, [2, 4])]).toEqual([4, 0]);
    expect([...applyRidge(map, [1, 4, gap])]).toEqual([1, 4]);
    expect([...applyRidge(map, [gap, gap])]).toEqual([gap, gap]);
  });

  it('a flat window is continued where windows are scaled, and fits nothing', () => {
    const flat = new Float64Array(40).fill(7);
    expect(sumWindows([flat], 3, 2, 'scaled').windows).toBe(0);
    expect([...applyRidge({ ...map, norm: 'scaled' }, [7, 7, 7])]).toEqual([7, 7]);
  });
});
