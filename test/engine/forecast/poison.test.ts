/** No leakage: what comes after an origin is replaced by gaps and by huge numbers, and not a bit of what is forecast there changes. */
import { describe, expect, it } from 'vitest';
import { calibrated } from '../../../engine/forecast/calibrate.ts';
import { catalogue } from '../../../engine/forecast/catalogue.ts';
import { rollingForecasts } from '../../../engine/forecast/rolling.ts';
import { foldOrigins, type RollingPlan } from '../../../engine/forecast/rolling-plan.ts';
import { createRandom } from '../../../engine/base/random.ts';
import type { Beside, CatalogueModel, History, TaskColumns } from '../../../engine/models/forecaster.ts';
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

/** A past covariate, an amount and a name that are known ahead, what a series is, and the calendar. */
const columns: TaskColumns = {
  target: 'y',
  covariates: ['heat'],
  future: ['price', 'promotion'],
  statics: ['size'],
  categorical: ['promotion'],
  calendar: ['month'],
  sinceObserved: true,
  names: [['', 'flyer', 'none', 'radio']],
};

/** The panel with these columns beside it. */
const besidePanel: History[] = panel.map((one, i) => {
  const random = createRandom(9, i);
  const { length } = one.values;
  const beside: Beside = {
    past: [Float64Array.from({ length }, () => random.normal())],
    future: [
      Float64Array.from({ length: length + plan.horizon }, () => 5 + random.normal()),
      Float64Array.from({ length: length + plan.horizon }, () => 1 + random.below(3)),
    ],
    statics: Float64Array.of(i),
    time: Float64Array.from({ length: length + plan.horizon }, (_, t) => Date.UTC(2015, t, 1)),
  };
  return { ...one, beside };
});

/** What is known beside the target with all of it spoilt that is not known at the origin; a promotion that comes later has another name. */
function poisonedBeside({ past, future, statics, time }: Beside, origin: number, poison: number): Beside {
  const from = (column: Float64Array, row: number, by: number): Float64Array => column.map((value, t) => (t < row ? value : by));
  const end = origin + plan.horizon;
  return {
    past: past.map((column) => from(column, origin, poison)),
    future: [from(future[0]!, end, poison), from(future[1]!, end, Number.isNaN(poison) ? poison : 0)],
    statics,
    time: from(time, end, Number.NaN),
  };
}

/** The panel with the values after the origins of a fold spoilt, each series by another poison. */
function poisoned(fold: number, clean: readonly History[] = panel): History[] {
  return clean.map((one, i) => {
    const origin = foldOrigins(one.values.length, plan)[fold]!;
    const poison = POISONS[(i + fold) % POISONS.length]!;
    return {
      ...one,
      values: one.values.map((value, t) => (t < origin ? value : poison)),
      ...(one.beside === undefined ? {} : { beside: poisonedBeside(one.beside, origin, poison) }),
    };
  });
}

/** Forecasts and intervals of both folds, by series. */
async function ofFolds(model: CatalogueModel, series: readonly History[]) {
  // Fitted once: the second fold is forecast from later data by the model of the first.
  const { forecasts, leftOut } = await rollingForecasts({
    ...quietTask,
    clock: stillClock,
    model,
    series,
    ...(series[0]!.beside === undefined ? {} : { columns }),
    plan: { ...plan, refit: 'never' },
  });
  expect(leftOut).toEqual([]);
  return [0, 1].map((fold) => forecasts.filter((one) => one.fold === fold).map(({ points, quantiles }) => ({ points, quantiles })));
}

/** The same of one fold. */
async function ofFold(model: CatalogueModel, series: readonly History[], fold: number) {
  return (await ofFolds(model, series))[fold]!;
}

async function expectUnmoved(model: CatalogueModel, series: readonly History[]): Promise<void> {
  const clean = await ofFolds(model, series);
  for (const fold of [0, 1]) {
    expect(clean[fold]).toHaveLength(series.length);
    expect(await ofFold(model, poisoned(fold, series), fold)).toEqual(clean[fold]);
  }
}

/** The largest networks take their time where others work too. */
const PATIENCE = 180_000;

describe('nothing after the origin reaches a forecast', () => {
  it.each(catalogue.map((model) => ({ name: model.name, model })))('$name', ({ model }) => expectUnmoved(model, panel), PATIENCE);

  it.each(catalogue.filter(({ reads }) => reads !== 'target').map((model) => ({ name: model.name, model })))(
    '$name, nor of what stands beside the target, and what is known ahead after its last step',
    ({ model }) => expectUnmoved(model, besidePanel),
    PATIENCE,
  );

  it('what is known ahead is read up to the last step, and no past covariate after the origin', async () => {
    const model = catalogue.find(({ name }) => name === 'ridge-global')!;
    const clean = await ofFold(model, besidePanel, 0);
    const nudged = (pick: (beside: Beside) => readonly Float64Array[], row: (origin: number) => number): History[] =>
      besidePanel.map((one) => {
        const copy = {
          ...one,
          beside: { ...one.beside!, past: one.beside!.past.map((c) => c.slice()), future: one.beside!.future.map((c) => c.slice()) },
        };
        pick(copy.beside)[0]![row(foldOrigins(one.values.length, plan)[0]!)]! += 1;
        return copy;
      });
    const future = ({ future: ahead }: Beside): readonly Float64Array[] => ahead;
    const past = ({ past: before }: Beside): readonly Float64Array[] => before;
    expect(
      await ofFold(
        model,
        nudged(future, (origin) => origin + plan.horizon - 1),
        0,
      ),
    ).not.toEqual(clean);
    expect(
      await ofFold(
        model,
        nudged(future, (origin) => origin + plan.horizon),
        0,
      ),
    ).toEqual(clean);
    expect(
      await ofFold(
        model,
        nudged(past, (origin) => origin - 1),
        0,
      ),
    ).not.toEqual(clean);
    expect(
      await ofFold(
        model,
        nudged(past, (origin) => origin),
        0,
      ),
    ).toEqual(clean);
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
