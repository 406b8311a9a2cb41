/** The catalogue with columns beside the target: what drives a series is used, what is noise does little harm. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import type { Dataset } from '../../../engine/data/dataset.ts';
import { autoModel, catalogue, findModel } from '../../../engine/forecast/catalogue.ts';
import { datasetHistories, missingAfter, taskColumns } from '../../../engine/forecast/dataset-histories.ts';
import { globalRidge, localRidgeModel } from '../../../engine/forecast/ridge-models.ts';
import { rollingForecasts } from '../../../engine/forecast/rolling.ts';
import type { RollingPlan } from '../../../engine/forecast/rolling-plan.ts';
import { mase, seasonalScale } from '../../../engine/metrics/index.ts';
import type { CatalogueModel, History, TaskColumns } from '../../../engine/models/forecaster.ts';
import { dailyFrom, datasetOf, seasonalSeries, withText } from '../../helpers/dataset.ts';
import { stillClock } from '../../helpers/still-clock.ts';
import { quietTask } from './panels.ts';

const HORIZON = 6;
const ROWS = 180;
const SEASON = 6;
const plan: RollingPlan = { folds: 4, stride: 7, horizon: HORIZON, window: 'expanding', refit: 'never', least: HORIZON + 1 };
const undeclared: Omit<TaskColumns, 'target'> = {
  ...{ covariates: [], future: [], statics: [], categorical: [], calendar: [], sinceObserved: false, names: [] },
};

/** Three series of a season and an autoregression; `driven`: most of what moves them is `x`, one column that has no pattern. */
function panel(role: 'covariates' | 'future', driven: boolean): { series: History[]; columns: TaskColumns } {
  const series = [1, 2, 3].map((seed): History => {
    const random = createRandom(seed, 7);
    const x = Float64Array.from({ length: ROWS + HORIZON }, () => random.normal());
    let rest = 0;
    const values = Float64Array.from({ length: ROWS }, (_, t) => {
      rest = 0.6 * rest + random.normal();
      return 100 + 8 * Math.sin((2 * Math.PI * t) / SEASON) + rest + (driven ? 7 * x[t]! : 0);
    });
    const beside = { past: [x.subarray(0, ROWS)], future: [x], statics: new Float64Array(), time: new Float64Array() };
    return { id: `s${seed}`, season: SEASON, values, beside: { ...beside, ...(role === 'future' ? { past: [] } : { future: [] }) } };
  });
  return { series, columns: { ...undeclared, target: 'y', [role]: ['x'] } };
}

async function errorOf(model: CatalogueModel, series: readonly History[], columns?: TaskColumns): Promise<number> {
  const task = { ...quietTask, clock: stillClock, ...(columns === undefined ? {} : { columns }) };
  const { forecasts } = await rollingForecasts({ ...task, model, series, plan });
  expect(forecasts).toHaveLength(series.length * plan.folds);
  const points = forecasts.flatMap(({ points: own }) => Array.from(own));
  const actual = forecasts.flatMap((one) => Array.from(one.actual));
  const scales = forecasts.flatMap(({ series: index, actual: { length } }) =>
    new Array<number>(length).fill(seasonalScale(series[index]!.values.subarray(0, ROWS - 40), SEASON)),
  );
  return mase(actual, points, scales);
}

const few = (model: CatalogueModel): [string, CatalogueModel] => [model.name, model];
const readers = [globalRidge, localRidgeModel, findModel('gru')!, autoModel(60)].map(few);

describe.each(readers)('%s', (name, model) => {
  it('uses a column known ahead that drives the series', async () => {
    const { series, columns } = panel('future', true);
    const [alone, reading] = [await errorOf(model, series), await errorOf(model, series, columns)];
    expect(alone).toBeGreaterThan(0.5);
    // A ridge has this structure; a network has to find it in 500 windows.
    expect(reading).toBeLessThan((name === 'gru' ? 0.5 : 0.3) * alone);
  });

  it.each(['future', 'covariates'] as const)('is little harmed by noise in %s', async (role) => {
    const { series, columns } = panel(role, false);
    expect(await errorOf(model, series, columns)).toBeLessThan(1.1 * (await errorOf(model, series)));
  });
});

describe('ridges', () => {
  it('of series that fall below zero, and of unlike size', async () => {
    const { series, columns } = panel('future', true);
    const moved = series.map((one, i) => ({ ...one, values: one.values.map((value) => (value - 100) * 10 ** i) }));
    for (const model of [globalRidge, localRidgeModel]) {
      expect(await errorOf(model, moved, columns)).toBeLessThan(0.3 * (await errorOf(model, moved)));
    }
  });

  it('read a past covariate that leads the series by three steps', async () => {
    const series = panel('covariates', false).series.map((one) => {
      const [x] = one.beside!.past;
      return { ...one, values: one.values.map((value, t) => value + 7 * (x![t - 3] ?? 0)) };
    });
    const { columns } = panel('covariates', false);
    // Three of the six steps can be told.
    for (const model of [globalRidge, localRidgeModel]) {
      expect(await errorOf(model, series, columns)).toBeLessThan(0.8 * (await errorOf(model, series)));
    }
  });

  it('let validation rows choose the penalty', async () => {
    const { series, columns } = panel('future', true);
    const fitted = await globalRidge.fit({ ...quietTask, columns, histories: series, horizon: HORIZON, validationRows: 30, context: 20 });
    const { points } = await fitted.forecast(series);
    expect(points.every((steps) => steps.length === HORIZON && steps.every(Number.isFinite))).toBe(true);
  });
});

