import type { Measure, MethodName, Metrics, PairedTest, ReferenceName, Verdict } from '../protocol/evaluation.ts';

/** Chance below which a difference counts as significant. */
const SIGNIFICANT = 0.05;
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
  folds: number;
  series: number;
  skillByStep: Record<ReferenceName, readonly number[]>;
  tests: Record<ReferenceName, PairedTest | null>;
}

/**
 * The answer in words: does the model beat seasonal naive, by how much, whether that may be chance, and at which steps it does not; then the same
 * of ridge. Where an even simpler method is better than the model, the sentence says so too.
 */
export function judge({ metrics, measure, folds, series, skillByStep, tests }: Evidence): Verdict {
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
  const skill = skillOver(reference, model);
  const beatsSeasonalNaive = skill > 0;
  const over = `over ${folds} ${folds === 1 ? 'fold' : 'folds'}${series > 1 ? ` of ${series} series` : ''}`;
  const evidence = `${measure} ${model.toPrecision(3)} against ${reference.toPrecision(3)} ${over}`;
  const chance = chanceOf(tests.seasonalNaive);
  const answer = beatsSeasonalNaive
    ? `Beats seasonal naive by ${percent(skill)} %: ${evidence}; ${chance}.${exceptions(skillByStep.seasonalNaive)}`
    : `Does not beat seasonal naive: ${evidence}, ${percent(skill)} % worse; ${chance}. Prefer seasonal naive, or try a longer context or more data.`;
  const ridge = errorOf('ridge');
  const skillOverRidge = Number.isNaN(ridge) ? null : skillOver(ridge, model);
  const simpler = (['naive', 'drift'] as const).filter((name) => errorOf(name) < Math.min(model, reference));
  simpler.sort((a, b) => errorOf(a) - errorOf(b));
  const caution =
    simpler[0] === undefined ? '' : ` The ${names[simpler[0]]} is better still: ${measure} ${errorOf(simpler[0]).toPrecision(3)}.`;
  return {
    beatsSeasonalNaive,
    skill,
    skillOverRidge,
    sentence: `${answer}${skillOverRidge === null ? '' : ridgeSentence(skillOverRidge, ridge, measure, tests.ridge)}${caution}`,
  };
}

/** 1 - model / reference; a reference without an error is beaten by none. */
export function skillOver(reference: number, model: number): number {
  return reference === 0 ? (model === 0 ? 0 : -1) : 1 - model / reference;
}

function ridgeSentence(skill: number, ridge: number, measure: Measure, test: PairedTest | null): string {
  const against = `(${measure} ${ridge.toPrecision(3)}); ${chanceOf(test)}.`;
  if (skill > 0) return ` Beats ridge by ${percent(skill)} % ${against}`;
  return skill === 0 ? ` Is as good as ridge ${against}` : ` Does not beat ridge: ${percent(skill)} % worse ${against}`;
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
