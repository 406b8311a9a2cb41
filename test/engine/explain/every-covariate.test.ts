/** Importance of all that a trained model reads beside its target, where it is known what drives that. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import type { Dataset } from '../../../engine/data/dataset.ts';
import { importanceOrigins } from '../../../engine/explain/importance-origins.ts';
import { occlusionSaliency } from '../../../engine/explain/occlusion.ts';
import { type Importances, permutationImportance } from '../../../engine/explain/permutation.ts';
import { createPredictor, type Predictor } from '../../../engine/forecast/predict.ts';
import { rawWindow } from '../../../engine/forecast/raw-window.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import type { CovariateImportance } from '../../../engine/protocol/explanation.ts';
import type { TrainingRequest } from '../../../engine/protocol/training.ts';
import { dailyFrom, datasetOf } from '../../helpers/dataset.ts';
import { trainQuietly } from '../../helpers/fit.ts';

async function fitted(dataset: Dataset, request: Omit<TrainingRequest, 'datasetId'>): Promise<Predictor> {
  const data = { transform: 'none' as const, anchor: false, season: 1, ...request.data };
  const { trained } = await trainQuietly(dataset, { training: { epochs: 60, patience: 60, rate: 0.01 }, ...request, data });
  return createPredictor(loadNative(), trained, 1);
}

function weigh(dataset: Dataset, predictor: Predictor, folds: number | null = null): Promise<Importances> {
  const { data } = predictor.model;
  const origins = importanceOrigins(dataset, data, folds);
  return permutationImportance({
    predictor,
    windows: origins.map((origin) => rawWindow(dataset, predictor, origin)),
    targets: origins.map(({ series, known }) => {
      const from = dataset.series[series]!.offset + known;
      return dataset.numeric[0]!.values.subarray(from, from + data.horizon);
    }),
    series: origins.map(({ series }) => series),
    repeats: 10,
    seed: 1,
    signal: new AbortController().signal,
    onProgress: () => {},
  });
}

const named = ({ covariates }: Importances, name: string): CovariateImportance => covariates.find(({ column }) => column === name)!;

describe('a column that is known ahead', () => {
  /** The plan acts at its own step, the trace one step later, the noise never. */
  const random = createRandom(3);
  const draw = (): Float64Array => Float64Array.from({ length: 600 }, () => random.normal());
  const [plan, trace, noise] = [draw(), draw(), draw()];
  const y = plan.map((value, t) => 3 * value + 2 * (trace[t - 1] ?? 0) + 0.2 * random.normal());
  const dataset = datasetOf([{ y, plan, trace, noise }], 1);

  it('is worth most at every step, where it acts; what is known up to the origin at the first alone; noise nothing', async () => {
    const predictor = await fitted(dataset, {
      data: { target: 'y', horizon: 3, context: 6, covariates: ['trace'], future: ['plan', 'noise'] },
      model: { hidden: 16 },
    });
    const found = await weigh(dataset, predictor);
    expect(found.covariates.map(({ column, kind }) => [column, kind]).slice(0, 2)).toEqual([
      ['plan', 'future'],
      ['trace', 'past'],
    ]);
    const [worth, traced, none] = [named(found, 'plan'), named(found, 'trace'), named(found, 'noise')];
    for (const step of [0, 1, 2]) expect(worth.byStep[step]!).toBeGreaterThan(3 * worth.deviationByStep[step]!);
    // Beside plan and trace there is little at the first step.
    expect(worth.byStep[0]!).toBeGreaterThan(3 * found.lossByStep[0]!);
    expect(traced.byStep[0]!).toBeGreaterThan(5 * traced.deviationByStep[0]!);
    for (const step of [1, 2]) expect(Math.abs(traced.byStep[step]!)).toBeLessThan(0.15 * traced.byStep[0]!);
    expect(Math.abs(none.mean)).toBeLessThan(0.05 * worth.mean);
    expect(found.unweighed).toEqual([]);

    // What is planned moves the forecast; what the plan was is over.
    const { columns, segments } = await occlusionSaliency(predictor, rawWindow(dataset, predictor, { series: 0, known: 590 }), 3, 'gap');
    expect(columns.map(({ column, ahead }) => [column, ahead === null])).toEqual([
      ['y', true],
      ['trace', true],
      ['plan', false],
      ['noise', false],
    ]);
    expect(segments).toHaveLength(2);
    const sizes = (values: Float64Array): number => values.reduce((sum, move) => sum + Math.abs(move), 0) / values.length;
    expect(sizes(columns[2]!.ahead!)).toBeGreaterThan(3 * sizes(columns[2]!.moves));
    // Without it step k is expected to lose 3 times the plan there.
    for (const step of [0, 1, 2]) expect(Math.abs(columns[2]!.ahead![step]! + 3 * plan[590 + step]!)).toBeLessThan(1);
    predictor.dispose();
  });
});

