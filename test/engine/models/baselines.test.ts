import { describe, expect, it } from 'vitest';
import { baselines } from '../../../engine/models/index.ts';

const gap = Number.NaN;

describe('naive', () => {
  it('repeats the last observed value, over gaps at the end', () => {
    expect([...baselines.naive([1, 2, gap], 2, 1)]).toEqual([2, 2]);
    expect([...baselines.naive([gap], 2, 1)]).toEqual([gap, gap]);
  });
});

describe('seasonal naive', () => {
  it('repeats the last season beyond its length', () => {
    expect([...baselines.seasonalNaive([9, 9, 9, 1, 2, 3], 5, 3)]).toEqual([1, 2, 3, 1, 2]);
  });

  it('looks up an earlier season where the phase is a gap', () => {
    expect([...baselines.seasonalNaive([7, 8, 9, 1, gap, 3], 3, 3)]).toEqual([1, 8, 3]);
  });

  it('falls back to naive where the history is shorter than a season', () => {
    expect([...baselines.seasonalNaive([4, 5], 3, 12)]).toEqual([5, 5, 5]);
  });

  it('with a season of 1 is naive', () => {
    expect([...baselines.seasonalNaive([4, 5], 2, 1)]).toEqual([5, 5]);
  });
});

describe('drift', () => {
  it('continues the line through the first and last observed value', () => {
    expect([...baselines.drift([gap, 10, 12, 14], 2, 1)]).toEqual([16, 18]);
  });

  it('counts the steps since the last observed value', () => {
    expect([...baselines.drift([10, 12, gap], 1, 1)]).toEqual([16]);
  });

  it('is naive for one observed value', () => {
    expect([...baselines.drift([3], 2, 1)]).toEqual([3, 3]);
  });
});
