import { describe, expect, it } from 'vitest';
import { loadHolidays } from '../../../engine/data/time/holidays.ts';
import { createPredictor } from '../../../engine/forecast/predict.ts';
import type { TrainedModel } from '../../../engine/models/trained.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import { exportModel } from '../../../engine/onnx/export.ts';
import { TOLERANCE } from '../../../engine/onnx/verify.ts';
import type { DataConfig, ModelConfig } from '../../../engine/protocol/training.ts';
import { againstReference, withForecaster } from './compare.ts';
import { randomModel, randomWindows } from './models.ts';
import { STRUCTURES as ALL } from './structures.ts';

await loadHolidays();

/** An ES-RNN is refused what is known ahead. */
const STRUCTURES = ALL.filter((structure) => structure !== 'es-rnn');

const EVERY_FEATURE: DataConfig['calendar'] = ['hour', 'weekday', 'month', 'day-of-year', 'holiday:DE-BY'];
const CASES: Array<[string, Partial<DataConfig>, string[]]> = [
  ['future columns', { future: ['plan', 'price'] }, ['a']],
  ['future columns of a panel', { covariates: ['heat'], future: ['plan'] }, ['a', 'b', 'c']],
  ['the calendar', { calendar: EVERY_FEATURE }, ['a']],
  ['both, scaled by the window', { covariates: ['heat'], future: ['plan'], calendar: EVERY_FEATURE, scaling: 'window' }, ['a', 'b', 'c']],
  [
    'names and static columns',
    {
      covariates: ['heat', 'wind'],
      future: ['plan', 'promotion'],
      statics: ['size', 'kind'],
      categorical: ['wind', 'promotion', 'kind'],
      calendar: ['weekday'],
    },
    ['a', 'b', 'c'],
  ],
  ['the time since the last value', { sinceObserved: true, transform: 'log' }, ['a']],
  [
    'the time since the last value beside all else',
    { sinceObserved: true, covariates: ['heat'], future: ['plan'], calendar: ['month'] },
    ['a', 'b', 'c'],
  ],
  ['names alone', { covariates: ['wind'], future: ['promotion'], categorical: ['promotion', 'wind'] }, ['a']],
  ['static columns alone', { statics: ['size'] }, ['a', 'b', 'c']],
];
const NETWORKS: Array<Partial<ModelConfig>> = [
  { kind: 'lstm', layers: 2, skip: true, dropout: 0.1 },
  { kind: 'gru', residual: true, seriesEmbedding: 2 },
];

function* models(data: Partial<DataConfig>, series: string[], structure: (typeof STRUCTURES)[number]): Generator<TrainedModel> {
  for (const [seed, network] of NETWORKS.entries()) {
    const resetAfter = network.kind === 'gru';
    yield randomModel({
      model: { hidden: 5, structure, segment: 3, resetAfter, ...network },
      data: { context: 12, horizon: 6, anchor: seed === 0, ...data },
      series,
      seed,
      ...(structure === 'deepar' ? { loss: 'normal' as const } : {}),
    });
  }
}

const LENGTHS = [1, 2, 11, 12, 13, 62, 12, 12, 12];

describe.each(CASES)('%s', (_, data, series) => {
  it.each(STRUCTURES)('the file of a %s computes the steps of TrainedModel', async (structure) => {
    for (const model of models(data, series, structure)) {
      const result = await againstReference(model, randomWindows(model, LENGTHS, { gaps: 0.15 }));
      expect(result.relativeDifference, JSON.stringify(result.worst)).toBeLessThanOrEqual(TOLERANCE);
      expect(result.windowsCompared).toBeGreaterThan(5);
    }
  });

  it.each(STRUCTURES)('the file of a %s equals the core', async (structure) => {
    for (const model of models(data, series, structure)) {
      const predictor = createPredictor(loadNative(), model, 1);
      try {
        const { verification } = await exportModel(model, randomWindows(model, LENGTHS), (list) => predictor.predict(list));
        expect(verification.windowsCompared).toBeGreaterThan(5);
      } finally {
        predictor.dispose();
      }
    }
  });
});

const known = randomModel({ data: { future: ['plan'], calendar: ['weekday', 'holiday:DE'] } });

it('says of each input when it is known, and how times are counted', async () => {
  await withForecaster(known, async ({ facts, inputs }) => {
    expect(facts).toMatchObject({ future: [{ name: 'plan', availability: 'future' }], calendar: ['weekday', 'holiday:DE'] });
    expect(inputs.map(({ name, type, shape }) => `${name} ${type} ${shape}`).sort()).toEqual([
      'future float32 [batch, context_and_horizon, 1]',
      'target float32 [batch, context]',
      'time int64 [batch, context_and_horizon]',
    ]);
  });
});

it('refuses a window whose steps ahead are not given', async () => {
  const [window] = randomWindows(known, [20]);
  await withForecaster(known, async (forecaster) => {
    const refused = (change: object): Promise<unknown> => forecaster.forecast([{ ...window!, ...change }]);
    await expect(refused({ future: undefined })).rejects.toThrow(/the future covariates plan for window 0/);
    await expect(refused({ future: [new Float64Array(20)] })).rejects.toThrow(/26 values, as many as of the target and 6 more, of plan/);
    await expect(refused({ time: new Float64Array(20) })).rejects.toThrow(/26 values, as many as of the target and 6 more, of the time/);
  });
});

it('every step ahead reads its own plan: another one changes that step of a stack, and no other', async () => {
  const [window] = randomWindows(known, [20]);
  const plan = Float64Array.from(window!.future![0]!);
  plan[20 + 3]! += 10;
  await withForecaster(known, async (forecaster) => {
    const { mean } = await forecaster.forecast([window!, { ...window!, future: [plan] }]);
    const changed = Array.from({ length: 6 }, (_, k) => Math.abs(mean[k]! - mean[6 + k]!) > 1e-3);
    expect(changed).toEqual([false, false, false, true, false, false]);
  });
});
