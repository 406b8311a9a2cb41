/** What is told of data by numbers alone; whoever shows it finds the words. */

/** A place in a dataset: by the line of its file, or by the time in one of its series. */
export type PlaceRequest = { datasetId: string; fileRow: number } | { datasetId: string; seriesId: string; time: number };

/** A row of the dataset in its own order (series by series), counted from 0; null where there is none. */
export interface Place {
  row: number | null;
}

/** Values of a column in equally wide steps from the least to the greatest; the last step holds both its ends. */
export interface Histogram {
  from: number;
  to: number;
  counts: number[];
}

/** How the observed values of a column are spread; all null where none is observed. */
export interface Distribution {
  count: number;
  missing: number;
  min: number | null;
  max: number | null;
  mean: number | null;
  /** Standard deviation of the population, m2^(1/2). */
  deviation: number | null;
  /** m3 / m2^(3/2); null of equal values. */
  skew: number | null;
  /** Values at 5, 25, 50, 75 and 95 %, on the line between neighbours (type 7 of Hyndman & Fan 1996). */
  quantiles: Array<{ level: number; value: number }>;
  zeros: number;
  negative: number;
  /** Every value is a whole number. */
  whole: boolean;
  histogram: Histogram | null;
}

/** A stretch of one series, both ends inside. */
export interface RangeRequest {
  datasetId: string;
  seriesId: string;
  column: string;
  /** Epoch milliseconds, or row numbers. */
  from: number;
  to: number;
}

export interface RangeStatistics {
  /** The first row in the dataset's own order, and how many. */
  first: number;
  rows: number;
  count: number;
  missing: number;
  min: number | null;
  max: number | null;
  mean: number | null;
  /** Rise a step of the least-squares line; null of fewer than two values. */
  slope: number | null;
}

export interface Gap {
  /** First step without a value: its line in the file (0: none), its time, and how many steps follow each other. */
  row: number;
  time: number;
  steps: number;
}

export interface MissingPattern {
  count: number;
  /** Of consecutive missing steps, the longest first; not more than are told. */
  gaps: Gap[];
  gapCount: number;
  /** Missing steps before the first and after the last value. */
  before: number;
  after: number;
}

/** Autocorrelations and partial ones, from lag 1 on; noise stays inside plus and minus `bound` in 95 of 100 lags. */
export interface Correlogram {
  correlations: number[];
  partial: number[];
  bound: number;
}

/** A series as trend + one season each + remainder, gaps on the line between their neighbours. */
export interface Decomposition {
  periods: number[];
  time: Float64Array;
  values: Float64Array;
  trend: Float64Array;
  /** In the order of the periods. */
  seasonal: Float64Array[];
  remainder: Float64Array;
  /** 0 to 1: how much of the variance of a part and the remainder together is the part's. */
  trendStrength: number;
  seasonStrengths: number[];
}

/** A test's statistic and its p-value; `bound` says that the true one is at most or at least the one given. */
export interface TestResult {
  statistic: number;
  pValue: number;
  lags: number;
  bound: 'exact' | 'at-most' | 'at-least';
}

/** ADF: low p speaks against a unit root. KPSS: low p speaks against a steady level. */
export interface Stationarity {
  adf: TestResult;
  kpss: TestResult;
}

export type DemandKind = 'smooth' | 'erratic' | 'intermittent' | 'lumpy';

/** Of series without negative values: mean steps between demands, and squared coefficient of variation of their sizes. */
export interface Intermittency {
  kind: DemandKind;
  interval: number;
  variation: number;
}

/** Why a part of a diagnosis is null. */
export type NoDiagnosis = 'all-missing' | 'constant' | 'too-short' | 'no-season' | 'negative';

/** What one column of one series is like. A part that could not be looked at is null, and `without` says why. */
export interface Diagnosis {
  seriesId: string;
  column: string;
  /** Steps of the series, and how many of its last ones decomposition and tests looked at. */
  steps: number;
  lookedAt: number;
  missing: MissingPattern;
  distribution: Distribution;
  correlogram: Correlogram | null;
  decomposition: Decomposition | null;
  stationarity: Stationarity | null;
  intermittency: Intermittency | null;
  /** Entropy of the spectrum: 1 for noise without memory, near 0 for one pure wave. */
  entropy: number | null;
  without: Partial<Record<'correlogram' | 'decomposition' | 'stationarity' | 'intermittency' | 'entropy', NoDiagnosis>>;
}

/** A remark of the user at a moment of a dataset. */
export interface DataNote {
  id: string;
  /** The series it is about. */
  seriesId: string;
  /** Epoch milliseconds, or the row number. */
  time: number;
  text: string;
}
