import { describe, expect, it } from 'vitest';
import { type Entry, rank } from '../../../engine/forecast/rank.ts';
import { evaluation } from '../project/samples.ts';

/** A run whose losses over 20 folds are above and below `mase` by turns. */
function entry(name: string, mase: number, others: Partial<Entry> = {}, swing = 0.05): Entry {
  return {
    runId: name,
    name,
    folder: `/runs/${name}`,
    dataset: 'air',
    dataHash: 'a'.repeat(64),
    target: 'passengers',
    horizon: 12,
    season: 12,
    validationShare: 0.15,
    testShare: 0.15,
    from: null,
    to: null,
    ...others,
    evaluation: {
      ...evaluation,
      metrics: { ...evaluation.metrics, model: { ...evaluation.metrics.model, mase } },
      clusters: { by: 'fold', overlap: 1, losses: Array.from({ length: 20 }, (_, fold) => mase + (fold % 2 === 0 ? swing : -swing)) },
      ...others.evaluation,
    },
  };
}

describe('the leaderboard', () => {
  it('ranks the best first, with the chance that the others are as good', () => {
    const { groups, refusals } = rank([entry('worse', 0.9, {}, 0.04), entry('best', 0.5), entry('close', 0.502, {}, -0.05)]);
    expect(refusals).toEqual([]);
    expect(groups).toHaveLength(1);
    expect(groups[0]!.rows.map(({ name }) => name)).toEqual(['best', 'close', 'worse']);
    expect(groups[0]!.rows.map(({ error }) => error)).toEqual([0.5, 0.502, 0.9]);
    expect(groups[0]!.rows[0]!.pValue).toBeNull();
    expect(groups[0]!.rows[1]!.pValue!).toBeGreaterThan(0.05);
    expect(groups[0]!.rows[2]!.pValue!).toBeLessThan(0.001);
  });

  it.each([
    { what: 'data (air (bbbbbbbb) against air (aaaaaaaa))', others: { dataHash: 'b'.repeat(64) } },
    { what: 'target (price against passengers)', others: { target: 'price' } },
    { what: 'horizon (6 against 12)', others: { horizon: 6 } },
    { what: 'test share (0.2 against 0.15)', others: { testShare: 0.2 } },
    { what: 'folds (7 against 3)', others: { evaluation: { ...evaluation, folds: 7 } } },
    { what: 'forecast points (5 against 6)', others: { evaluation: { ...evaluation, points: 5 } } },
  ])('refuses to rank with $what', ({ what, others }) => {
    const { groups, refusals } = rank([entry('one', 0.9), entry('two', 0.8), entry('other', 0.1, others)]);
    expect(groups.map(({ rows }) => rows.map(({ name }) => name))).toEqual([['two', 'one'], ['other']]);
    expect(refusals).toEqual([`other: not ranked with one, since these differ: ${what}.`]);
  });

  it('ranks by MAE where MASE is undefined, and last what has no error', () => {
    const byMae = { ...evaluation, measure: 'MAE' as const };
    const lost = { ...byMae, metrics: { ...evaluation.metrics, model: { ...evaluation.metrics.model, mae: Number.NaN } } };
    const { groups } = rank([entry('lost', 1, { evaluation: lost }), entry('known', 1, { evaluation: byMae })]);
    expect(groups[0]!.measure).toBe('MAE');
    expect(groups[0]!.rows.map(({ name }) => name)).toEqual(['known', 'lost']);
  });
});
