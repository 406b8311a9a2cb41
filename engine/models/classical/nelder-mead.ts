/** Reflection, expansion, contraction and shrinkage adapted to the dimension (Gao & Han 2012), which matters from about six on. */
function coefficients(d: number): { expand: number; contract: number; shrink: number } {
  return { expand: 1 + 2 / Math.max(2, d), contract: 0.75 - 1 / (2 * Math.max(2, d)), shrink: 1 - 1 / Math.max(2, d) };
}

export interface Minimum {
  point: Float64Array;
  value: number;
}

export interface Search {
  start: ArrayLike<number>;
  /** Distance of each first vertex from the start. */
  steps: ArrayLike<number>;
  maxEvaluations: number;
  /** The search ends where the vertices' values differ by no more than this. */
  tolerance: number;
}

/**
 * Downhill simplex (Nelder & Mead 1965). NaN counts as infinity; a function that clamps its arguments keeps them inside of
 * bounds. Deterministic: the same function gives the same point.
 */
export function nelderMead(f: (point: Float64Array) => number, { start, steps, maxEvaluations, tolerance }: Search): Minimum {
  const d = start.length;
  const { expand, contract, shrink } = coefficients(d);
  let evaluations = 0;
  const evaluate = (point: Float64Array): Minimum => {
    evaluations++;
    const value = f(point);
    return { point, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const first = Float64Array.from(start);
  const simplex = [evaluate(first)];
  for (let i = 0; i < d; i++) {
    const vertex = first.slice();
    vertex[i]! += steps[i]!;
    simplex.push(evaluate(vertex));
  }
  const byValue = (a: Minimum, b: Minimum): number => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);
  const centre = new Float64Array(d);
  /** The centre of all but the worst, moved by `share` of its distance from the worst. */
  const move = (worst: Float64Array, share: number): Minimum => evaluate(centre.map((value, i) => value + share * (value - worst[i]!)));
  for (;;) {
    simplex.sort(byValue);
    const best = simplex[0]!;
    const worst = simplex[d]!;
    if (d === 0 || evaluations >= maxEvaluations || worst.value - best.value <= tolerance) return best;
    for (let i = 0; i < d; i++) {
      let sum = 0;
      for (let v = 0; v < d; v++) sum += simplex[v]!.point[i]!;
      centre[i] = sum / d;
    }
    const reflected = move(worst.point, 1);
    if (reflected.value < best.value) {
      const expanded = move(worst.point, expand);
      simplex[d] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < simplex[d - 1]!.value) {
      simplex[d] = reflected;
    } else {
      const outside = reflected.value < worst.value;
      const contracted = move(worst.point, outside ? contract : -contract);
      if (contracted.value < Math.min(reflected.value, worst.value)) {
        simplex[d] = contracted;
      } else {
        for (let v = 1; v <= d; v++) {
          simplex[v] = evaluate(simplex[v]!.point.map((value, i) => best.point[i]! + shrink * (value - best.point[i]!)));
        }
      }
    }
  }
}
