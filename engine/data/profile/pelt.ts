/** Cost of one segment, from `from` to before `to`; lower is better. A sum of two parts never costs more than the whole. */
export type SegmentCost = (from: number, to: number) => number;

/**
 * Starts of all segments but the first that make the sum of costs plus `penalty` a change least, exactly (PELT: Killick, Fearnhead &
 * Eckley 2012, section 3, with K = 0). Segments hold at least `least` values, so a start that has lost to a later one stays until that
 * one's segment is long enough. Linear in n where changes are frequent, at worst quadratic.
 */
export function pelt(n: number, cost: SegmentCost, penalty: number, least: number): number[] {
  const best = new Float64Array(n + 1).fill(Infinity);
  const before = new Int32Array(n + 1);
  best[0] = -penalty;
  let open: Array<{ from: number; closes: number }> = [{ from: 0, closes: Infinity }];
  for (let to = least; to <= n; to++) {
    open = open.filter(({ closes }) => closes > to);
    const costs = open.map(({ from }) => best[from]! + cost(from, to));
    costs.forEach((own, i) => {
      if (own + penalty >= best[to]!) return;
      best[to] = own + penalty;
      before[to] = open[i]!.from;
    });
    costs.forEach((own, i) => {
      if (own > best[to]! && open[i]!.closes === Infinity) open[i]!.closes = to + least;
    });
    const next = to - least + 1;
    if (next >= least) open.push({ from: next, closes: Infinity });
  }
  const changes: number[] = [];
  for (let at = before[n]!; at > 0; at = before[at]!) changes.unshift(at);
  return changes;
}

/** A least-squares line through a segment, t from the segment's start. */
export interface Line {
  start: number;
  slope: number;
  /** Sum of squared deviations, and values that are observed. */
  squares: number;
  count: number;
}

/** Lines through any segment of a series with gaps, each in O(1) from running sums. */
export function segmentLines(values: Float64Array): (from: number, to: number) => Line {
  const n = values.length;
  const shift = values.find((value) => !Number.isNaN(value)) ?? 0;
  const [count, sumT, sumTT, sumY, sumTY, sumYY] = Array.from({ length: 6 }, () => new Float64Array(n + 1)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let t = 0; t < n; t++) {
    const y = values[t]! - shift;
    const seen = Number.isNaN(y) ? 0 : 1;
    const known = seen === 1 ? y : 0;
    count[t + 1] = count[t]! + seen;
    sumT[t + 1] = sumT[t]! + seen * t;
    sumTT[t + 1] = sumTT[t]! + seen * t * t;
    sumY[t + 1] = sumY[t]! + known;
    sumTY[t + 1] = sumTY[t]! + t * known;
    sumYY[t + 1] = sumYY[t]! + known * known;
  }
  return (from, to) => {
    const between = (sums: Float64Array): number => sums[to]! - sums[from]!;
    const m = between(count);
    const meanT = between(sumT) / m;
    const meanY = between(sumY) / m;
    const tt = between(sumTT) - m * meanT * meanT;
    const ty = between(sumTY) - m * meanT * meanY;
    const yy = between(sumYY) - m * meanY * meanY;
    const slope = tt > 0 ? ty / tt : 0;
    return { start: shift + meanY + slope * (from - meanT), slope, squares: Math.max(0, yy - slope * ty), count: m };
  };
}
