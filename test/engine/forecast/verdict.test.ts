import { describe, expect, it } from 'vitest';
import { type Evidence, judge, roundingOf, skillOver } from '../../../engine/forecast/verdict.ts';
import type { Metrics } from '../../../engine/protocol/evaluation.ts';

const metrics = (mase: number | null, mae = 1): Metrics => ({ mae, rmse: 1, smape: 1, mase, pinball: null, coverage80: null });
const evidence = (model: Metrics, seasonalNaive: Metrics, others: Partial<Evidence> = {}): Evidence => ({
  metrics: { model, seasonalNaive, ridge: metrics(0.5), naive: metrics(3), drift: metrics(3) },
  measure: 'MASE',
  rounding: 1e-9,
  folds: 5,
  series: 1,
  skillByStep: { seasonalNaive: [0.2, 0.3], ridge: [-0.1, -0.1] },
  tests: { seasonalNaive: { statistic: -3, pValue: 0.0123 }, ridge: { statistic: 1, pValue: 0.4 } },
  ...others,
});

describe('the verdict', () => {
  it('says yes, by how much, and that it is significant; then the same of ridge', () => {
    const verdict = judge(evidence(metrics(0.6), metrics(0.8)));
    expect(verdict.skill).toBeCloseTo(0.25, 12);
    expect(verdict.skillOverRidge).toBeCloseTo(-0.2, 12);
    expect(verdict.sentence).toBe(
      'Beats seasonal naive by 25.0 %: MASE 0.600 against 0.800 over 5 folds; significant (p = 0.012). ' +
        'Does not beat ridge: 20.0 % worse (MASE 0.500); may be chance (p = 0.40).',
    );
  });

  it('says no first, and what to do', () => {
    const verdict = judge(evidence(metrics(1), metrics(0.8), { folds: 1, series: 3, tests: { seasonalNaive: null, ridge: null } }));
    expect(verdict.beatsSeasonalNaive).toBe(false);
    expect(verdict.sentence).toMatch(
      /^Does not beat seasonal naive: MASE 1.00 against 0.800 over 1 fold of 3 series, 25.0 % worse; too few folds or series to tell it from chance/,
    );
  });

  it('names the steps at which a better model is not better', () => {
    const seasonalNaive = [-0.1, 0, -0.2, 0.3, 0.2, -0.1];
    const { sentence } = judge(evidence(metrics(0.6), metrics(0.8), { skillByStep: { seasonalNaive, ridge: [] } }));
    expect(sentence).toContain('significant (p = 0.012). Not at steps 1-3, 6. Does not');
  });

  it('names five ranges of steps at most', () => {
    const seasonalNaive = Array.from({ length: 20 }, (_, k) => (k % 2 === 0 ? 0.1 : -0.1));
    const { sentence } = judge(evidence(metrics(0.6), metrics(0.8), { skillByStep: { seasonalNaive, ridge: [] } }));
    expect(sentence).toContain('Not at steps 2, 4, 6, 8, 10 and others.');
  });

  it('says when an even simpler method is better than the model', () => {
    const all = { model: metrics(0.7), seasonalNaive: metrics(0.8), ridge: metrics(0.9), naive: metrics(0.6), drift: metrics(0.5) };
    const verdict = judge({ ...evidence(metrics(0.7), metrics(0.8)), metrics: all });
    expect(verdict.sentence).toMatch(/by 12.5 %.*Beats ridge by 22.2 % \(MASE 0.900\).*The drift method is better still: MASE 0.500\.$/);
  });

  it('compares MAE where MASE is undefined, and says nothing of ridge where it is not known', () => {
    const unknown = metrics(null, Number.NaN);
    const all = {
      model: metrics(null, 2),
      seasonalNaive: metrics(null, 4),
      ridge: unknown,
      naive: metrics(null, 9),
      drift: metrics(null, 9),
    };
    const verdict = judge({ ...evidence(metrics(null), metrics(null)), metrics: all, measure: 'MAE' });
    expect(verdict.skill).toBe(0.5);
    expect(verdict.skillOverRidge).toBeNull();
    expect(verdict.sentence).not.toContain('ridge');
  });

  it('counts errors that differ by rounding alone as equal, and shows them as none', () => {
    const all = {
      model: metrics(null, 2.9e-15),
      seasonalNaive: metrics(null, 0),
      ridge: metrics(null, 1e-14),
      naive: metrics(null, 3.68),
      drift: metrics(null, 3.77),
    };
    const tests = { seasonalNaive: null, ridge: null };
    const verdict = judge({ ...evidence(metrics(1), metrics(1), { tests }), metrics: all, measure: 'MAE', rounding: roundingOf(3.68, 5) });
    expect(verdict).toEqual({
      beatsSeasonalNaive: false,
      skill: 0,
      skillOverRidge: 0,
      sentence:
        'Is as good as seasonal naive: MAE 0.00 against 0.00 over 5 folds. Prefer seasonal naive, which is simpler. Is as good as ridge (MAE 0.00).',
    });
  });

  it('names a simpler method only where it is better by more than rounding', () => {
    const all = { model: metrics(0), seasonalNaive: metrics(1), ridge: metrics(1), naive: metrics(2), drift: metrics(0) };
    for (const [drift, caution] of [
      [0.5 - 1e-10, false],
      [0.4, true],
    ] as const) {
      const { sentence } = judge({ ...evidence(metrics(1), metrics(1)), metrics: { ...all, model: metrics(0.5), drift: metrics(drift) } });
      expect(sentence.includes('better still')).toBe(caution);
    }
  });
});

describe('skillOver', () => {
  it.each([
    { reference: 0, model: 0, expected: 0 },
    { reference: 0, model: 1e-10, expected: 0 },
    { reference: 0, model: 1, expected: -1 },
    // Both are small against nothing in particular: above rounding they are compared as any others.
    { reference: 4e-9, model: 2e-9, expected: 0.5 },
    { reference: 2, model: 3, expected: -0.5 },
  ])('of $model over $reference is $expected', ({ reference, model, expected }) => {
    expect(skillOver(reference, model, 1e-9)).toBe(expected);
  });
});

describe('roundingOf', () => {
  it('is a millionth of how far values move, and of values that do not move what float64 cannot tell', () => {
    expect(roundingOf(2, 0)).toBe(2e-6);
    expect(roundingOf(0, 7.3)).toBeCloseTo(7.3e-12, 20);
    // A pressure about 101325 that moves by a twentieth: errors a hundredth of that apart are no rounding.
    expect(roundingOf(0.05, 101_325)).toBeLessThan(5e-4);
    expect(roundingOf(Number.NaN, Number.NaN)).toBe(0);
  });
});