describe('models that cannot read columns', () => {
  it('say so, and forecast what they forecast without them', async () => {
    const { series, columns } = panel('future', true);
    const theta = findModel('theta')!;
    expect(theta.reads).toBe('target');
    expect(await errorOf(theta, series, columns)).toBe(await errorOf(theta, series));
    const fitted = await autoModel(60).fit({ ...quietTask, clock: stillClock, columns, histories: series, horizon: HORIZON });
    expect(fitted.notes!.at(-1)).toMatch(/^Without the covariates, from the target alone: seasonalNaive, naive, drift, theta, dampedHolt,/);
    fitted.dispose();
    const alone = await autoModel(60).fit({ ...quietTask, clock: stillClock, histories: series, horizon: HORIZON });
    expect(alone.notes!.join(' ')).not.toMatch(/target alone/);
    alone.dispose();
  });

  it('are the classical ones; an ES-RNN reads past covariates', () => {
    const of = (reads: CatalogueModel['reads']): string[] => catalogue.filter((model) => model.reads === reads).map(({ name }) => name);
    expect(of('past')).toEqual(['es-rnn']);
    expect(of('all')).toEqual([
      ...['ridge-local', 'ridge-global', 'ridge-blend', 'gru', 'lstm', 'rnn', 'encoder-decoder', 'deepar', 'segrnn'],
      ...['long-horizon', 'segrnn-skip', 'accurate', 'auto'],
    ]);
  });
});

describe('the columns of a dataset', () => {
  const promotions = ['none', 'flyer', 'radio'];
  const cellsOf = (rows: number, from: number, later: string): string[] =>
    Array.from({ length: rows }, (_, t) => (t < from ? promotions[(t * 5) % 3]! : later));
  const made = (later = 'none', rows = ROWS + HORIZON): Dataset => {
    const random = createRandom(4);
    const price = Float64Array.from({ length: rows }, () => 3 + random.normal());
    const cells = cellsOf(rows, ROWS, later);
    const y = seasonalSeries(ROWS).map((value, t) => value - 4 * price[t]! + (cells[t] === 'flyer' ? 9 : 0));
    const whole = Float64Array.from({ length: rows }, (_, t) => y[t] ?? Number.NaN);
    const dataset = dailyFrom(withText(datasetOf([{ y: whole, price }]), 'promotion', cells), '2024-02-01', 'Europe/Berlin');
    return { ...dataset, series: [{ ...dataset.series[0]!, length: ROWS }] };
  };
  const declared = {
    ...undeclared,
    target: 'y',
    future: ['price', 'promotion'],
    categorical: ['promotion'],
    calendar: ['weekday' as const],
  };

  it('end at the origin, or after the horizon where they are known ahead', () => {
    const dataset = made();
    const [history] = datasetHistories(dataset, taskColumns(dataset, declared), 12, HORIZON);
    const { past, future, time } = history!.beside!;
    expect([history!.values.length, past.length, ...future.map(({ length }) => length), time.length]).toEqual([
      ROWS,
      0,
      ROWS + HORIZON,
      ROWS + HORIZON,
      ROWS + HORIZON,
    ]);
    expect(new Date(time.at(-1)!).toISOString()).toBe('2024-08-04T00:00:00.000Z');
    expect(taskColumns(dataset, declared).names).toEqual([['flyer', 'none', 'radio']]);
    expect(Array.from(future[1]!.subarray(0, 4))).toEqual([1, 2, 0, 1]);
  });

  it('say what is missing ahead as a forecast of a run does', () => {
    const short = made('none', ROWS + 2);
    expect(missingAfter(short, taskColumns(short, declared), 0, HORIZON)).toMatch(
      /^the future covariate "price" has no value at 2024-08-01, step 3 of the 6 to forecast; add rows after the last observed target/,
    );
    expect(missingAfter(made(), taskColumns(made(), declared), 0, HORIZON)).toBeNull();
  });

  it.each(['ridge-global', 'gru'])('a name that comes after the end of a forecast changes nothing for %s', async (name) => {
    const forecastOf = async (dataset: Dataset): Promise<unknown> => {
      const columns = taskColumns(dataset, declared);
      const series = datasetHistories(dataset, columns, 12, HORIZON);
      const { forecasts } = await rollingForecasts({
        ...{ ...quietTask, clock: stillClock, columns, model: findModel(name)!, series },
        plan: { ...plan, folds: 1 },
      });
      return forecasts.map(({ points, quantiles }) => ({ points, quantiles }));
    };
    const clean = await forecastOf(made());
    // "a new one" moves the codes of all others.
    expect(await forecastOf(made('a new one'))).toEqual(clean);
  });
});
