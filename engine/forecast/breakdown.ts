import type { Clusters, Evaluation, Measure, MethodName, PartScore, ReferenceName } from '../protocol/evaluation.ts';
import { bounds80, comparable, methodNames, type Scored } from './score.ts';
import { skillOver } from './verdict.ts';

/** From so many folds on they are enough to compare by, however many series there are: series of a fold err together. */
const ENOUGH_FOLDS = 8;
/** Clusters kept at most: of more series, neighbours form one. */
const MOST_CLUSTERS = 2000;
/** Series told of at each end of a large panel. */
const ENDS = 20;

/** Means of `term(y, i)` over the points of each group whose actual is observed; NaN where a group has none. A NaN term makes its group NaN. */
export function groupMeans(
  actual: Float64Array,
  term: (y: number, index: number) => number,
  groupOf: (index: number) => number,
  groups: number,
): number[] {
  const sums = new Float64Array(groups);
  const counts = new Int32Array(groups);
  actual.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    sums[groupOf(i)]! += term(value, i);
    counts[groupOf(i)]!++;
  });
  // 0 / 0 is NaN.
  return Array.from(sums, (sum, group) => sum / counts[group]!);
}

/** Mean losses of a method by group of points. */
export function lossesBy(scored: Scored, name: MethodName, measure: Measure, groupOf: (index: number) => number, groups: number): number[] {
  const { scales, point } = scored;
  const loss = (y: number, i: number): number => Math.abs(y - point[name][i]!) / (measure === 'MASE' ? scales[i]! : 1);
  return groupMeans(comparable(scored, measure), loss, groupOf, groups);
}

/** MAE, skill and coverage by horizon step; errors that differ by `rounding` are equal. */
export function bySteps(
  scored: Scored,
  measure: Measure,
  quantiles: readonly number[],
  rounding: number,
): Pick<Evaluation, 'maeByStep' | 'skillByStep' | 'coverageByStep'> {
  const { horizon } = scored;
  const stepOf = (i: number): number => i % horizon;
  const errors = (name: MethodName, by: Measure): number[] => lossesBy(scored, name, by, stepOf, horizon);
  const model = errors('model', measure);
  const skill = (name: ReferenceName): number[] => errors(name, measure).map((reference, k) => skillOver(reference, model[k]!, rounding));
  return {
    maeByStep: Object.fromEntries(methodNames.map((name) => [name, errors(name, 'MAE')])) as Evaluation['maeByStep'],
    skillByStep: { seasonalNaive: skill('seasonalNaive'), ridge: skill('ridge') },
    coverageByStep: coverageBy(scored, quantiles, stepOf, horizon),
  };
}

function coverageBy(scored: Scored, quantiles: readonly number[], groupOf: (index: number) => number, groups: number): number[] | null {
  const bounds = bounds80(scored, quantiles);
  if (bounds === null) return null;
  const [lower, upper] = bounds;
  const inside = (y: number, i: number): number =>
    Number.isNaN(lower[i]! + upper[i]!) ? Number.NaN : y >= lower[i]! && y <= upper[i]! ? 1 : 0;
  return groupMeans(scored.actual, inside, groupOf, groups);
}

/** The score of each group of origins; groups without an observed point are left out. */
export function partScores(
  scored: Scored,
  measure: Measure,
  quantiles: readonly number[],
  groupOfOrigin: Int32Array,
  names: readonly string[],
): PartScore[] {
  const groupOf = (i: number): number => groupOfOrigin[Math.floor(i / scored.horizon)]!;
  const counts = new Int32Array(names.length);
  scored.actual.forEach((value, i) => {
    if (!Number.isNaN(value)) counts[groupOf(i)]!++;
  });
  const errors = methodNames.map((name) => [name, lossesBy(scored, name, measure, groupOf, names.length)] as const);
  const coverage = coverageBy(scored, quantiles, groupOf, names.length);
  return names
    .map((name, group) => ({
      name,
      points: counts[group]!,
      errors: Object.fromEntries(errors.map(([method, of]) => [method, of[group]!])) as PartScore['errors'],
      coverage80: coverage === null || Number.isNaN(coverage[group]!) ? null : coverage[group]!,
    }))
    .filter(({ points }) => points > 0);
}

/** The highest skill first; of more than 40 the 20 at each end. Series without a defined skill come last. */
export function bestAndWorst(scores: readonly PartScore[]): PartScore[] {
  const skill = ({ errors }: PartScore): number => {
    const value = 1 - errors.model / errors.seasonalNaive;
    return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
  };
  const sorted = [...scores].sort((a, b) => (skill(a) === skill(b) ? 0 : skill(b) - skill(a)));
  return sorted.length <= 2 * ENDS ? sorted : [...sorted.slice(0, ENDS), ...sorted.slice(-ENDS)];
}

/** What is compared in pairs: folds where there are enough of them or no fewer than series, else series. */
export function clusterLosses(
  scored: Scored,
  measure: Measure,
  folds: number,
  series: number,
  stride: number,
): { losses: Record<MethodName, number[]> } & Pick<Clusters, 'by' | 'overlap'> {
  const { horizon } = scored;
  const by = folds >= ENOUGH_FOLDS || folds >= series ? 'fold' : 'series';
  const groups = by === 'fold' ? folds : Math.min(series, MOST_CLUSTERS);
  const groupOf = (i: number): number => {
    const origin = Math.floor(i / horizon);
    return by === 'fold' ? scored.fold[origin]! : Math.floor((scored.series[origin]! * groups) / series);
  };
  const losses = methodNames.map((name) => [name, lossesBy(scored, name, measure, groupOf, groups)]);
  return {
    by,
    overlap: by === 'fold' ? Math.ceil(horizon / stride) : 1,
    losses: Object.fromEntries(losses) as Record<MethodName, number[]>,
  };
}
