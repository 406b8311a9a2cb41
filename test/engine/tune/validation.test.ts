import { describe, expect, it } from 'vitest';
import { createPredictor } from '../../../engine/forecast/predict.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import { DATA_DEFAULTS } from '../../../engine/protocol/defaults.ts';
import { ExpectedError } from '../../../engine/protocol/errors.ts';
import type { DataConfig } from '../../../engine/protocol/training.ts';
import { scoreModel, scoreSeasonalNaive, validationSet } from '../../../engine/tune/validation.ts';
import { datasetOf, seasonalSeries } from '../../helpers/dataset.ts';
import { trainQuietly } from '../../helpers/fit.ts';

const data: DataConfig = {
  target: 'y',
  covariates: [],
  context: 8,
  horizon: 2,
  season: 1,
  validationShare: 0.2,
  testShare: 0.2,
  transform: 'none',
  anchor: true,
  ...DATA_DEFAULTS,
};

describe('the points on which trials are scored', () => {
  it('lie in the validation part alone', () => {
    const dataset = datasetOf([{ y: Float64Array.from({ length: 20 }, (_, t) => t) }]);
    // Rows 0-11 train, 12-15 validate, 16-19 test.
    const { origins, actual } = validationSet(dataset, data, 8, 'mase', 1);
    expect(origins.map(({ known }) => known)).toEqual([12, 13, 14]);
    expect(Array.from(actual)).toEqual([12, 13, 13, 14, 14, 15]);
  });

  it('by hand: MASE of seasonal naive', () => {
    // Training steps of 2 (rows 0-11), then steps of 1 in validation.
    const y = Float64Array.from({ length: 20 }, (_, t) => (t < 12 ? 2 * t : 22 + (t - 11)));
    const set = validationSet(datasetOf([{ y }]), data, 8, 'mase', 1);
    // Errors 1 and 2 a window, divided by 2: mean 0.75.
    expect(scoreSeasonalNaive(set, datasetOf([{ y }]), data)).toBe(0.75);
    expect(scoreSeasonalNaive(validationSet(datasetOf([{ y }]), data, 8, 'pinball', 1), datasetOf([{ y }]), data)).toBeNull();
  });

  it('are the same for every context, and need something to forecast from', () => {
    const y = seasonalSeries(120).map((value, t) => (t >= 66 && t < 75 ? Number.NaN : value));
    const dataset = datasetOf([{ y }]);
    const known = validationSet(dataset, data, 4, 'mase', 1).origins.map((origin) => origin.known);
    // Rows 66-74 are not observed: an origin with nothing in the four rows before it is none, nor is one before two gaps.
    expect(known.filter((origin) => origin < 76)).toEqual([]);
    expect(validationSet(dataset, { ...data, context: 40 }, 4, 'mase', 1).origins.map((origin) => origin.known)).toEqual(known);
  });

  it('read nothing of the test part', async () => {
    const clean = seasonalSeries(150);
    const wishes = { data: { ...data, season: 12, context: 24 }, model: { hidden: 8 }, training: { epochs: 3 } };
    const scores = [];
    for (const poison of [null, Number.NaN, 1e30]) {
      const dataset = datasetOf([{ y: clean.map((value, t) => (poison !== null && t >= 120 ? poison : value)) }]);
      const { trained } = await trainQuietly(dataset, wishes);
      const predictor = createPredictor(loadNative(), trained, 1);
      const set = validationSet(dataset, trained.data, 12, 'mase', 1);
      scores.push([await scoreModel(set, dataset, predictor), scoreSeasonalNaive(set, dataset, trained.data)]);
      predictor.dispose();
    }
    expect(scores[0]![0]).toBeGreaterThan(0);
    expect(scores[1]).toEqual(scores[0]);
    expect(scores[2]).toEqual(scores[0]);
  });

  it('refuse MASE where it is defined for no series, and leave out the one for which it is not', () => {
    const flat = Float64Array.from({ length: 40 }, (_, t) => (t < 24 ? 5 : t));
    expect(() => validationSet(datasetOf([{ y: flat }]), data, 8, 'mase', 1)).toThrow(ExpectedError);
    expect(() => validationSet(datasetOf([{ y: flat }]), data, 8, 'mase', 1)).toThrow(/MASE is undefined.*pinball/);
    const both = validationSet(datasetOf([{ y: flat }, { y: seasonalSeries(40) }]), data, 8, 'mase', 1);
    both.origins.forEach(({ series }, n) => expect(Number.isNaN(both.actual[n * 2]!)).toBe(series === 0));
  });
});
