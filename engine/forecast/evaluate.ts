import type { Evaluation, MethodName, Metrics } from '../protocol/evaluation.ts';
import { bestAndWorst, bySteps, clusterLosses, partScores } from './breakdown.ts';
import { dieboldMariano } from './diebold-mariano.ts';
import { describeIntervals, meanLevel, methodNames, type Scored, scoreIntervals, scorePoints } from './score.ts';
import { judge, roundingOf, skillOver } from './verdict.ts';

/** How a backtest was done, beside its forecasts. */
export interface Done extends Pick<Evaluation, 'folds' | 'stride' | 'window' | 'refit'> {
  /** Levels of the model's quantiles. */
  quantiles: readonly number[];
  /** Ids by the index of `Scored.series`. */
  seriesIds: readonly string[];
  /** What the reader must know already. */
  notes: readonly string[];
}

/** From forecasts and what came to everything that a backtest says. */
export function evaluate(scored: Scored, done: Done): Evaluation {
  const { folds, stride, window, refit, quantiles, seriesIds } = done;
  const notes = [...done.notes];
  if (scored.scales.some(Number.isNaN))
    notes.push(
      'MASE is undefined for series that are constant, or too short for one season, in training; they count in the other metrics only.',
    );
  const metrics = Object.fromEntries(methodNames.map((name) => [name, scorePoints(scored, name)])) as Record<MethodName, Metrics>;
  Object.assign(metrics.model, scoreIntervals(scored, quantiles));
  const measure = metrics.model.mase !== null && metrics.seasonalNaive.mase !== null ? 'MASE' : 'MAE';
  const errorOf = (name: MethodName): number => (measure === 'MASE' ? (metrics[name].mase ?? Number.NaN) : metrics[name].mae);
  const rounding = roundingOf(errorOf('naive'), meanLevel(scored, measure));
  const present = [...new Set(scored.series)].sort((a, b) => a - b);
  const { losses, ...clusters } = clusterLosses(scored, measure, folds, seriesIds.length, stride);
  const test = (name: MethodName): ReturnType<typeof dieboldMariano> =>
    skillOver(errorOf(name), errorOf('model'), rounding) === 0 ? null : dieboldMariano(losses.model, losses[name], clusters.overlap);
  const tests = { seasonalNaive: test('seasonalNaive'), ridge: test('ridge') };
  const steps = bySteps(scored, measure, quantiles, rounding);
  const foldNames = Array.from({ length: folds }, (_, fold) => String(fold));
  return {
    folds,
    points: scored.actual.filter((value) => !Number.isNaN(value)).length,
    stride,
    window,
    refit,
    measure,
    metrics,
    ...steps,
    ...describeIntervals(scored, quantiles),
    byFold: partScores(scored, measure, quantiles, scored.fold, foldNames),
    bySeries: bestAndWorst(partScores(scored, measure, quantiles, scored.series, seriesIds)),
    seriesCount: present.length,
    clusters: { ...clusters, losses: losses.model },
    tests,
    verdict: judge({ metrics, measure, rounding, folds, series: present.length, skillByStep: steps.skillByStep, tests }),
    notes,
  };
}
