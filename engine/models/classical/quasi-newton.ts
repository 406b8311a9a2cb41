export interface Minimum {
  point: Float64Array;
  value: number;
}

/** Step of the differences: near the root of the machine's precision for arguments of about one. */
const DIFFERENCE = 1e-6;
/** Furthest that one argument moves in one step; arguments are scaled to about one. */
const FURTHEST = 2;
/** Share of the decrease that the slope promises, with which a step is taken (Armijo's condition). */
const DECREASE = 1e-4;
const HALVINGS = 20;
const ITERATIONS = 100;

/**
 * Minimum of a smooth function without bounds by BFGS (Nocedal & Wright 2006, algorithm 6.1) with forward differences and
 * backtracking. NaN counts as infinity, which the search does not enter. It ends when two steps in a row gain less than
 * `tolerance`. Deterministic: the same function gives the same point.
 */
export function quasiNewton(f: (point: Float64Array) => number, start: ArrayLike<number>, tolerance: number): Minimum {
  const d = start.length;

  const at = (point: Float64Array): number => {
    const value = f(point);
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  };
  let point: Float64Array = Float64Array.from(start);
  let value = at(point);
  if (d === 0 || !Number.isFinite(value)) return { point, value };
  let gradient = slopes(at, point, value);
  const inverse = new Float64Array(d * d);
  reset(inverse, d, gradient);
  let fresh = true;
  let small = 0;
  for (let iteration = 0; iteration < ITERATIONS && small < 1; iteration++) {
    let direction = descent(inverse, gradient);
    let slope = dot(direction, gradient);
    if (!(slope < 0)) {
      reset(inverse, d, gradient);
      fresh = true;
      direction = descent(inverse, gradient);
      slope = dot(direction, gradient);
      if (!(slope < 0)) break;
    }
    const longest = direction.reduce((most, move) => Math.max(most, Math.abs(move)), 0);
    const next = backtrack(at, point, value, direction, slope, Math.min(1, FURTHEST / longest));
    if (next === null) {
      if (fresh) break;
      reset(inverse, d, gradient);
      fresh = true;
      continue;
    }
    small = value - next.value < tolerance ? small + 1 : 0;
    const nextGradient = slopes(at, next.point, next.value);
    update(
      inverse,
      next.point.map((to, i) => to - point[i]!),
      nextGradient.map((to, i) => to - gradient[i]!),
      fresh,
    );
    fresh = false;
    ({ point, value } = next);
    gradient = nextGradient;
  }
  return { point, value };
}

/** The gradient by forward differences; backward where forward is infinite, 0 where both are. */
function slopes(at: (point: Float64Array) => number, point: Float64Array, value: number): Float64Array {
  const moved = point.slice();
  return point.map((argument, i) => {
    moved[i] = argument + DIFFERENCE;
    let slope = (at(moved) - value) / DIFFERENCE;
    if (!Number.isFinite(slope)) {
      moved[i] = argument - DIFFERENCE;
      slope = (value - at(moved)) / DIFFERENCE;
    }
    moved[i] = argument;
    return Number.isFinite(slope) ? slope : 0;
  });
}

/** The first point along the direction that keeps Armijo's condition; null where there is none. */
function backtrack(
  at: (point: Float64Array) => number,
  point: Float64Array,
  value: number,
  direction: Float64Array,
  slope: number,
  longest: number,
): Minimum | null {
  let length = longest;
  for (let i = 0; i < HALVINGS; i++) {
    const reached = point.map((argument, k) => argument + length * direction[k]!);
    const found = at(reached);
    if (found <= value + DECREASE * length * slope) return { point: reached, value: found };
    // The minimum of the parabola through both values and the slope, kept inside of a tenth and a half of the length.
    const parabola = (-slope * length * length) / (2 * (found - value - slope * length));
    length = Number.isFinite(found) ? Math.min(length / 2, Math.max(length / 10, parabola)) : length / 4;
  }
  return null;
}

/** A multiple of the identity whose first step is half a unit long. */
function reset(inverse: Float64Array, d: number, gradient: Float64Array): void {
  inverse.fill(0);
  const size = 0.5 / Math.max(1e-12, Math.sqrt(dot(gradient, gradient)));
  for (let i = 0; i < d; i++) inverse[i * d + i] = size;
}

/** - inverse x gradient */
function descent(inverse: Float64Array, gradient: Float64Array): Float64Array {
  const d = gradient.length;
  return gradient.map((_, i) => {
    let sum = 0;
    for (let k = 0; k < d; k++) sum -= inverse[i * d + k]! * gradient[k]!;
    return sum;
  });
}

/** The update of the inverse Hessian, where the curvature along the step is positive; the first one scales it (equation 6.20). */
function update(inverse: Float64Array, step: Float64Array, change: Float64Array, first: boolean): void {
  const d = step.length;
  const curvature = dot(step, change);
  if (!(curvature > 1e-12 * Math.sqrt(dot(step, step) * dot(change, change)))) return;
  if (first) {
    inverse.fill(0);
    for (let i = 0; i < d; i++) inverse[i * d + i] = curvature / dot(change, change);
  }
  const product = descent(inverse, change);
  const scale = (1 - dot(product, change) / curvature) / curvature;
  for (let i = 0; i < d; i++)
    for (let k = 0; k < d; k++)
      inverse[i * d + k]! += scale * step[i]! * step[k]! + (product[i]! * step[k]! + step[i]! * product[k]!) / curvature;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
  return sum;
}
