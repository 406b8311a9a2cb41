/** Forecasts that a workspace keeps, what backtests say of their runs, and what came true of them, as they cross the wire. */
import type { Frequency } from './data.ts';
import type { CovariateChange } from './explanation.ts';
import type { Evaluation, Measure } from './evaluation.ts';
import type { SeriesForecast } from './training.ts';

/** What made a forecast. */
export type ForecastSource =
  | { kind: 'run'; runId: string; runName: string }
  /** A name of the catalogue. */
  | { kind: 'method'; method: string };

/** A supposition about covariates under which a forecast was made, of one series. */
export interface Scenario {
  seriesId: string;
  changes: CovariateChange[];
}

/** A kept forecast without its numbers. But for its name it never changes. */
export interface ForecastSummary {
  id: string;
  name: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  source: ForecastSource;
  /** Null: as the data are. */
  scenario: Scenario | null;
  datasetId: string;
  datasetName: string;
  /** SHA-256 of the bytes of the data file that it was made from, hex. */
  datasetHash: string;
  target: string;
  horizon: number;
  season: number;
  hasTime: boolean;
  frequency: Frequency;
  /** IANA zone of the data. */
  zone: string;
  seriesCount: number;
  /** First and last forecast step over all series, epoch milliseconds (or row numbers). */
  from: number;
  to: number;
  /** What the backtest said of the run or method when the forecast was made. */
  evaluation: Evaluation | null;
}

/** One series of a kept forecast, beside what simple methods forecast from the same rows. */
export interface KeptSeries extends SeriesForecast {
  /** `[h]` each. */
  seasonalNaive: Float64Array;
  ridge: Float64Array;
  /** Denominator of MASE, as in the backtest; NaN where it is undefined. */
  scale: number;
}

export interface ForecastDetail extends ForecastSummary {
  series: KeptSeries[];
  skipped: Array<{ seriesId: string; reason: string }>;
  notes: string[];
}

/** Where a kept forecast comes from: a finished run, or a forecast of the catalogue that is still in memory. */
export type ForecastOrigin =
  | { kind: 'run'; runId: string; scenario?: Scenario | undefined }
  /** The id of a result of `catalogue.forecast`. */
  | { kind: 'catalogue'; id: string };

export interface SavedForecast {
  path: string;
  rows: number;
}

/** The forecast of one backtest fold beside what came. */
export interface FoldForecast {
  fold: number;
  /** Steps h: epoch milliseconds (or row numbers). */
  time: Float64Array;
  /** `[h]`, NaN for gaps. */
  actual: Float64Array;
  /** `[h, Q]` row-major. */
  values: Float64Array;
  mean: Float64Array;
  seasonalNaive: Float64Array;
  ridge: Float64Array;
  /** The observed tail before the origin. */
  historyTime: Float64Array;
  historyValues: Float64Array;
  /** By the report's measure, over the observed steps; NaN without any. */
  error: number;
  naiveError: number;
  /** Share of observed steps inside the 80 % interval; null without such an interval. */
  coverage80: number | null;
}

/** A test of all autocorrelations together (Ljung & Box 1978). */
export interface LjungBox {
  statistic: number;
  lags: number;
  pValue: number;
}

/** One-step-ahead errors over the test part, actual minus median, in order of time. */
export interface ResidualReport {
  time: Float64Array;
  values: Float64Array;
  mean: number;
  /** Sample standard deviation. */
  deviation: number;
  /** r_1, r_2, ... */
  autocorrelations: number[];
  /** Bound of 95 % about zero for white noise: 1.96 over the root of the number of values. */
  bound: number;
  /** Null where there are too few values. */
  ljungBox: LjungBox | null;
  histogram: Array<{ from: number; to: number; count: number }>;
}

/** The backtest of a run, fold by fold, of one series. */
export interface FoldReport {
  runId: string;
  seriesId: string;
  measure: Measure;
  quantiles: number[];
  hasTime: boolean;
  folds: FoldForecast[];
  residuals: ResidualReport;
}

/** Nominal against observed, over all series and folds of a run's backtest. */
export interface CalibrationReport {
  runId: string;
  /** Observed points. */
  points: number;
  /** Widest first. `interpolated`: an edge lies between two forecast quantiles. `width`: mean, in the target's units. */
  intervals: Array<{ level: number; observed: number; width: number; interpolated: boolean }>;
  /** Share of points at or below each quantile. */
  quantiles: Array<{ level: number; observed: number }>;
  /** Shares in bins of equal width; 0.1 each in ten bins where the quantiles are right. Null where it is undefined. */
  pit: number[] | null;
}

/** The backtest of a method of the catalogue in parts: of its forecast no model is kept that could be asked again. */
export interface MethodBacktest extends Pick<FoldReport, 'measure' | 'quantiles'> {
  /** Null: the method forecasts points alone. */
  calibration: Omit<CalibrationReport, 'runId'> | null;
  /** Of a large panel the first series only. */
  series: Array<{ seriesId: string; folds: FoldForecast[] }>;
}

/** The same of one series. */
export interface KeptBacktest extends Pick<MethodBacktest, 'calibration'> {
  /** Null: of this series they were not kept. */
  folds: Omit<FoldReport, 'runId' | 'residuals'> | null;
}

/** What came true of a forecast, over the steps that are known by now. */
export interface LedgerScore {
  points: number;
  mae: number;
  mase: number | null;
  coverage80: number | null;
  /** MAE of seasonal naive on the same points. */
  naiveMae: number;
}

/**
 * Whether a forecast erred more than its backtest let expect. `early`: less than half of the horizon has come; `unknown`: no backtest, or one of
 * too few folds.
 */
export interface Drift {
  state: 'within' | 'beyond' | 'early' | 'unknown';
  measure: Measure;
  /** Error over what has come. */
  recent: number;
  /** Mean error of the backtest's folds, and the upper end of the band in which 95 % of further folds would lie. */
  expected: number;
  upper: number;
  folds: number;
}

export interface LedgerEntry {
  forecast: ForecastSummary;
  /** Steps of the horizon that have come, in the series where most have. */
  known: number;
  /** Null where nothing has come yet. */
  score: LedgerScore | null;
  bySeries: Array<{ seriesId: string } & LedgerScore>;
  drift: Drift;
  /** The file by which it was scored; null where no file could be read. */
  actuals: { path: string; name: string; hash: string } | null;
  /** Values that the forecast saw and that are others by now. */
  revised: number;
  /** Why it could not be scored; null where it could. */
  problem: string | null;
}

/** All kept forecasts against what is known by now, newest first. */
export interface Ledger {
  entries: LedgerEntry[];
}

/** A forecast of one series beside what came of it. */
export interface LedgerComparison {
  seriesId: string;
  /** `[h]`, NaN where nothing is known yet. */
  actual: Float64Array;
}
