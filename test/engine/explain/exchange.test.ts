/** What an exchange of values hands to the model, and what follows from it by hand: with pretended models, which show what they were given. */
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../engine/data/dataset.ts';
import { importanceOrigins } from '../../../engine/explain/importance-origins.ts';
import { type ImportanceRequest, permutationImportance } from '../../../engine/explain/permutation.ts';
import { testOrigins } from '../../../engine/forecast/origins.ts';
import type { Predictor } from '../../../engine/forecast/predict.ts';
import { rawWindow } from '../../../engine/forecast/raw-window.ts';
import type { TrainedModel } from '../../../engine/models/trained.ts';
import type { RawWindow } from '../../../engine/models/window.ts';
import type { DataConfig } from '../../../engine/protocol/training.ts';
import { datasetOf } from '../../helpers/dataset.ts';

const NOTHING: Pick<
  DataConfig,
  'target' | 'covariates' | 'future' | 'statics' | 'categorical' | 'calendar' | 'sinceObserved' | 'season' | 'context' | 'horizon'
> = {
  target: 'y',
  covariates: [],
  future: [],
  statics: [],
  categorical: [],
  calendar: [],
  sinceObserved: false,
  season: 1,
  context: 1,
  horizon: 1,
};

/** Forecasts one step, by some rule, and keeps the windows of every call. */
function pretended(data: Partial<DataConfig>, rule: (window: RawWindow) => number, knows = false) {
  const calls: RawWindow[][] = [];
  const model = {
    data: { ...NOTHING, ...data },
    quantiles: [0.5],
    categories: [],
    staticScalers: (data.statics ?? []).map(() => ({ centre: 0, scale: 1 })),
    graph: { statics: (data.statics ?? []).length + Number(knows) },
  } as unknown as TrainedModel;
  const predictor = {
    model,
    seriesIndex: (id: string) => Number(id.slice(1)),
    predict: (windows: readonly RawWindow[]) => {
      calls.push([...windows]);
      const quantiles = Float64Array.from(windows.flatMap((window) => new Array<number>(model.data.horizon).fill(rule(window))));
      return Promise.resolve({ quantiles, mean: quantiles });
    },
  } as unknown as Predictor;
  return { predictor, calls };
}

const weigh = (request: Pick<ImportanceRequest, 'predictor' | 'windows'> & Partial<ImportanceRequest>) =>
  permutationImportance({
    targets: request.windows.map(() => [0]),
    series: request.windows.map(({ series }) => series),
    repeats: 10,
    seed: 1,
    signal: new AbortController().signal,
    onProgress: () => {},
    ...request,
  });

