import { describe, expect, it } from 'vitest';
import { calibrated } from '../../../engine/forecast/calibrate.ts';
import { errorScale } from '../../../engine/forecast/error-scale.ts';
import { heldOutOrigins } from '../../../engine/forecast/held-out-origins.ts';
import { coverage } from '../../../engine/metrics/index.ts';
import type { CatalogueModel, History } from '../../../engine/models/forecaster.ts';
import { fromBaseline } from '../../../engine/models/from-baseline.ts';
import { naive } from '../../../engine/models/naive.ts';
import { LEVELS, quietTask, randomWalks } from './panels.ts';

const horizon = 8;
const width = LEVELS.length;
const last = fromBaseline('naive', 'the last value', naive);

/** Fits on the histories before their last horizon; actuals and quantiles of the last one. */
async function heldBack(model: CatalogueModel, series: readonly History[]) {
  const histories = series.map((one) => ({ ...one, values: one.values.slice(0, -horizon) }));
  const forecaster = await model.fit({ ...quietTask, histories, horizon });
  const { points, quantiles } = await forecaster.forecast(histories);
  const actual = Float64Array.from(series.flatMap(({ values }) => [...values.slice(-horizon)]));
  const all = Float64Array.from(quantiles!.flatMap((values) => [...values]));
  const level = (q: number): Float64Array => actual.map((_, i) => all[i * width + q]!);
  return { histories, points, quantiles: quantiles!, actual, level };
}

describe('calibrated', () => {
  it.each(['none', 'log'] as const)('intervals of naive hold on random walks of different sizes, step by step (%s)', async (space) => {
    const series = randomWalks(600, 80, (i) => 1 + (i % 7));
    const { actual, level } = await heldBack(calibrated(last, { space }), series);
    const ofStep = (values: Float64Array, k: number): Float64Array => values.filter((_, i) => i % horizon === k);
    expect(coverage(actual, level(0), level(4))).toBeGreaterThan(0.77);
    expect(coverage(actual, level(0), level(4))).toBeLessThan(0.83);
    for (let k = 0; k < horizon; k++) {
      // Three standard errors of a share of 0.8 over 600 points, twice, since the calibration is a sample too.
      expect(Math.abs(coverage(ofStep(actual, k), ofStep(level(0), k), ofStep(level(4), k)) - 0.8)).toBeLessThan(0.07);
    }
    expect(Math.abs(coverage(actual, level(1), level(3)) - 0.5)).toBeLessThan(0.05);
  });

  it('a single series is calibrated by many origins', async () => {
    const shares: number[] = [];
    for (let seed = 1; seed <= 40; seed++) {
      const { actual, level } = await heldBack(
        calibrated(last),
        randomWalks(1, 300, () => 1, seed),
      );
      shares.push(coverage(actual, level(0), level(4)));
    }
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    expect(mean).toBeGreaterThan(0.7);
    expect(mean).toBeLessThan(0.9);
  });

  it('a single short series has intervals for the little that it shows of its errors', async () => {
    const shares: number[] = [];
    for (let seed = 1; seed <= 200; seed++) {
      const { actual, level } = await heldBack(
        calibrated(last),
        randomWalks(1, 36, () => 1, seed),
      );
      shares.push(coverage(actual, level(0), level(4)));
    }
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    expect(mean).toBeGreaterThan(0.72);
    expect(mean).toBeLessThan(0.9);
  });

  it('keeps the points as the median, and nothing crosses', async () => {
    const { points, quantiles } = await heldBack(calibrated(last), randomWalks(20, 40));
    quantiles.forEach((values, n) => {
      for (let k = 0; k < horizon; k++) {
        const row = values.subarray(k * width, (k + 1) * width);
        expect(row[2]).toBe(points[n]![k]);
        expect([...row]).toEqual([...row].sort((a, b) => a - b));
      }
    });
  });

  it('makes the intervals of a model hold that are far too narrow, and those that are far too wide', async () => {
    for (const spread of [0.01, 10]) {
      const model: CatalogueModel = {
        ...last,
        fit: async (task) => {
          const fitted = await last.fit(task);
          return {
            ...fitted,
            forecast: async (histories) => {
              const { points } = await fitted.forecast(histories);
              const quantiles = points.map((row) =>
                Float64Array.from({ length: horizon * width }, (_, i) => row[0]! + spread * (LEVELS[i % width]! - 0.5)),
              );
              return { points, quantiles };
            },
          };
        },
      };
      const before = await heldBack(model, randomWalks(2500, 60));
      expect(Math.abs(coverage(before.actual, before.level(0), before.level(4)) - 0.8)).toBeGreaterThan(0.12);
      const { actual, level } = await heldBack(calibrated(model), randomWalks(2500, 60));
      expect(Math.abs(coverage(actual, level(0), level(4)) - 0.8)).toBeLessThan(0.03);
    }
  });

  it('never lets an interval of a series without negative values reach below zero', async () => {
    const rare: History[] = randomWalks(50, 60).map((one) => ({ ...one, values: one.values.map((value) => Math.max(0, value - 999)) }));
    const { quantiles } = await heldBack(calibrated(last), rare);
    expect(Math.min(...quantiles.flatMap((values) => [...values]))).toBeGreaterThanOrEqual(0);
  });

  it('a constant series alone has an interval of no width too', async () => {
    const flat: History = { id: 'flat', season: 1, values: new Float64Array(60).fill(5) };
    const forecaster = await calibrated(last).fit({ ...quietTask, histories: [flat], horizon });
    expect(new Set((await forecaster.forecast([flat])).quantiles![0])).toEqual(new Set([5]));
  });

  it('a constant series has an interval of no width; one nothing is known of has its point alone', async () => {
    const flat: History = { id: 'flat', season: 1, values: new Float64Array(60).fill(5) };
    const single: History = { id: 'single', season: 1, values: Float64Array.of(5) };
    const forecaster = await calibrated(last).fit({ ...quietTask, histories: randomWalks(50, 60), horizon });
    const { quantiles } = await forecaster.forecast([flat, single]);
    expect(new Set(quantiles![0])).toEqual(new Set([5]));
    expect([...quantiles![1]!.subarray(0, width)]).toEqual([Number.NaN, Number.NaN, 5, Number.NaN, Number.NaN]);
  });

  it('costs one fit more, and as many forecasts as it has origins', async () => {
    let [fits, forecasts] = [0, 0];
    const counted: CatalogueModel = {
      ...last,
      fit: async (task) => {
        fits++;
        const fitted = await last.fit(task);
        return { ...fitted, forecast: (histories) => (forecasts++, fitted.forecast(histories)) };
      },
    };
    await calibrated(counted, { folds: 3 }).fit({ ...quietTask, histories: randomWalks(10, 90), horizon });
    expect([fits, forecasts]).toEqual([2, 3]);
  });
});

