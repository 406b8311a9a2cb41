/**
 * The sums that a least-squares map from windows to their continuations needs: over all windows x x', x y' and y y, x the
 * normalised context `[C]` with what a window reads beside it `[B]`, together `[n]`, and y the normalised horizon `[h]`. They are added up
 * series by series; no window is kept.
 */
export class NormalEquations {
  readonly context: number;
  readonly horizon: number;
  /** n = C + B */
  readonly size: number;
  /** x x', `[n, n]` row-major; only the lower half (column <= row) is filled. */
  readonly inputs: Float64Array;
  /** x y', `[n, h]` row-major. */
  readonly targets: Float64Array;
  /** The sum of all squared targets. */
  squares = 0;
  windows = 0;

  constructor(context: number, horizon: number, beside = 0) {
    this.context = context;
    this.horizon = horizon;
    this.size = context + beside;
    this.inputs = new Float64Array(this.size * this.size);
    this.targets = new Float64Array(this.size * horizon);
  }

  /**
   * Mean squared error of a map `weights` `[n, h]` over these windows and all steps, in normalised units:
   * |y - W' x|^2 = y y - 2 W . (x y') + W . (x x' W), without another pass over the windows.
   */
  meanSquaredError(weights: Float64Array): number {
    const { size: n, horizon: h, inputs, targets } = this;
    let sum = this.squares;
    const row = new Float64Array(h);
    for (let i = 0; i < n; i++) {
      row.fill(0);
      for (let j = 0; j <= i; j++) {
        // Below the diagonal each entry stands for two.
        const product = inputs[i * n + j]! * (i === j ? 1 : 2);
        for (let k = 0, at = j * h; k < h; k++, at++) row[k]! += product * weights[at]!;
      }
      for (let k = 0, at = i * h; k < h; k++, at++) sum += weights[at]! * (row[k]! - 2 * targets[at]!);
    }
    return sum / (this.windows * h);
  }
}

/** The stretches of a series without a gap, and the row where each begins, that hold at least `length` values: windows with a gap are in none of them. */
export function* gaplessRuns(values: ArrayLike<number>, length: number): Generator<{ from: number; run: Float64Array }> {
  let from = 0;
  for (let t = 0; t <= values.length; t++) {
    if (t < values.length && !Number.isNaN(values[t]!)) continue;
    if (t - from >= length) {
      const first = from;
      yield { from, run: Float64Array.from({ length: t - from }, (_, i) => values[first + i]!) };
    }
    from = t + 1;
  }
}
