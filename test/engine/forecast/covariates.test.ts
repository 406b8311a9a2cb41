import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import type { Dataset } from '../../../engine/data/dataset.ts';
import { backtest } from '../../../engine/forecast/backtest.ts';
import { createPredictor, type Predictor } from '../../../engine/forecast/predict.ts';
import { rawWindow } from '../../../engine/forecast/raw-window.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import type { Structure, TrainingRequest } from '../../../engine/protocol/training.ts';
import { makeForecast } from '../../../engine/services/make-forecast.ts';
import { resolveConfig } from '../../../engine/train/resolve.ts';
import { dailyFrom, datasetOf } from '../../helpers/dataset.ts';
import { trainQuietly } from '../../helpers/fit.ts';

const ROWS = 400;
const HORIZON = 6;
/** Steps of the plan after the last observed target. */
const PLANNED = HORIZON;

/** A target that does what is planned for the day, which nobody could guess from its past; the last steps are planned, not observed. */
function planned(seed = 1): Record<'y' | 'plan' | 'heat', Float64Array> {
  const random = createRandom(seed);
  const plan = Float64Array.from({ length: ROWS }, () => random.normal());
  const heat = Float64Array.from({ length: ROWS }, () => random.normal());
  const y = plan.map((value, t) => (t < ROWS - PLANNED ? 20 + 5 * value + 0.2 * random.normal() : Number.NaN));
  return { y, plan, heat };
}

const request = {
  data: { target: 'y', horizon: HORIZON, context: 12, season: 1, testShare: 0.2, anchor: false },
  training: { epochs: 40, patience: 40, batch: 16, rate: 0.01, threads: 1 },
} satisfies Omit<TrainingRequest, 'datasetId'>;

async function trained(dataset: Dataset, data: Partial<TrainingRequest['data']>, structure: Structure = 'stack'): Promise<Predictor> {
  const model = { structure, hidden: 16, ...(structure === 'segments' ? { segment: 3 } : {}) };
  const result = await trainQuietly(dataset, { ...request, data: { ...request.data, ...data }, model });
  return createPredictor(loadNative(), result.trained, 1);
}

async function maeOf(dataset: Dataset, data: Partial<TrainingRequest['data']>, structure: Structure = 'stack'): Promise<number> {
  const predictor = await trained(dataset, data, structure);
  try {
    const signal = new AbortController().signal;
    const {
      evaluation: { metrics },
    } = await backtest({ dataset, predictor, folds: null, stride: null, window: null, signal, onProgress: () => {} });
    return metrics.model.mae;
  } finally {
    predictor.dispose();
  }
}

