import type { Measure, MethodName, Metrics, PairedTest, ReferenceName, Verdict } from '../protocol/evaluation.ts';

/** Chance below which a difference counts as significant. */
const SIGNIFICANT = 0.05;
/** Differences of errors up to these shares are rounding: of how far values move, in float32 forecasts; of their level, in float64 sums. */
const ROUNDING = { move: 1e-6, level: 1e-12 };
const names: Record<MethodName, string> = {
  model: 'model',
  seasonalNaive: 'seasonal naive',
  ridge: 'ridge',
  naive: 'naive method',
  drift: 'drift method',
};

export interface Evidence {
  metrics: Record<MethodName, Metrics>;
  measure: Measure;
  /** Difference of two errors by the measure up to which they count as equal, see `roundingOf`. */
  rounding: number;
  folds: number;
  series: number;
  skillByStep: Record<ReferenceName, readonly number[]>;
  tests: Record<ReferenceName, PairedTest | null>;
}

/**
 * The answer in words: does the model beat seasonal naive, by how much, whether that may be chance, and at which steps it does not; then the same
 * of ridge. Where an even simpler method is better than the model, the sentence says so too.
 */
export function judge({ metrics, measure, rounding, folds, series, skillByStep, tests }: Evidence): Verdict {
  const errorOf = (name: MethodName): number => (measure === 'MASE' ? (metrics[name].mase ?? Number.NaN) : metrics[name].mae);
  const model = errorOf('model');
  const reference = errorOf('seasonalNaive');
  if (Number.isNaN(model) || Number.isNaN(reference)) {
    return {
      beatsSeasonalNaive: false,
      skill: 0,
      skillOverRidge: null,
      sentence: 'Nothing could be scored: no test value was observed. Choose a larger test share.',
    };
  }
  const shown = (error: number): string => (error <= rounding ? 0 : error).toPrecision(3);
  const skill = skillOver(reference, model, rounding);
  const beatsSeasonalNaive = skill > 0;
  const over = `over ${folds} ${folds === 1 ? 'fold' : 'folds'}${series > 1 ? ` of ${series} series` : ''}`;
  const evidence = `${measure} ${shown(model)} against ${shown(reference)} ${over}`;
  const ridge = errorOf('ridge');
  const skillOverRidge = Number.isNaN(ridge) ? null : skillOver(ridge, model, rounding);
  const simpler = (['naive', 'drift'] as const).filter((name) => errorOf(name) < Math.min(model, reference) - rounding);
  simpler.sort((a, b) => errorOf(a) - errorOf(b));
  const caution = simpler[0] === undefined ? '' : ` The ${names[simpler[0]]} is better still: ${measure} ${shown(errorOf(simpler[0]))}.`;
  const answer = answerOf(skill, evidence, chanceOf(tests.seasonalNaive), exceptions(skillByStep.seasonalNaive));
  return {
    beatsSeasonalNaive,
    skill,
    skillOverRidge,
    sentence: `${answer}${skillOverRidge === null ? '' : ridgeSentence(skillOverRidge, `${measure} ${shown(ridge)}`, tests.ridge)}${caution}`,
  };
}

/**
 * The difference of two errors up to which they are equal: what float32 forecasts round of values that move as far as the last value errs, and
 * float64 sums of values of such a size. All by one measure; an error that is not a number says nothing.
 */
export function roundingOf(naiveError: number, level: number): number {
  return ROUNDING.move * (naiveError || 0) + ROUNDING.level * (level || 0);
}

/** 1 - model / reference, 0 where they differ by rounding alone; a reference without an error beyond it is beaten by none. */
export function skillOver(reference: number, model: number, rounding: number): number {
  if (Math.abs(model - reference) <= rounding) return 0;
  return reference <= rounding ? -1 : 1 - model / reference;
}

function answerOf(skill: number, evidence: string, chance: string, exceptions: string): string {
  if (skill > 0) return `Beats seasonal naive by ${percent(skill)} %: ${evidence}; ${chance}.${exceptions}`;
  if (skill === 0) return `Is as good as seasonal naive: ${evidence}. Prefer seasonal naive, which is simpler.`;
  return `Does not beat seasonal naive: ${evidence}, ${percent(skill)} % worse; ${chance}. Prefer seasonal naive, or try a longer context or more data.`;
}

function ridgeSentence(skill: number, error: string, test: PairedTest | null): string {
  if (skill === 0) return ` Is as good as ridge (${error}).`;
  const against = `(${error}); ${chanceOf(test)}.`;
  return skill > 0 ? ` Beats ridge by ${percent(skill)} % ${against}` : ` Does not beat ridge: ${percent(skill)} % worse ${against}`;
}

/** What the paired test says of a difference. */
function chanceOf(test: PairedTest | null): string {
  if (test === null) return 'too few folds or series to tell it from chance';
  const p = test.pValue < 0.001 ? 'p < 0.001' : `p = ${test.pValue.toPrecision(2)}`;
  return test.pValue < SIGNIFICANT ? `significant (${p})` : `may be chance (${p})`;
}

/** The steps, counted from 1, at which a model that is better in all is not. */
function exceptions(skills: readonly number[]): string {
  const steps = skills.flatMap((skill, k) => (skill <= 0 ? [k + 1] : []));
  if (steps.length === 0) return '';
  return ` Not at ${steps.length === 1 ? 'step' : 'steps'} ${ranges(steps)}.`;
}

/** `1-3, 7`; of many ranges the first five. */
function ranges(steps: readonly number[]): string {
  const found: Array<[number, number]> = [];
  for (const step of steps) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === step - 1) last[1] = step;
    else found.push([step, step]);
  }
  const shown = found.slice(0, 5).map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`));
  return `${shown.join(', ')}${found.length > 5 ? ' and others' : ''}`;
}

function percent(skill: number): string {
  return Math.abs(skill * 100).toFixed(1);
}
