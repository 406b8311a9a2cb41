import { describe, expect, it } from 'vitest';
import { bestAndWorst, bySteps, clusterLosses, groupMeans, partScores } from '../../../engine/forecast/breakdown.ts';
import { emptyScored, type Scored } from '../../../engine/forecast/score.ts';

const LEVELS = [0.1, 0.5, 0.9];

/** Two series, two folds, two steps; the model errs by 1, seasonal naive by 2, all others by 4. Scales 2 and 4. */
function small(): Scored {
  const scored = emptyScored(4, 2, LEVELS.length);
  scored.series.set([0, 0, 1, 1]);
  scored.fold.set([0, 1, 0, 1]);
  scored.actual.fill(10);
  scored.scales.set([2, 2, 2, 2, 4, 4, 4, 4]);
  scored.point.model.fill(11);
  scored.point.seasonalNaive.fill(12);
  for (const name of ['ridge', 'naive', 'drift'] as const) scored.point[name].fill(14);
  // The interval of step 1 holds the actual, that of step 2 does not.
  for (let i = 0; i < 8; i++) scored.quantiles.set(i % 2 === 0 ? [9, 11, 12] : [10.5, 11, 12], i * 3);
  return scored;
}

describe('groupMeans', () => {
  it('skips what is not observed, not what is not forecast', () => {
    const actual = Float64Array.of(1, Number.NaN, 3, 4);
    const term = (y: number): number => (y === 4 ? Number.NaN : y);
    expect(groupMeans(actual, term, (i) => (i < 3 ? 0 : i - 2), 3)).toEqual([2, Number.NaN, Number.NaN]);
  });
});

describe('by step', () => {
  it('errors, skill over both references, coverage', () => {
    const scored = small();
    scored.point.model[1] = 15;
    const steps = bySteps(scored, 'MASE', LEVELS, 0);
    expect(steps.maeByStep.model).toEqual([1, 2]);
    // Scaled errors: step 1 (1/2 + 1/2 + 1/4 + 1/4) / 4 against twice that; step 2 (5/2 + 1/2 + 1/4 + 1/4) / 4 against .75.
    expect(steps.skillByStep.seasonalNaive).toEqual([0.5, 1 - 0.875 / 0.75]);
    expect(steps.skillByStep.ridge).toEqual([0.75, 1 - 0.875 / 1.5]);
    expect(steps.coverageByStep).toEqual([1, 0]);
  });

  it('has no coverage without the levels', () => {
    const scored = { ...small(), quantiles: new Float64Array(8) };
    expect(bySteps(scored, 'MAE', [0.5], 0).coverageByStep).toBeNull();
  });
});

describe('by series and fold', () => {
  it('scores each part, and leaves out the ones in which nothing was observed', () => {
    const scored = small();
    scored.actual.fill(Number.NaN, 4);
    const scores = partScores(scored, 'MASE', LEVELS, scored.series, ['a', 'b']);
    expect(scores).toEqual([
      { name: 'a', points: 4, errors: { model: 0.5, seasonalNaive: 1, ridge: 2, naive: 2, drift: 2 }, coverage80: 0.5 },
    ]);
    expect(partScores(scored, 'MAE', LEVELS, scored.fold, ['0', '1']).map(({ points }) => points)).toEqual([2, 2]);
  });

  it('of a large panel the ends are kept, the best first', () => {
    const scores = Array.from({ length: 100 }, (_, i) => ({
      name: String(i),
      points: 1,
      errors: { model: i === 50 ? Number.NaN : i, seasonalNaive: 100, ridge: 1, naive: 1, drift: 1 },
      coverage80: null,
    }));
    const kept = bestAndWorst(scores);
    expect(kept).toHaveLength(40);
    expect(kept[0]!.name).toBe('0');
    expect(kept.slice(-2).map(({ name }) => name)).toEqual(['99', '50']);
  });
});

describe('clusters', () => {
  it('are folds where there are no fewer than series, with the overlap of their forecasts', () => {
    const { by, overlap, losses } = clusterLosses(small(), 'MASE', 2, 2, 1);
    expect([by, overlap]).toEqual(['fold', 2]);
    expect(losses.model).toEqual([0.375, 0.375]);
  });

  it('are series where there are more of them than of too few folds', () => {
    const { by, overlap, losses } = clusterLosses(small(), 'MAE', 1, 2, 1);
    expect([by, overlap]).toEqual(['series', 1]);
    expect(losses.ridge).toEqual([4, 4]);
  });
});