describe('columns of steps', () => {
  const windowsOf = (series: number[]): RawWindow[] => series.map((s, n) => ({ target: [0], covariates: [[10 * s + n]], series: s }));
  const echo = () => pretended({ covariates: ['x'] }, ({ covariates }) => covariates[0]![0]!);

  it('are exchanged within a series, so that each gets values of its own scale, and never its own', async () => {
    const { predictor, calls } = echo();
    await weigh({ predictor, windows: windowsOf([0, 0, 0, 5, 5, 5]) });
    const seen = calls.slice(1).map((windows) => windows.map(({ covariates }) => covariates[0]![0]!));
    expect(seen).toHaveLength(10);
    for (const values of seen) {
      expect(values.slice(0, 3).toSorted()).toEqual([0, 1, 2]);
      expect(values.slice(3).toSorted()).toEqual([53, 54, 55]);
      [0, 1, 2, 53, 54, 55].forEach((own, n) => expect(values[n]).not.toBe(own));
    }
    expect(new Set(seen.map(String)).size).toBeGreaterThan(2);
  });

  it('are exchanged among all where every series has one window', async () => {
    const { predictor, calls } = echo();
    await weigh({ predictor, windows: windowsOf([0, 1, 2]), repeats: 2 });
    expect(calls[1]!.map(({ covariates }) => covariates[0]![0]!).toSorted((a, b) => a - b)).toEqual([0, 11, 22]);
  });

  it('by hand: the increase of the loss is that of the mean pair', async () => {
    // Forecasts are right as they are; exchanged, each is wrong by a difference of two, of which the pinball loss is a half.
    const values = [0, 1, 3, 7];
    const windows = values.map((value): RawWindow => ({ target: [0], covariates: [[value]], series: 0 }));
    const found = await weigh({ ...echo(), windows, targets: values.map((value) => [value]), repeats: 900 });
    expect(found.lossByStep[0]).toBe(0);
    const { mean, deviation } = found.covariates[0]!;
    const pairs = (1 + 3 + 7 + 2 + 6 + 4) / 6;
    expect(Math.abs(mean - pairs / 2)).toBeLessThan((4 * deviation) / Math.sqrt(900));
    // Two windows have one exchange.
    const two = await weigh({ ...echo(), windows: windows.slice(0, 2), targets: [[0], [1]] });
    expect(two.covariates[0]).toMatchObject({ kind: 'past', column: 'x', mean: 0.5, deviation: 0 });
  });

  it('end where they should in windows of different lengths', async () => {
    const data = { covariates: ['x'], future: ['z'], context: 3, horizon: 1 };
    const { predictor, calls } = pretended(data, () => 0);
    const windows: RawWindow[] = [
      { target: [0, 0], covariates: [[1, 2]], future: [[1, 2, 3]], series: 0 },
      { target: [0, 0, 0], covariates: [[11, 12, 13]], future: [[11, 12, 13, 14]], series: 0 },
    ];
    await weigh({ predictor, windows, repeats: 2 });
    expect(calls[1]!.map(({ covariates }) => Array.from(covariates[0]!))).toEqual([
      [12, 13],
      [Number.NaN, 1, 2],
    ]);
    expect(calls[3]!.map(({ future }) => Array.from(future![0]!))).toEqual([
      [12, 13, 14],
      [Number.NaN, 1, 2, 3],
    ]);
  });
});