describe('a panel whose series answer differently', () => {
  const slopes = [-2, -1.5, -1, 1, 1.5, 2];
  const random = createRandom(7);
  const series = slopes.map((slope) => {
    const x = Float64Array.from({ length: 150 }, () => random.normal());
    return { y: x.map((value) => slope * value + 0.1 * random.normal()), x, slope: x.map(() => slope), country: x.map(() => 7) };
  });
  const dataset = datasetOf(series, 1);
  const data = { target: 'y', horizon: 2, context: 4, future: ['x'] };

  it('owes it to the static column that says how', async () => {
    const predictor = await fitted(dataset, {
      data: { ...data, statics: ['slope', 'country'] },
      model: { hidden: 16, seriesEmbedding: 0 },
    });
    const found = await weigh(dataset, predictor, 5);
    expect(found.unweighed).toEqual([{ kind: 'static', column: 'country', cause: 'alike' }]);
    const slope = named(found, 'slope');
    expect(slope.kind).toBe('static');
    expect(slope.mean).toBeGreaterThan(Math.max(2 * slope.deviation, 5 * found.lossByStep[0]!));
    expect(named(found, 'x').mean).toBeGreaterThan(found.lossByStep[0]!);
    predictor.dispose();
  });

  it('or to the vector of each series', async () => {
    const predictor = await fitted(dataset, { data, model: { hidden: 16, seriesEmbedding: 4 } });
    const found = await weigh(dataset, predictor, 5);
    const own = found.covariates.find(({ kind }) => kind === 'series')!;
    expect(own.mean).toBeGreaterThan(Math.max(2 * own.deviation, 5 * found.lossByStep[0]!));
    predictor.dispose();
  });
});

describe('the calendar', () => {
  it('is worth much where the day of the week says what the context is too short to say', async () => {
    const random = createRandom(11);
    const effects = [30, 0, 5, -8, 12, 0, 40];
    const flat = Float64Array.from({ length: 700 }, () => random.normal());
    const y = flat.map((value, day) => effects[day % 7]! + value);
    const dataset = dailyFrom(datasetOf([{ y, flat: flat.toReversed() }], 7), '2022-01-03', 'UTC');
    const predictor = await fitted(dataset, {
      data: { target: 'y', horizon: 3, context: 1, season: 7, calendar: ['weekday'], future: ['flat'] },
      model: { hidden: 16 },
    });
    const found = await weigh(dataset, predictor);
    const calendar = found.covariates[0]!;
    expect([calendar.kind, calendar.column]).toEqual(['calendar', 'weekday']);
    for (const step of [0, 1, 2])
      expect(calendar.byStep[step]!).toBeGreaterThan(Math.max(3 * calendar.deviationByStep[step]!, 3 * found.lossByStep[step]!));
    expect(Math.abs(named(found, 'flat').mean)).toBeLessThan(0.05 * calendar.mean);
    predictor.dispose();
  });
});
