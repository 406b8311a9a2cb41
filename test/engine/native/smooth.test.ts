/** Exponential smoothing against numbers from elsewhere: statsmodels (scripts/fixtures/statsmodels), and windows small enough for paper. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { Graph } from '../../../engine/native/api.ts';
import { createModel, largestDifference, native } from './models.ts';

interface Fixture {
  cases: Array<{ context: number; season: number; a: number; g: number; values: number[]; level: number; ahead: number[] }>;
}

/** Roundings of float32 over a hundred steps. */
const TOLERANCE = 2e-6;
const file = join(import.meta.dirname, '../../fixtures/statsmodels/smooth.json');
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as Fixture;
const logit = (share: number): number => Math.log(share / (1 - share));

/** Context and forecast of windows that all have the same rates; NaN is a gap. */
async function smooth(windows: number[][], season: number, steps: number, rates: [a: number, g: number], isa = native.info().active) {
  const context = windows[0]!.length;
  const graph: Graph = {
    context,
    channels: 2,
    nodes: [
      { op: 'query', output: 'rates', steps: 0, units: 2 },
      { op: 'smooth', input: 'x', rates: 'rates', output: 'y', channel: 0, mask: 1, season, steps },
    ],
    output: 'y',
  };
  const model = createModel(graph, {}, isa);
  model.setParameters(Float32Array.from(rates));
  const x = Float32Array.from(windows.flatMap((window) => window.flatMap((value) => (Number.isNaN(value) ? [0, 0] : [value, 1]))));
  const y = new Float32Array(windows.length * (context + steps));
  const { outputs } = await model.gradients({ batch: windows.length, x, y });
  model.dispose();
  return windows.map((_, n) => Array.from(outputs.subarray(n * (context + steps), (n + 1) * (context + steps))));
}

describe.each(native.info().available)('by %s', (isa) => {
  it('forecasts as statsmodels from the same first season', async () => {
    for (const { values, season, a, g, level, ahead, context } of cases) {
      const [outputs] = await smooth([values], season, ahead.length, [logit(a), logit(g)], isa);
      const forecast = largestDifference('ahead', outputs!.slice(context), ahead);
      expect(forecast.error, forecast.place).toBeLessThan(TOLERANCE);
      if (season > 1) continue;
      const left = largestDifference(
        'left',
        outputs!.slice(0, context),
        values.map((value) => value - level),
      );
      expect(left.error, left.place).toBeLessThan(TOLERANCE);
    }
  });

  it('takes a straight line with a season apart, whatever the rates', async () => {
    // Phases -1, 0, 1 around a rise of 2 a step; with a of nearly 1 the level is the line itself.
    const season = [-1, 0, 1];
    const line = Array.from({ length: 9 }, (_, t) => 2 * t + season[t % 3]!);
    const [outputs] = await smooth([line], 3, 4, [30, -30], isa);
    const expected = [...Array.from({ length: 9 }, (_, t) => 2 * (t - 8)), 16 - 1, 16, 16 + 1, 16 - 1];
    const { error, place } = largestDifference('outputs', outputs!, expected);
    expect(error, place).toBeLessThan(TOLERANCE);
  });

  it('lets a gap move nothing, and forecasts zero of nothing', async () => {
    const gap = Number.NaN;
    // The level of 4, 4, 2 with a = 1/2, gaps between: 4, 4, 3.
    const outputs = await smooth(
      [
        [gap, 4, gap, 4, gap, 2, gap],
        [gap, gap, gap, gap, gap, gap, gap],
      ],
      1,
      2,
      [0, 0],
      isa,
    );
    expect(outputs[0]).toEqual([0, 1, 0, 1, 0, -1, 0, 3, 3]);
    expect(outputs[1]).toEqual(new Array(9).fill(0));
  });

  it('starts a phase without a value at the mean of the others', async () => {
    const gap = Number.NaN;
    // Phase 2 was never seen; phases 0 and 1 stand at 1 and 3, so around 2 at -1 and 1. Rates of nearly zero keep season and level.
    const [outputs] = await smooth([[1, 3, gap, 1, 3, gap]], 3, 3, [-30, -30], isa);
    const { error, place } = largestDifference('outputs', outputs!, [0, 0, 0, 0, 0, 0, 1, 3, 2]);
    expect(error, place).toBeLessThan(TOLERANCE);
  });
});
