import type { Walk } from './walk.ts';

/** What smoothing reads of the windows. */
export interface SmoothedWindow {
  /** Prefix of what is written. */
  name: string;
  /** T */
  steps: number;
  /** y and o (1 where observed, else 0), float32 `[B, T]`. */
  targets: string;
  observed: string;
  /** a, g and log(1 - a), float32 `[B, 1]`. */
  rate: string;
  seasonRate: string;
  retained: string;
}

/** The columns from .. to - 1 of `[B, ..]`. */
export function columns(walk: Walk, name: string, tensor: string, from: number, to: number): string {
  return walk.b.node('Slice', name, [tensor, walk.list(from), walk.list(to), walk.list(1)]);
}

/** The season before the first step, `[B, m]`, as `smooth` of `engine/native/api.ts` states it; null where m is 1. */
export function firstSeason(walk: Walk, window: SmoothedWindow, season: number): string | null {
  if (season === 1) return null;
  const { b } = walk;
  const name = `${window.name}/first`;
  const ramp = Float32Array.from({ length: window.steps }, (_, t) => t - window.steps + 1);
  const trend = b.node('Mul', `${name}/trend_line`, [
    meanChange(walk, window, season),
    b.constant(`${name}/ramp`, 'float32', ramp, [1, window.steps]),
  ]);
  const detrended = b.node('Sub', `${name}/detrended`, [window.targets, trend]);
  const counts = phaseSums(walk, `${name}/counts`, window.observed, window.steps, season);
  const sums = phaseSums(walk, `${name}/sums`, b.node('Mul', `${name}/counted`, [detrended, window.observed]), window.steps, season);
  const means = b.node('Div', `${name}/means`, [sums, atLeastOne(walk, `${name}/divisors`, counts)]);
  const has = b.node('Min', `${name}/has`, [counts, walk.float(1)]);
  const phases = atLeastOne(walk, `${name}/phases`, b.node('ReduceSum', `${name}/phase_count`, [has, walk.list(1)]));
  const centre = b.node('Div', `${name}/centre`, [b.node('ReduceSum', `${name}/total`, [means, walk.list(1)]), phases]);
  return b.node('Mul', `${name}/season`, [b.node('Sub', `${name}/centred`, [means, centre]), has]);
}

/** The mean change a step over the pairs of observed steps one season apart, `[B, 1]`; 0 without any. */
function meanChange(walk: Walk, { name, targets, observed, steps }: SmoothedWindow, season: number): string {
  const { b } = walk;
  const both = (combine: 'Sub' | 'Mul', what: string, tensor: string): string =>
    b.node(combine, `${name}/${what}`, [
      columns(walk, `${name}/${what}_late`, tensor, season, steps),
      columns(walk, `${name}/${what}_early`, tensor, 0, steps - season),
    ]);
  const pairs = both('Mul', 'pairs', observed);
  const changes = b.node('Mul', `${name}/paired_changes`, [both('Sub', 'changes', targets), pairs]);
  const count = atLeastOne(walk, `${name}/pair_divisor`, b.node('ReduceSum', `${name}/pair_count`, [pairs, walk.list(1)]));
  const total = b.node('ReduceSum', `${name}/change_sum`, [changes, walk.list(1)]);
  const mean = b.node('Div', `${name}/season_change`, [total, count]);
  return b.node('Mul', `${name}/trend`, [mean, walk.float(1 / season)]);
}

/** Sums by phase, `[B, T] -> [B, m]`. */
function phaseSums(walk: Walk, name: string, tensor: string, steps: number, season: number): string {
  const { b } = walk;
  const rows = Math.ceil(steps / season);
  const missing = rows * season - steps;
  const whole = missing === 0 ? tensor : b.node('Pad', `${name}/whole`, [tensor, walk.list(0, 0, 0, missing)], { mode: 'constant' });
  const seasons = b.node('Reshape', `${name}/seasons`, [whole, walk.list(-1, rows, season)]);
  return b.node('ReduceSum', name, [seasons, walk.list(1)], { keepdims: 0 });
}

function atLeastOne(walk: Walk, name: string, tensor: string): string {
  return walk.b.node('Max', name, [tensor, walk.float(1)]);
}
