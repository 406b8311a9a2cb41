/** What a model may see of one series: nothing after the origin. */
export interface History {
  id: string;
  season: number;
  horizon: number;
  /** In the file's units, oldest first, NaN for gaps. */
  training: Float64Array;
}

/** One series of a competition. */
export interface PanelSeries extends History {
  /** What the results are told by: M3's period, M4's frequency. */
  period: string;
  /** `[horizon]` */
  test: Float64Array;
}

export interface PanelForecasts {
  /** `[series][h]` in the units of the series. */
  points: Float64Array[];
  /** `[series][h, Q]`, of a model that has them. */
  quantiles: { levels: number[]; values: Float64Array[] } | null;
}

/** A fixed part of a set for a quick look: every so many series. */
export function everyTenth<T>(series: readonly T[]): T[] {
  return series.filter((_, i) => i % 10 === 0);
}
