/** What a backtest says of a run, as it crosses the wire and is stored. */

/** Point metrics are of the median; `coverage80` counts inclusive bounds; null: undefined (stated in `notes`). */
export interface Metrics {
  mae: number;
  rmse: number;
  smape: number;
  mase: number | null;
  /** Mean pinball loss over the quantiles; null for a point method without intervals. */
  pinball: number | null;
  coverage80: number | null;
}

export type MethodName = 'model' | 'naive' | 'seasonalNaive' | 'drift' | 'ridge';
/** What the model is judged against: the least that it must beat, and the honest bar. */
export type ReferenceName = 'seasonalNaive' | 'ridge';

/** What is compared where one error stands for a method: MASE, or MAE where no series has a MASE. */
export type Measure = 'MASE' | 'MAE';

export interface Verdict {
  beatsSeasonalNaive: boolean;
  /** 1 - MASE / MASE of seasonal naive (MAE where MASE is undefined). */
  skill: number;
  /** The same over ridge; null where ridge was not part of the backtest. */
  skillOverRidge: number | null;
  sentence: string;
}

/** Diebold-Mariano test of the model's losses against a reference's. */
export interface PairedTest {
  /** Below 0: the model's losses are smaller. */
  statistic: number;
  pValue: number;
}

/** The errors of one part of a backtest, a fold or a series. */
export interface PartScore {
  /** The fold's number from 0, or the series' id. */
  name: string;
  points: number;
  /** By the evaluation's measure; NaN where it is undefined. */
  errors: Record<MethodName, number>;
  coverage80: number | null;
}

/** Mean losses by cluster, from which runs with the same clusters are compared. */
export interface Clusters {
  /** Folds are dependent in time, series are taken as independent; the one that there is enough of. */
  by: 'fold' | 'series';
  /** Clusters in a row whose forecasts overlap; 1: none. */
  overlap: number;
  /** The model's, by the evaluation's measure; NaN where a cluster has none. */
  losses: number[];
}

/** Rolling-origin backtest over data that training never saw. */
export interface Evaluation {
  folds: number;
  /** Forecast points scored, over all folds and series. */
  points: number;
  stride: number;
  /** Rows of a rolling window; null: everything up to the origin may be seen. */
  window: number | null;
  /** Folds between two fits; null: the run as it was trained. */
  refit: number | null;
  measure: Measure;
  metrics: Record<MethodName, Metrics>;
  /** MAE by horizon step, `[h]`, a method. */
  maeByStep: Record<MethodName, number[]>;
  /** 1 - error / error of the reference by horizon step, `[h]`, by the measure. */
  skillByStep: Record<ReferenceName, number[]>;
  /** Of [q0.1, q0.9], `[h]`; null without these levels. */
  coverageByStep: number[] | null;
  /** Mean width of [q0.1, q0.9] over the MASE denominator. */
  sharpness80: number | null;
  /** Histogram of the probability integral transform in 10 bins, shares; 0.1 each where the intervals are right. */
  pit: number[] | null;
  byFold: PartScore[];
  /** All series, or of many the ones with the lowest and the highest skill, highest first. */
  bySeries: PartScore[];
  /** Series in the backtest. */
  seriesCount: number;
  clusters: Clusters | null;
  tests: Record<ReferenceName, PairedTest | null>;
  verdict: Verdict;
  notes: string[];
}

/** Which data a forecast was made from. Rows count from the start of the series; a range is [from, to). */
export interface ForecastAudit {
  seriesId: string;
  fold: number;
  /** Rows known at the origin; the forecast is of those from here on. */
  origin: number;
  /** Number of the fit, from 0, that forecast it. */
  fit: number;
  /** Rows of this series that the fit read; null: it never saw the series. */
  fitted: { from: number; to: number } | null;
  /** Rows of this series that the forecast read. */
  seen: { from: number; to: number };
  /** Rows of what is known ahead that the forecast read, up to its last step; null: the model reads nothing ahead. */
  ahead: { from: number; to: number } | null;
}

export interface BacktestResult extends Evaluation {
  /** Null where it was not asked for. */
  audit: ForecastAudit[] | null;
}

export interface BacktestRequest {
  runId: string;
  /** As many as fit, at most 20, where left open. */
  folds?: number | undefined;
  /** Spread over the test part where left open. */
  stride?: number | undefined;
  /** Rows of a rolling window; left open: expanding. */
  window?: number | undefined;
  /** Folds between two trainings of the run's configuration; left open: never. */
  refit?: number | undefined;
  audit?: boolean | undefined;
}

/** Runs that were tested on the same data in the same way, best first. */
export interface LeaderboardGroup {
  dataset: string;
  target: string;
  horizon: number;
  folds: number;
  stride: number;
  points: number;
  measure: Measure;
  rows: LeaderboardRow[];
}

export interface LeaderboardRow {
  runId: string;
  name: string;
  folder: string;
  error: number;
  /** Over seasonal naive. */
  skill: number;
  coverage80: number | null;
  /** Against the best of the group; null for the best itself and where the test says nothing. */
  pValue: number | null;
}

export interface Leaderboard {
  groups: LeaderboardGroup[];
  /** Runs that could not be ranked, and pairs of groups with what differs between them. */
  refusals: string[];
}
