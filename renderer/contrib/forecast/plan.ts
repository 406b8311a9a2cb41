import type { CovariateChange } from '../../../engine/protocol/explanation.ts';

/**
 * The changes that turn the planned values of a column over the horizon into others. A change sets all values from a step on, so each step whose
 * value differs from the one before it needs one, beginning with the first that differs from the plan. None where nothing differs.
 */
export function planChanges(column: string, planned: Float64Array, supposed: Float64Array): CovariateChange[] {
  const first = planned.findIndex((value, step) => !Object.is(value, supposed[step]));
  if (first < 0) return [];
  const changes: CovariateChange[] = [];
  for (let step = first; step < planned.length; step++) {
    const value = supposed[step] ?? Number.NaN;
    if (Number.isNaN(value) || (step > first && value === supposed[step - 1])) continue;
    changes.push({ column, kind: 'set', value, last: planned.length - step });
  }
  return changes;
}

/** One arrow key: a hundredth of what the values span, rounded to one digit; of a constant plan a hundredth of its size. */
export function keyStep(values: ArrayLike<number>): number {
  const known = Array.from(values).filter(Number.isFinite);
  const low = Math.min(...known);
  const high = Math.max(...known);
  const span = high > low ? high - low : Math.abs(high) || 1;
  return Number.isFinite(span) ? Number((span / 50).toPrecision(1)) : 1;
}
