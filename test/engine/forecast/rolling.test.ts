import { describe, expect, it } from 'vitest';
import { rollingForecasts, type RollingRequest } from '../../../engine/forecast/rolling.ts';
import type { RollingPlan } from '../../../engine/forecast/rolling-plan.ts';
import type { CatalogueModel, FitTask, History } from '../../../engine/models/forecaster.ts';
import { fromBaseline } from '../../../engine/models/from-baseline.ts';
import { naive } from '../../../engine/models/naive.ts';
import { CancelledError, ExpectedError } from '../../../engine/protocol/errors.ts';
import { quietTask } from './panels.ts';

const last = fromBaseline('naive', 'the last value', naive);
const counting = (length: number, id = 'a'): History => ({ id, season: 1, values: Float64Array.from({ length }, (_, t) => t) });
const plan: RollingPlan = { folds: 4, stride: 3, horizon: 2, window: 'expanding', refit: 1, least: 2 };
const roll = (request: Partial<RollingRequest>) =>
  rollingForecasts({ ...quietTask, series: [counting(20)], model: last, plan, ...request });

/** Naive, and what its fits were given. */
function spy(fits: Array<FitTask['histories']>): CatalogueModel {
  return { ...last, fit: (task) => (fits.push(task.histories), last.fit(task)) };
}

describe('rollingForecasts', () => {
  it('forecasts from origins a stride apart, the last a horizon before the end', async () => {
    const { forecasts } = await roll({});
    expect(forecasts.map(({ audit }) => audit.origin)).toEqual([9, 12, 15, 18]);
    expect(forecasts.map(({ actual, points }) => [...actual, ...points])).toEqual([
      [9, 10, 8, 8],
      [12, 13, 11, 11],
      [15, 16, 14, 14],
      [18, 19, 17, 17],
    ]);
  });

  it.each([
    { refit: 'never' as const, ends: [9], used: [0, 0, 0, 0] },
    { refit: 1, ends: [9, 12, 15, 18], used: [0, 1, 2, 3] },
    { refit: 2, ends: [9, 15], used: [0, 0, 1, 1] },
    { refit: 3, ends: [9, 18], used: [0, 0, 0, 1] },
  ])('fits anew every $refit folds, on what lies before the origin', async ({ refit, ends, used }) => {
    const fits: Array<FitTask['histories']> = [];
    const { forecasts } = await roll({ model: spy(fits), plan: { ...plan, refit } });
    expect(fits.map(([history]) => history!.values.length)).toEqual(ends);
    expect(forecasts.map(({ audit }) => audit.fit)).toEqual(used);
    expect(forecasts.map(({ audit }) => audit.fitted!.to)).toEqual(used.map((fit) => ends[fit]));
  });

  it('a rolling window shows the last rows alone, and the audit says which', async () => {
    const fits: Array<FitTask['histories']> = [];
    const { forecasts } = await roll({ model: spy(fits), plan: { ...plan, window: { rows: 10 } } });
    expect(fits.map(([history]) => [...history!.values])[2]).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    expect(forecasts.map(({ audit }) => audit.seen)).toEqual([
      { from: 0, to: 9 },
      { from: 2, to: 12 },
      { from: 5, to: 15 },
      { from: 8, to: 18 },
    ]);
    expect(forecasts[2]!.audit).toEqual({
      seriesId: 'a',
      fold: 2,
      origin: 15,
      fit: 2,
      fitted: { from: 5, to: 15 },
      seen: { from: 5, to: 15 },
      ahead: null,
    });
  });

  it('gives away copies: the buffer of a history ends at the origin', async () => {
    const fits: Array<FitTask['histories']> = [];
    await roll({ model: spy(fits) });
    for (const [history] of fits) expect(history!.values.buffer.byteLength).toBe(8 * history!.values.length);
  });

  it('leaves out the folds that a series is too short for, and names them', async () => {
    const { forecasts, leftOut } = await roll({ series: [counting(20), counting(9, 'short')] });
    expect(forecasts.filter(({ audit }) => audit.seriesId === 'short').map(({ fold }) => fold)).toEqual([2, 3]);
    expect(leftOut).toEqual([
      { series: 1, seriesId: 'short', fold: 0, reason: 'fewer than 2 rows lie before the fold' },
      { series: 1, seriesId: 'short', fold: 1, reason: 'fewer than 2 rows lie before the fold' },
    ]);
  });

  it('knows which series a model was not fitted to', async () => {
    const { forecasts } = await roll({ series: [counting(20), counting(9, 'short')], plan: { ...plan, refit: 'never' } });
    expect(forecasts.filter(({ audit }) => audit.seriesId === 'short').map(({ audit }) => audit.fitted)).toEqual([null, null]);
  });

  it('a series that fails does not stop the others, whether it gives nothing or refuses', async () => {
    const refusing: CatalogueModel = {
      ...last,
      fit: async (task) => {
        const fitted = await last.fit(task);
        return {
          ...fitted,
          forecast: (histories) => {
            if (histories.some(({ id }) => id === 'bad')) throw new ExpectedError('bad-series', 'this one cannot be.');
            return fitted.forecast(histories);
          },
        };
      },
    };
    const empty: History = { id: 'empty', season: 1, values: new Float64Array(20).fill(Number.NaN) };
    const { forecasts, leftOut } = await roll({ model: refusing, series: [counting(20), counting(20, 'bad'), empty] });
    expect(forecasts.map(({ audit }) => audit.seriesId)).toEqual(['a', 'a', 'a', 'a']);
    expect(new Set(leftOut.map(({ seriesId, reason }) => `${seriesId}: ${reason}`))).toEqual(
      new Set(['bad: naive could not forecast: this one cannot be.', 'empty: no value of the target is known before the fold']),
    );
  });

  it('where a fit fails, the next fold fits anew; a bug is not swallowed', async () => {
    let fits = 0;
    const late: CatalogueModel = {
      ...last,
      fit: (task) => (fits++ === 0 ? Promise.reject(new ExpectedError('series-too-short', 'too little.')) : last.fit(task)),
    };
    const { forecasts, leftOut } = await roll({ model: late, plan: { ...plan, refit: 'never' } });
    expect(forecasts.map(({ fold }) => fold)).toEqual([1, 2, 3]);
    expect(leftOut).toEqual([{ series: 0, seriesId: 'a', fold: 0, reason: 'naive could not be fitted: too little.' }]);
    const broken: CatalogueModel = { ...last, fit: () => Promise.reject(new TypeError('a bug')) };
    await expect(roll({ model: broken })).rejects.toThrow('a bug');
  });

  it('disposes every fitted model', async () => {
    let held = 0;
    const counted: CatalogueModel = {
      ...last,
      fit: async (task) => {
        held++;
        return { ...(await last.fit(task)), dispose: () => held-- };
      },
    };
    await roll({ model: counted });
    expect(held).toBe(0);
  });

  it('answers a cancel, tells its progress, refuses an impossible plan', async () => {
    await expect(roll({ signal: AbortSignal.abort() })).rejects.toBeInstanceOf(CancelledError);
    const shares: number[] = [];
    await roll({ onProgress: (share) => shares.push(share) });
    expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
    await expect(roll({ plan: { ...plan, stride: 0 } })).rejects.toThrow(/whole number of at least 1 for the stride.*received 0/);
  });
});