describe('heldOutOrigins', () => {
  it.each([
    { rows: 120, horizon: 12, season: 12, folds: 1, origins: [108] },
    // The last third begins at 80; 28 rows of room in 4 steps.
    { rows: 120, horizon: 12, season: 12, folds: 5, origins: [80, 87, 94, 101, 108] },
    // There is room for more, but a horizon apart they share no step; 12 rows would be the same phase each time.
    { rows: 180, horizon: 12, season: 12, folds: 3, origins: [146, 157, 168] },
    // Too short for a whole horizon: what there is.
    { rows: 10, horizon: 12, season: 1, folds: 4, origins: [3] },
    { rows: 3, horizon: 1, season: 1, folds: 4, origins: [] },
  ])('of $rows rows, $folds folds', ({ rows, horizon, season, folds, origins }) => {
    expect(heldOutOrigins(rows, horizon, season, folds)).toEqual(origins);
  });
});

describe('errorScale', () => {
  it.each([
    { values: [1, 5, 2, 7], season: 2, space: 'none' as const, expected: 1.5 },
    { values: [1, 5, 2], season: 12, space: 'none' as const, expected: 3.5 },
    { values: [2, 2, 2], season: 1, space: 'none' as const, expected: 0 },
    { values: [2, Number.NaN, 3], season: 1, space: 'none' as const, expected: Number.NaN },
    { values: [1, Math.E], season: 1, space: 'log' as const, expected: 1 },
    { values: [1, 0, 4], season: 1, space: 'log' as const, expected: Number.NaN },
  ])('of $values, season $season, $space', ({ values, season, space, expected }) => {
    expect(errorScale(values, season, space)).toBe(expected);
  });
});
