/** Weights below this share of the reach count as at its centre, above the other one as outside (Cleveland's program). */
const INNER = 0.001;
const OUTER = 0.999;
/** A spread of times below this share of all makes a line as good as a constant. */
const FLAT = 0.001;

/**
 * Loess of degree 1 (Cleveland et al. 1990, section 2) of n evenly spaced values without gaps: at each time a line fitted to the `window`
 * nearest values with tricube weights; a window longer than the values widens the weights' reach by half of what is too much. The
 * fit is a weighted sum of the values, so its coefficients are computed once for all series of one length.
 */
export class Loess {
  private readonly n: number;
  private readonly window: number;
  private readonly span: number;
  private readonly half: number;
  /** By the distance of the time from the first value read: away from the ends all are the same. */
  private readonly coefficients = new Map<number, Float64Array>();

  /** `window` is odd. */
  constructor(n: number, window: number) {
    this.n = n;
    this.window = window;
    this.span = Math.min(window, n);
    this.half = (window - 1) / 2;
  }

  /** The fit at every value, `[n]`. */
  smooth(values: Float64Array): Float64Array {
    return values.map((_, t) => this.at(values, t));
  }

  /** The fit at one time; -1 is one step before the first value, n one after the last. */
  at(values: Float64Array, time: number): number {
    const first = Math.min(Math.max(0, time - this.half), this.n - this.span);
    const distance = time - first;
    let row = this.coefficients.get(distance);
    if (row === undefined) {
      row = this.fit(distance);
      this.coefficients.set(distance, row);
    }
    let sum = 0;
    for (let k = 0; k < row.length; k++) sum += row[k]! * values[first + k]!;
    return sum;
  }

  /** What each of the values read counts in the fit at a distance from the first of them. `[span]` */
  private fit(distance: number): Float64Array {
    const { n, window, span } = this;
    const reach = Math.max(distance, span - 1 - distance) + (window > n ? Math.floor((window - n) / 2) : 0);
    const weights = Float64Array.from({ length: span }, (_, k) => {
      const share = Math.abs(k - distance) / reach;
      const left = 1 - share * share * share;
      return share <= INNER || reach === 0 ? 1 : share <= OUTER ? left * left * left : 0;
    });
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const centre = weights.reduce((total, weight, k) => total + weight * k, 0) / sum;
    const spread = weights.reduce((total, weight, k) => total + weight * (k - centre) ** 2, 0) / sum;
    const tilt = Math.sqrt(spread) > FLAT * (n - 1) ? (distance - centre) / spread : 0;
    return weights.map((weight, k) => (weight / sum) * (1 + tilt * (k - centre)));
  }
}
