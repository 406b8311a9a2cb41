/** A window is the same whether it is cut from a training source or from the raw rows before its origin, whatever the model reads. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import type { Dataset } from '../../../engine/data/dataset.ts';
import { loadCalendar } from '../../../engine/data/index.ts';
import { createPredictor } from '../../../engine/forecast/predict.ts';
import { rawWindow } from '../../../engine/forecast/raw-window.ts';
import { scaledLevels } from '../../../engine/models/levels.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import { DATA_DEFAULTS, MODEL_DEFAULTS } from '../../../engine/protocol/defaults.ts';
import type { DataConfig, TrainingRequest } from '../../../engine/protocol/training.ts';
import { prepare } from '../../../engine/train/prepare.ts';
import { windowUnits } from '../../../engine/train/window-units.ts';
import { resolveConfig } from '../../../engine/train/resolve.ts';
import { dailyFrom, datasetOf, seasonalSeries, withText } from '../../helpers/dataset.ts';
import { trainQuietly } from '../../helpers/fit.ts';

const ROWS = 130;

/** Two series of days with long gaps, a plan, a heat, a size, and names. */
function panel(): Dataset {
  const random = createRandom(8);
  const gappy = (seed: number): Float64Array =>
    seasonalSeries(ROWS, 7, seed).map((value, t) => ((t > 30 && t < 55) || (t > 95 && t < 99) || t % 11 === 3 ? Number.NaN : value));
  const noise = (): Float64Array => Float64Array.from({ length: ROWS }, (_, t) => (t % 13 === 5 ? Number.NaN : random.normal()));
  const one = (seed: number): Record<string, Float64Array> => ({
    y: gappy(seed),
    heat: noise(),
    plan: noise(),
    size: new Float64Array(ROWS).fill(seed),
  });
  const days = dailyFrom(datasetOf([one(1), one(2)], 7), '2023-11-01', 'Europe/Berlin');
  return withText(
    days,
    'promotion',
    Array.from({ length: 2 * ROWS }, () => ['flyer', 'radio', 'none'][random.below(3)]!),
  );
}

const everything: Partial<TrainingRequest['data']> = {
  covariates: ['heat'],
  future: ['plan', 'promotion'],
  statics: ['size'],
  calendar: ['weekday', 'day-of-year', 'holiday:DE'],
  sinceObserved: true,
};
const CASES: Array<[string, Partial<TrainingRequest['data']>]> = [
  ['its past alone', {}],
  ['the time since the last value', { sinceObserved: true }],
  ['all there is', everything],
  ['all there is, scaled by the window', { ...everything, scaling: 'window' }],
  ['changes from one step to the next', { difference: 1 }],
  ['changes from a week before, beside all there is', { ...everything, difference: 7 }],
  ['changes from a week before, scaled by the window', { difference: 7, scaling: 'window' }],
];

describe.each(CASES)('a model that reads %s', (_, data) => {
  it('forecasts from raw rows as from its training source', async () => {
    const dataset = panel();
    const request = {
      data: { target: 'y', horizon: 3, context: 10, season: 7, transform: 'none' as const, ...data },
      model: { hidden: 8 },
      training: { epochs: 2 },
    };
    await loadCalendar(data.calendar ?? []);
    const config = resolveConfig(dataset, { datasetId: 'd', ...request });
    const { trained } = await trainQuietly(dataset, request);
    const { source, training, validation } = prepare(dataset, config.data, config.model);
    const indices = Int32Array.from([...training, ...validation]);
    const core = loadNative().createModel({
      graph: trained.graph,
      loss: trained.loss,
      optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, clipNorm: 0 },
      seed: 0,
      threads: 1,
    });
    const predictor = createPredictor(loadNative(), { ...trained, offsets: new Float32Array(trained.offsets.length) }, 1);
    try {
      core.setParameters(trained.values);
      core.setSource(source);
      const levels = scaledLevels(trained.loss, trained.quantiles, await core.predict(indices, 64));
      const windows = Array.from(indices, (index) => {
        const row = source.starts[index]!;
        const series = row < ROWS ? 0 : 1;
        return rawWindow(dataset, predictor, { series, known: row - series * ROWS + config.data.context });
      });
      const raw = await predictor.predict(windows);
      expect(indices.length).toBeGreaterThan(50);
      const median = trained.quantiles.indexOf(0.5);
      const width = trained.quantiles.length;
      const { horizon, context } = config.data;
      windows.forEach(({ series }, n) => {
        const { centre, scale } = trained.scalers[0]![series]!;
        const own = windowUnits(source, source.starts[indices[n]!]!, context);
        // A flat window has no scale of its own: 1 in the units at hand, which are the series' in a source and the target's in raw rows.
        if (config.data.scaling === 'window' && own.scale === 1) return;
        for (let k = 0; k < horizon; k++) {
          const at = (n * horizon + k) * width + median;
          const expected = (levels[at]! * own.scale + own.centre) * scale + centre;
          expect(Math.abs(raw.quantiles[at]! - expected) / scale).toBeLessThan(1e-5);
        }
      });
    } finally {
      core.dispose();
      predictor.dispose();
    }
  });
});

it('a configuration that declares nothing reads the rows that it always read', () => {
  const data: DataConfig = {
    target: 'y',
    covariates: ['heat'],
    context: 10,
    horizon: 3,
    season: 7,
    validationShare: 0.15,
    testShare: 0.15,
    transform: 'none',
    anchor: true,
    ...DATA_DEFAULTS,
  };
  const dataset = panel();
  const { source } = prepare(dataset, data, MODEL_DEFAULTS);
  expect(source).not.toHaveProperty('future');
  expect(source).not.toHaveProperty('statics');
  expect(source.channels).toBe(2);
  expect(source.values).toHaveLength(2 * dataset.time.length);
});