describe('what is constant in each series', () => {
  const windows = [0, 0, 1, 1, 2, 2].map((series): RawWindow => ({ target: [0], covariates: [], statics: [series, 7], series }));

  it('comes from another series, for all windows of a series alike; what never differs is not weighed', async () => {
    const { predictor, calls } = pretended({ statics: ['size', 'country'] }, () => 0);
    const { covariates, unweighed } = await weigh({ predictor, windows });
    expect(covariates.map(({ kind, column }) => [kind, column])).toEqual([['static', 'size']]);
    expect(unweighed).toEqual([{ kind: 'static', column: 'country', cause: 'alike' }]);
    for (const some of calls.slice(1)) {
      const sizes = some.map(({ statics }) => statics![0]!);
      expect([sizes[0], sizes[2], sizes[4]].toSorted()).toEqual([0, 1, 2]);
      sizes.forEach((size, n) => {
        expect(size).toBe(sizes[n - (n % 2)]);
        expect(size).not.toBe(windows[n]!.series);
      });
      expect(some.every(({ statics, series }, n) => statics![1] === 7 && series === windows[n]!.series)).toBe(true);
    }
  });

  it('so does the vector of a series, and its scales stay', async () => {
    const { predictor, calls } = pretended({}, () => 0, true);
    const { covariates } = await weigh({ predictor, windows });
    expect(covariates.map(({ kind }) => kind)).toEqual(['series']);
    for (const { series, vectorOf } of calls.at(-1)!) expect(vectorOf).not.toBe(series);
    expect(calls.at(-1)!.map(({ series }) => series)).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('has nothing to be exchanged with in windows of one series, which is said', async () => {
    const { predictor, calls } = pretended({ statics: ['size'] }, () => 0, true);
    const { covariates, unweighed } = await weigh({ predictor, windows: windows.slice(0, 2) });
    expect(covariates).toEqual([]);
    expect(unweighed).toEqual([
      { kind: 'static', column: 'size', cause: 'one-series' },
      { kind: 'series', column: '', cause: 'one-series' },
    ]);
    expect(calls).toHaveLength(1);
  });
});

describe('the calendar', () => {
  const DAY = 86_400_000;
  const at = (...days: number[]): RawWindow[] =>
    days.map((day) => ({ target: [0], covariates: [], time: [day * DAY, (day + 1) * DAY], series: 0 }));

  it('is exchanged as a whole: the times of another window', async () => {
    const { predictor, calls } = pretended({ calendar: ['weekday', 'month'] }, () => 0);
    const { covariates } = await weigh({ predictor, windows: at(0, 33), repeats: 2 });
    expect(covariates.map(({ kind, column }) => [kind, column])).toEqual([['calendar', 'weekday, month']]);
    expect(calls[1]!.map(({ time }) => Array.from(time!))).toEqual([
      [33 * DAY, 34 * DAY],
      [0, DAY],
    ]);
  });

  it('is not weighed where all windows have the same days', async () => {
    const { predictor } = pretended({ calendar: ['weekday'] }, () => 0);
    expect((await weigh({ predictor, windows: at(1, 8, 15) })).unweighed).toEqual([
      { kind: 'calendar', column: 'weekday', cause: 'alike' },
    ]);
  });
});

describe('origins', () => {
  const dataset = datasetOf([{ y: new Float64Array(1000) }], 7);
  const data = { ...NOTHING, context: 14, horizon: 7, season: 7, validationShare: 0.1, testShare: 0.147 } as unknown as DataConfig;

  it('are not all at the same place of the season, as many as there would be', () => {
    const usual = testOrigins(dataset, data, null, null);
    expect([usual.stride, usual.folds]).toEqual([7, 20]);
    const found = importanceOrigins(dataset, data, null);
    expect(found).toHaveLength(20);
    expect(new Set(found.map(({ known }) => known % 7)).size).toBe(7);
    expect(found.at(-1)!.known).toBe(993);
    // Where they are at different places already they stay.
    expect(importanceOrigins(dataset, { ...data, season: 12 }, null)).toEqual(usual.origins);
    expect(importanceOrigins(dataset, { ...data, season: 12, calendar: ['weekday'] }, null)).toEqual(
      found.map((o) => expect.objectContaining({ fold: o.fold }) as unknown),
    );
  });
});

describe('what a forecast could not know', () => {
  /** Every value is its row. */
  const rows = (length: number): Dataset => {
    const row = Float64Array.from({ length }, (_, t) => t);
    return datasetOf([{ y: row, past: row, plan: row }], 1);
  };
  const data = { ...NOTHING, covariates: ['past'], future: ['plan'], context: 5, horizon: 3 };

  it('is never handed to the model: nothing past the origin, and of plans nothing past its h steps', async () => {
    const origins = [20, 24, 31, 37];
    const { predictor, calls } = pretended(data, () => 0);
    const windows = origins.map((known) => rawWindow(rows(60), predictor, { series: 0, known }));
    await weigh({ predictor, windows, targets: windows.map(() => [0, 0, 0]) });
    expect(calls).toHaveLength(21);
    for (const call of calls) {
      call.forEach(({ target, covariates, future }, n) => {
        expect(Array.from(target).at(-1)).toBe(origins[n]! - 1);
        // A stretch that did occur, of the same length, up to an origin and h steps on.
        for (const [values, ahead] of [[covariates[0]!, 0] as const, [future![0]!, 3] as const]) {
          const source = Array.from(values).at(-1)! + 1 - ahead;
          expect(origins).toContain(source);
          expect(Array.from(values)).toEqual(Array.from({ length: 5 + ahead }, (_, t) => source - 5 + t));
        }
      });
    }
  });
});