describe('a column that is known ahead', () => {
  it.each(['stack', 'encoder-decoder', 'segments'] as const)(
    'makes a %s far better than the same column known up to the origin',
    async (structure) => {
      const dataset = datasetOf([planned()]);
      const ahead = await maeOf(dataset, { future: ['plan'] }, structure);
      const past = await maeOf(dataset, { covariates: ['plan'] }, structure);
      expect(past).toBeGreaterThan(3);
      expect(ahead).toBeLessThan(0.4 * past);
    },
  );

  describe('and a trained model', () => {
    const columns = planned();
    const dataset = datasetOf([columns]);
    let predictor: Predictor;
    beforeAll(async () => {
      predictor = await trained(dataset, { future: ['plan'], covariates: ['heat'] });
    });
    afterAll(() => predictor.dispose());

    it('read nothing after an origin but what is declared as known ahead', async () => {
      const known = 350;
      const after = (values: Float64Array, by: number): Float64Array => values.map((value, t) => (t >= known ? by : value));
      const forecast = async (data: Dataset): Promise<Float64Array> =>
        (await predictor.predict([rawWindow(data, predictor, { series: 0, known })])).quantiles;
      const clean = await forecast(dataset);
      for (const poison of [Number.NaN, 1e30]) {
        const poisoned = datasetOf([
          {
            y: after(columns.y, poison),
            plan: columns.plan.map((v, t) => (t >= known + HORIZON ? poison : v)),
            heat: after(columns.heat, poison),
          },
        ]);
        expect(await forecast(poisoned)).toEqual(clean);
      }
      expect(await forecast(datasetOf([{ ...columns, plan: after(columns.plan, 1) }]))).not.toEqual(clean);
    });

    it('forecast the planned steps after the last observed target', async () => {
      const { series, skipped } = await makeForecast('run', dataset, predictor, 3);
      expect(skipped).toEqual([]);
      const [one] = series;
      expect(Array.from(one!.time)).toEqual(Array.from({ length: HORIZON }, (_, k) => ROWS - PLANNED + k));
      expect(Array.from(one!.historyValues)).toEqual(Array.from(columns.y.subarray(ROWS - PLANNED - 3, ROWS - PLANNED)));
      const wanted = columns.plan.subarray(ROWS - PLANNED).map((plan) => 20 + 5 * plan);
      one!.mean.forEach((value, k) => expect(Math.abs(value - wanted[k]!)).toBeLessThan(3));
    });

    it('name the column and the first step that are missing, and go on with other series', async () => {
      const short = { ...columns, plan: columns.plan.map((value, t) => (t === ROWS - PLANNED + 2 ? Number.NaN : value)) };
      const { series, skipped } = await makeForecast('run', dailyFrom(datasetOf([short]), '2024-01-01', 'UTC'), predictor, 0);
      expect(series).toEqual([]);
      expect(skipped[0]!.reason).toMatch(/"plan" has no value at 2025-01-31, step 3 of the 6 to forecast; add rows/);
      const ended = datasetOf([{ y: columns.y.slice(0, 390), plan: columns.plan.slice(0, 390), heat: columns.heat.slice(0, 390) }]);
      expect((await makeForecast('run', dailyFrom(ended, '2024-01-01', 'UTC'), predictor, 0)).skipped[0]!.reason).toMatch(
        /"plan" has no value at 2025-01-25, step 1/,
      );
    });
  });

  it('is not in two roles, and is a column', () => {
    const resolve = (data: Partial<TrainingRequest['data']>): unknown =>
      resolveConfig(datasetOf([planned()]), { datasetId: 'd', ...request, data: { ...request.data, ...data } });
    expect(() => resolve({ future: ['y'] })).toThrow(/"y" is declared as the target and as a future covariate/);
    expect(() => resolve({ future: ['plan'], covariates: ['plan'] })).toThrow(/as a past covariate and as a future covariate/);
    expect(() => resolve({ future: ['price'] })).toThrow(/no column "price"/);
    expect(() =>
      resolveConfig(datasetOf([planned()]), {
        datasetId: 'd',
        ...request,
        data: { ...request.data, future: ['plan'] },
        model: { structure: 'es-rnn' },
      }),
    ).toThrow(/another structure than es-rnn for .*\(plan\)/);
    expect(() => resolve({ calendar: ['weekday'] })).toThrow(
      /Expected times for the calendar features weekday but made up has no time column/,
    );
  });

  it('keeps training, validation and test apart from planned steps', () => {
    const { data } = resolveConfig(datasetOf([planned()]), { datasetId: 'd', ...request, data: { ...request.data, future: ['plan'] } });
    expect(data).toMatchObject({ future: ['plan'], covariates: [], calendar: [] });
  });
});

describe('the calendar', () => {
  /** A target that is high on weekends and on a public holiday of Germany in the middle of the week. */
  const dataset = dailyFrom(datasetOf([{ y: new Float64Array(1500) }], 1), '2019-01-01', 'Europe/Berlin');
  const random = createRandom(4);
  const holidays = new Set([
    '2019-10-03',
    '2020-10-03',
    '2019-12-25',
    '2019-12-26',
    '2020-12-25',
    '2021-12-25',
    '2022-12-26',
    '2020-05-01',
    '2019-05-01',
  ]);
  beforeAll(() => {
    dataset.time.forEach((time, row) => {
      const day = new Date(time + 7_200_000);
      const weekend = day.getUTCDay() === 0 || day.getUTCDay() === 6;
      dataset.numeric[0]!.values[row] = (weekend || holidays.has(day.toISOString().slice(0, 10)) ? 30 : 10) + 0.5 * random.normal();
    });
  });

  it('tells a network what day the steps ahead are', async () => {
    const data = { context: 2, horizon: 3 };
    const without = await maeOf(dataset, data);
    const withCalendar = await maeOf(dataset, { ...data, calendar: ['weekday', 'holiday:DE'] });
    expect(withCalendar).toBeLessThan(0.5 * without);
  });

  it('needs no rows for the steps ahead', async () => {
    const predictor = await trained(dataset, { calendar: ['weekday'], context: 5, horizon: 3 });
    try {
      const { series, skipped } = await makeForecast('run', dataset, predictor, 0);
      expect(skipped).toEqual([]);
      expect(new Date(series[0]!.time[0]!).toISOString()).toBe('2023-02-08T23:00:00.000Z');
    } finally {
      predictor.dispose();
    }
  });
});
