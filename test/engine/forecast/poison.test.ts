/** No leakage: what comes after an origin is replaced by gaps and by huge numbers, and not a bit of what is forecast there changes. */
import { describe, expect, it } from 'vitest';
import { calibrated } from '../../../engine/forecast/calibrate.ts';
import { catalogue } from '../../../engine/forecast/catalogue.ts';
import { rollingForecasts } from '../../../engine/forecast/rolling.ts';
import { foldOrigins, type RollingPlan } from '../../../engine/forecast/rolling-plan.ts';
import type { CatalogueModel, History } from '../../../engine/models/forecaster.ts';
import { seasonalSeries } from '../../helpers/dataset.ts';
import { stillClock } from '../../helpers/still-clock.ts';
import { quietTask } from './panels.ts';

const POISONS = [Number.NaN, 1e30, -1e30];
const season = 6;
const plan: RollingPlan = { folds: 2, stride: 5, horizon: 3, window: 'expanding', refit: 1, least: 10 };
/** Series of different lengths, one with a gap, one not above zero: each takes other ways through a model. */
const panel: History[] = [70, 76, 82].map((length, i) => ({
  id: `s${i}`,
  season,
  values: seasonalSeries(length, season, i + 1).map((value, t) => (i === 1 && t === 20 ? Number.NaN : i === 2 ? value - 60 : value)),
}));

/** The panel with the values after the origins of a fold spoilt, each series by another poison. */
function poisoned(fold: number): History[] {
  return panel.map((one, i) => {
    const origin = foldOrigins(one.values.length, plan)[fold]!;
    return { ...one, values: one.values.map((value, t) => (t < origin ? value : POISONS[(i + fold) % POISONS.length]!)) };
  });
}

/** Forecasts and intervals of one fold, by series. */
async function ofFold(model: CatalogueModel, series: readonly History[], fold: number) {
  // Fitted once: the second fold is forecast from later data by the model of the first.
  const { forecasts, leftOut } = await rollingForecasts({
    ...quietTask,
    clock: stillClock,
    model,
    series,
    plan: { ...plan, refit: 'never' },
  });
  expect(leftOut).toEqual([]);
  return forecasts.filter((one) => one.fold === fold).map(({ points, quantiles }) => ({ points, quantiles }));
}

describe('nothing after the origin reaches a forecast', () => {
  it.each(catalogue.map((model) => ({ name: model.name, model })))('$name', async ({ model }) => {
    for (const fold of [0, 1]) {
      const clean = await ofFold(model, panel, fold);
      expect(clean).toHaveLength(panel.length);
      expect(await ofFold(model, poisoned(fold), fold)).toEqual(clean);
    }
  });

  it('the calibration of intervals', async () => {
    const model = calibrated(catalogue.find(({ name }) => name === 'theta')!);
    for (const fold of [0, 1]) {
      const clean = await ofFold(model, panel, fold);
      expect(clean[0]!.quantiles!.every(Number.isFinite)).toBe(true);
      expect(await ofFold(model, poisoned(fold), fold)).toEqual(clean);
    }
  });

  it('where the poison lies before an origin, forecasts do change', async () => {
    const model = catalogue.find(({ name }) => name === 'seasonalNaive')!;
    expect(await ofFold(model, poisoned(0), 1)).not.toEqual(await ofFold(model, panel, 1));
  });
});
