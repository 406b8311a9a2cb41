import type { CovariateChange, PlanReport } from '../../../engine/protocol/explanation.ts';

/** What the columns that are known ahead hold over the horizon, `[h]` each: amounts (NaN where nothing is planned) and names (empty). */
export interface Plan {
  amounts: ReadonlyMap<string, Float64Array>;
  names: ReadonlyMap<string, readonly string[]>;
}

/** A plan of the engine over the steps of a forecast; what it does not know there is not planned. */
export function planOver({ time, columns, names }: Pick<PlanReport, 'time' | 'columns' | 'names'>, steps: Float64Array): Plan {
  const places = new Map(Array.from(time, (at, place) => [at, place]));
  const at = (step: number): number => places.get(step) ?? -1;
  return {
    amounts: new Map(columns.map(({ column, values }) => [column, Float64Array.from(steps, (step) => values[at(step)] ?? Number.NaN)])),
    names: new Map(names.map(({ column, values }) => [column, Array.from(steps, (step) => values[at(step)] ?? '')])),
  };
}

/**
 * The changes that turn the planned values of a column over the horizon into others. A change sets all values from a step on, so each step whose
 * value differs from the one before it needs one, beginning with the first that differs from the plan. None where nothing differs.
 */
function changesOf<T>(
  planned: ArrayLike<T>,
  supposed: ArrayLike<T>,
  change: (value: T, last: number) => CovariateChange | null,
): CovariateChange[] {
  const count = planned.length;
  let first = 0;
  while (first < count && Object.is(planned[first], supposed[first])) first++;
  const changes: CovariateChange[] = [];
  for (let step = first; step < count; step++) {
    if (step > first && Object.is(supposed[step], supposed[step - 1])) continue;
    const made = change(supposed[step]!, count - step);
    if (made) changes.push(made);
  }
  return changes;
}

/** The changes of a column of amounts; a step without a value cannot be set. */
export function planChanges(column: string, planned: Float64Array, supposed: Float64Array): CovariateChange[] {
  return changesOf(planned, supposed, (value, last) => (Number.isNaN(value) ? null : { column, kind: 'set', value, last }));
}

/** The changes of all columns, amounts first. */
export function allChanges(planned: Plan, supposed: Plan): CovariateChange[] {
  const amounts = [...planned.amounts].flatMap(([column, values]) => planChanges(column, values, supposed.amounts.get(column) ?? values));
  const names = [...planned.names].flatMap(([column, values]) =>
    changesOf(values, supposed.names.get(column) ?? values, (name, last) =>
      name === '' ? null : { column, kind: 'set', value: 0, name, last },
    ),
  );
  return [...amounts, ...names];
}

/** A plan with changes, in their order; those of columns that it does not hold change nothing. */
export function withChanges(plan: Plan, changes: readonly CovariateChange[]): Plan {
  const amounts = new Map(plan.amounts);
  const names = new Map(plan.names);
  for (const { column, kind, value, name, last } of changes) {
    const [numbers, words] = [amounts.get(column), names.get(column)];
    const from = (length: number): number => length - Math.min(length, last ?? length);
    if (numbers) {
      const other = (old: number): number => (kind === 'multiply' ? old * value : kind === 'add' ? old + value : value);
      amounts.set(
        column,
        numbers.map((old, step) => (step < from(numbers.length) ? old : other(old))),
      );
    } else if (words && name !== undefined)
      names.set(
        column,
        words.map((old, step) => (step < from(words.length) ? old : name)),
      );
  }
  return { amounts, names };
}

/** One value of a plan changed; the same plan where the column or the value is none. */
export function withValue(plan: Plan, column: string, step: number, value: number | string): Plan {
  const [numbers, words] = [plan.amounts.get(column), plan.names.get(column)];
  if (numbers && typeof value === 'number' && Number.isFinite(value))
    return { ...plan, amounts: new Map(plan.amounts).set(column, numbers.with(step, value)) };
  if (words && typeof value === 'string' && value !== '')
    return { ...plan, names: new Map(plan.names).set(column, words.with(step, value)) };
  return plan;
}

/** One arrow key: a hundredth of what the values span, rounded to one digit; of a constant plan a hundredth of its size. */
export function keyStep(values: ArrayLike<number>): number {
  const known = Array.from(values).filter(Number.isFinite);
  const low = Math.min(...known);
  const high = Math.max(...known);
  const span = high > low ? high - low : Math.abs(high) || 1;
  return Number.isFinite(span) ? Number((span / 50).toPrecision(1)) : 1;
}
