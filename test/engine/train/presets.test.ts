import { describe, expect, it } from 'vitest';
import type { TrainingRequest } from '../../../engine/protocol/training.ts';
import { withinPresetTime, withPreset } from '../../../engine/train/presets.ts';
import { resolveConfig } from '../../../engine/train/resolve.ts';
import { datasetOf, seasonalSeries } from '../../helpers/dataset.ts';

const one = datasetOf([{ y: seasonalSeries(200) }]);
const panel = datasetOf([1, 2, 3].map((seed) => ({ y: seasonalSeries(150, 12, seed).map((value) => value * seed) })));
const cold = datasetOf([1, 2].map((seed) => ({ y: seasonalSeries(150, 12, seed).map((value) => value - 100) })));
const request: TrainingRequest = { datasetId: 'd', data: { target: 'y', horizon: 12 } };

describe('presets', () => {
  it('decide what the user does not', () => {
    expect(resolveConfig(one, { ...request, preset: 'quick' }).model).toMatchObject({ hidden: 16, skipStart: 'fixed-ridge' });
    expect(resolveConfig(one, { ...request, preset: 'quick', model: { hidden: 5 } }).model.hidden).toBe(5);
    expect(resolveConfig(one, request)).toEqual(resolveConfig(one, { ...request, model: { hidden: undefined } }));
  });

  it('take unlike series above zero in logarithms, each window by itself, and others as they are', () => {
    expect(resolveConfig(panel, { ...request, preset: 'accurate' }).data).toMatchObject({ transform: 'log', scaling: 'window' });
    expect(resolveConfig(cold, { ...request, preset: 'accurate' }).data).toMatchObject({ transform: 'none', scaling: 'series' });
    expect(resolveConfig(one, { ...request, preset: 'accurate' }).data.scaling).toBe('series');
  });

  it('counts are learned as such, by sample paths', () => {
    const counts = datasetOf([{ y: seasonalSeries(200).map(Math.round) }]);
    const { model, training, data } = resolveConfig(counts, { ...request, preset: 'counts' });
    expect([model.structure, training.loss, data.transform]).toEqual(['deepar', 'negativeBinomial', 'none']);
    expect(() => resolveConfig(one, { ...request, preset: 'counts' })).toThrow(/whole number|count/i);
  });

  it('are cut to the epochs that fit into their time, where the user does not say how many', () => {
    const quick = { ...request, preset: 'quick' as const };
    const config = resolveConfig(one, quick);
    expect(withinPresetTime(config, quick, 1000, 1e-6)).toEqual(config);
    expect(withinPresetTime(config, quick, 1000, 1e-3).training.epochs).toBe(15);
    expect(withinPresetTime(config, quick, 1000, 1).training.epochs).toBe(3);
    expect(withinPresetTime(config, { ...quick, training: { epochs: 30 } }, 1000, 1)).toEqual(config);
    expect(withPreset(one, request)).toBe(request);
  });
});
