import { knownEffects } from './known-effects.ts';
import { gaplessRuns, NormalEquations } from './normal-equations.ts';
import { applyRidge, bestRidge, type RidgeMap, solveRidge, type WindowNorm } from './ridge.ts';
import type { RidgeSeries } from './ridge-series.ts';
import { addWindows, meanAndDeviation } from './window-blocks.ts';

export interface CovariateRidgeRequest {
  /** The series to learn from, as often as they are asked for: one after the other, none is kept. */
  training: () => Iterable<RidgeSeries>;
  /** Series whose windows choose the penalty, each from a context before its validation rows on; null: `penalty` stands. */
  validation: (() => Iterable<RidgeSeries>) | null;
  context: number;
  horizon: number;
  norm: WindowNorm;
  /** As a share of the windows. */
  penalty: number;
}

export interface CovariateRidge {
  map: RidgeMap;
  /** Rows of each past covariate that a window reads. */
  lags: number;
  /** Of each column known ahead. */
  effects: Float64Array;
  /** Windows that it was learned from. */
  windows: number;
}

/** The last rows of a past covariate that a window reads at most, and numbers beside the context of all covariates together, which bound the system. */
const MOST_LAGS = 24;
const MOST_BESIDE = 240;
/** Windows for each such number. */
const WINDOWS_EACH = 20;
/** Solutions of map and effects in turn: on made-up series a third one gains nothing, and on short ones it fits chance. */
const ROUNDS = 2;

/**
 * A regression with ridge errors: y(t) = b'z(t) + r(t), z what is known ahead and r a series that a ridge continues from its normalised context, the
 * last rows of the past covariates beside it, and the statics. Map and effects are solved in turn, each in closed form given the other (block
 * coordinate descent on one squared error): first the map of y, then b from what that map leaves of y and z (`known-effects.ts`), then the map of
 * y - b'z, and so again. The systems have C + (past columns x lags, at most 240, or one lag each) + statics rows, and as many as columns are known ahead.
 * Null without a window, or where a system is singular to rounding.
 */
export function fitCovariateRidge(request: CovariateRidgeRequest): CovariateRidge | null {
  const { training, context, horizon } = request;
  let windows = 0;
  let columns = 0;
  let known = 0;
  for (const one of training()) {
    for (const { run } of gaplessRuns(one.target, context + horizon)) windows += run.length - context - horizon + 1;
    [columns, known] = [one.past.length, one.known.length];
  }
  const lags = columns === 0 ? 0 : lagsFor(columns, windows, context);
  let effects: Float64Array = new Float64Array(known);
  let map = solveMap(request, lags, effects);
  for (let round = 0; round < ROUNDS && known > 0 && map !== null; round++) {
    effects = knownEffects(training, map, (one, origin) => besideOf(one, origin, lags), windows);
    map = solveMap(request, lags, effects);
  }
  return map && { map, lags, effects, windows };
}

/** The forecast of the h steps after the last target, in the units of the series' target; all NaN where its context holds no observed value. */
export function applyCovariateRidge({ map, lags, effects }: CovariateRidge, series: RidgeSeries): Float64Array {
  const { target } = series;
  const from = Math.max(0, target.length - map.context);
  const rest = without(series, effects, from);
  return applyRidge(map, rest, besideOf(series, target.length, lags)).map(
    (value, k) => value + effectAt(series, effects, target.length + k),
  );
}

function lagsFor(columns: number, windows: number, context: number): number {
  const room = Math.min(MOST_BESIDE, windows / WINDOWS_EACH);
  return Math.max(1, Math.min(context, MOST_LAGS, Math.floor(room / columns)));
}

function solveMap(
  { training, validation, norm, penalty, ...sizes }: CovariateRidgeRequest,
  lags: number,
  effects: Float64Array,
): RidgeMap | null {
  const learned = sums(training, sizes, norm, lags, effects);
  if (learned === null) return null;
  const kept = validation === null ? null : sums(validation, sizes, norm, lags, effects);
  return kept === null ? solveRidge(learned, norm, penalty) : bestRidge(learned, kept, norm);
}

/** Null of no series. */
function sums(
  series: () => Iterable<RidgeSeries>,
  { context, horizon }: Pick<CovariateRidgeRequest, 'context' | 'horizon'>,
  norm: WindowNorm,
  lags: number,
  effects: Float64Array,
): NormalEquations | null {
  let equations: NormalEquations | null = null;
  for (const one of series()) {
    equations ??= new NormalEquations(context, horizon, one.past.length * lags + one.statics.length);
    for (const { from, run } of gaplessRuns(without(one, effects, 0), context + horizon)) {
      addWindows(
        equations,
        run,
        (values, start) =>
          norm === 'last' ? { centre: values[start + context - 1]!, scale: 1 } : meanAndDeviation(values, start, start + context),
        (start, out) => out.set(besideOf(one, from + start + context, lags)),
      );
    }
  }
  return equations;
}

/** What a window that ends before row `origin` reads beside its target: the last rows of the past covariates, 0 before their first, and the statics. */
function besideOf({ past, statics }: RidgeSeries, origin: number, lags: number): Float64Array {
  const out = new Float64Array(past.length * lags + statics.length);
  past.forEach((column, i) => {
    for (let lag = 0; lag < lags; lag++) out[i * lags + lag] = column[origin - lags + lag] ?? 0;
  });
  out.set(statics, past.length * lags);
  return out;
}

/** The target from row `from` on without what the known columns add to it. */
function without(series: RidgeSeries, effects: Float64Array, from: number): Float64Array {
  return series.target.subarray(from).map((value, t) => value - effectAt(series, effects, from + t));
}

function effectAt({ known }: RidgeSeries, effects: Float64Array, row: number): number {
  let sum = 0;
  for (let i = 0; i < effects.length; i++) sum += effects[i]! * known[i]![row]!;
  return sum;
}
