import { describe, expect, it } from 'vitest';
import { partRows, splitSeries } from '../../../engine/data/split.ts';
import type { DataConfig } from '../../../engine/protocol/training.ts';
import { DATA_DEFAULTS, MODEL_DEFAULTS } from '../../../engine/protocol/defaults.ts';
import { prepare } from '../../../engine/train/prepare.ts';
import { datasetOf, seasonalSeries } from '../../helpers/dataset.ts';

const config: DataConfig = {
  target: 'y',
  covariates: [],
  context: 10,
  horizon: 5,
  season: 12,
  validationShare: 0.2,
  testShare: 0.2,
  transform: 'none',
  ...DATA_DEFAULTS,
  anchor: true,
};

describe('prepare', () => {
  it('keeps the targets of training, validation and test apart', () => {
    const { source, training, validation } = prepare(datasetOf([{ y: seasonalSeries(100) }]), config, MODEL_DEFAULTS);
    const lastTarget = (index: number): number => source.starts[index]! + 10 + 5 - 1;
    const firstTarget = (index: number): number => source.starts[index]! + 10;
    expect(Math.max(...Array.from(training, lastTarget))).toBe(59);
    expect(Math.min(...Array.from(validation, firstTarget))).toBe(60);
    expect(Math.max(...Array.from(validation, lastTarget))).toBe(79);
    expect(training.length).toBe(60 - 15 + 1);
    expect(validation.length).toBe(20 - 5 + 1);
  });

  it('fits scalers on each series own training part: later values change nothing', () => {
    const small = seasonalSeries(100);
    const large = seasonalSeries(100, 12, 3).map((value) => value * 1000);
    const clean = prepare(datasetOf([{ y: small }, { y: large }]), config, MODEL_DEFAULTS);
    const poisoned = prepare(datasetOf([{ y: small.map((v, t) => (t >= 60 ? 1e12 : v)) }, { y: large }]), config, MODEL_DEFAULTS);
    expect(poisoned.scalers).toEqual(clean.scalers);
    expect(clean.scalers[0]![1]!.scale).toBeGreaterThan(100 * clean.scalers[0]![0]!.scale);
  });

  it('leaves out windows with nothing observed in context or targets', () => {
    const gappy = seasonalSeries(100).map((value, t) => (t >= 20 && t < 40 ? Number.NaN : value));
    const { source, training } = prepare(datasetOf([{ y: gappy }]), config, MODEL_DEFAULTS);
    const starts = Array.from(training, (index) => source.starts[index]!);
    // Targets 20 .. 39 wholly in the gap: starts 10 .. 25; contexts wholly in the gap: starts 20 .. 30.
    expect(starts.filter((start) => start >= 10 && start <= 30)).toEqual([]);
    expect(starts).toContain(9);
    expect(starts).toContain(31);
  });

  it('skips a short series by name and trains on the rest', () => {
    const { seriesIds, skipped } = prepare(datasetOf([{ y: seasonalSeries(100) }, { y: seasonalSeries(20) }]), config, MODEL_DEFAULTS);
    expect(seriesIds).toEqual(['s0']);
    expect(skipped).toHaveLength(1);
    expect(skipped[0]!.seriesId).toBe('s1');
  });

  it('skips series of zeros, of one value and without values by name and trains on the rest', () => {
    const late = seasonalSeries(100).fill(4, 0, 80);
    const panel = datasetOf(
      [new Float64Array(100), seasonalSeries(100), new Float64Array(100).fill(3), late, new Float64Array(100).fill(Number.NaN)].map(
        (y) => ({ y }),
      ),
    );
    const { seriesIds, skipped } = prepare(panel, config, MODEL_DEFAULTS);
    expect(seriesIds).toEqual(['s1']);
    expect(skipped).toEqual([
      { seriesId: 's0', reason: 'every value of its training part is 0, so there is nothing to learn from it' },
      { seriesId: 's2', reason: 'every value of its training part is 3, so there is nothing to learn from it' },
      expect.objectContaining({ seriesId: 's3', reason: expect.stringContaining('is 4') as string }),
      { seriesId: 's4', reason: 'no window of its training part has an observed context and target' },
    ]);
  });

  it('names the series of each window for a model that knows them, and only then', () => {
    const panel = datasetOf([{ y: seasonalSeries(20) }, { y: seasonalSeries(100) }, { y: seasonalSeries(80, 12, 2) }]);
    const { source, training, validation } = prepare(panel, config, { structure: 'stack', seriesEmbedding: 4 });
    expect(source.statics).toEqual(Float32Array.from([1, 2]));
    // The first series is too short; the second begins at row 20, the third at row 120.
    const expected = Array.from(source.starts, (start) => (start < 120 ? 0 : 1));
    expect(Array.from(source.staticOf!)).toEqual(expected);
    for (const part of [training, validation]) expect(new Set(Array.from(part, (index) => expected[index]))).toEqual(new Set([0, 1]));
    expect(prepare(panel, config, { structure: 'stack', seriesEmbedding: 0 }).source).not.toHaveProperty('statics');
    expect(prepare(datasetOf([{ y: seasonalSeries(100) }]), config, { structure: 'stack', seriesEmbedding: 4 }).source).not.toHaveProperty(
      'statics',
    );
  });
});

describe('splitSeries', () => {
  it('a share of 0 takes no rows', () => {
    expect(splitSeries(25, { ...config, validationShare: 0, testShare: 0 })).toEqual({ trainingEnd: 25, validationEnd: 25 });
  });

  it('gives validation and test one whole horizon at least', () => {
    expect(partRows(100, 0.01, 5)).toBe(5);
    const least = { ...config, validationShare: 0.01, testShare: 0.01 };
    expect(splitSeries(25, least)).toEqual({ trainingEnd: 15, validationEnd: 20 });
    expect(splitSeries(24, least)).toBeNull();
  });
});
