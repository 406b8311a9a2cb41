import { ExpectedError } from '../protocol/errors.ts';
import type { Backtest } from './backtest.ts';
import { type Done, evaluate } from './evaluate.ts';
import { fillReferences, type ScoredSeries } from './references.ts';
import type { LeftOut, RollingResult } from './rolling.ts';
import { emptyScored } from './score.ts';

export interface RollingDone extends Pick<Done, 'folds' | 'stride' | 'refit' | 'quantiles'> {
  /** Of the data, for messages. */
  name: string;
  season: number;
  horizon: number;
  series: readonly ScoredSeries[];
  /** Rows of a rolling window; null: expanding. */
  window: number | null;
  signal: AbortSignal;
}

/**
 * What a rolling backtest says: its forecasts beside those of the reference methods from the same origins. A model of points alone has no intervals.
 * Errors: `nothing-forecast` where no fold could be forecast, CancelledError.
 */
export async function evaluateRolling({ forecasts, leftOut }: RollingResult, done: RollingDone): Promise<Backtest> {
  const { name, season, horizon, series, quantiles, window, signal } = done;
  if (forecasts.length === 0) {
    throw new ExpectedError('nothing-forecast', `No fold of ${name} could be forecast: ${mainReason(leftOut)}.`);
  }
  const scored = emptyScored(forecasts.length, horizon, quantiles.length);
  scored.quantiles.fill(Number.NaN);
  forecasts.forEach((forecast, n) => {
    scored.series[n] = forecast.series;
    scored.fold[n] = forecast.fold;
    scored.point.model.set(forecast.points, n * horizon);
    if (forecast.quantiles !== null) scored.quantiles.set(forecast.quantiles, n * horizon * quantiles.length);
  });
  const audit = forecasts.map((forecast) => forecast.audit);
  await fillReferences(scored, { series, season, audits: audit, window, signal });
  return { evaluation: evaluate(scored, { ...done, seriesIds: series.map(({ id }) => id), notes: notesOf(leftOut) }), audit };
}

/** Left-out forecasts by reason, each told once, whatever the number of series and folds. */
function notesOf(leftOut: readonly LeftOut[]): string[] {
  return [...byReason(leftOut)].map(([reason, members]) => {
    const [first] = members;
    const series = new Set(members.map((member) => member.series)).size;
    if (members.length === 1) return `Series "${first!.seriesId}", fold ${first!.fold}, was left out: ${reason}.`;
    const where = series === 1 ? `series "${first!.seriesId}"` : `${series} series, "${first!.seriesId}" among them,`;
    return `${members.length} forecasts of ${where} were left out: ${reason}.`;
  });
}

/** The reason that most forecasts were left out for. */
function mainReason(leftOut: readonly LeftOut[]): string {
  const [main] = [...byReason(leftOut)].sort(([, a], [, b]) => b.length - a.length);
  return main?.[0] ?? 'it has no series';
}

function byReason(leftOut: readonly LeftOut[]): Map<string, LeftOut[]> {
  const found = new Map<string, LeftOut[]>();
  for (const one of leftOut) {
    const members = found.get(one.reason);
    if (members === undefined) found.set(one.reason, [one]);
    else members.push(one);
  }
  return found;
}
