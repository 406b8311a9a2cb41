/** What is known of why a model forecasts as it does, as it crosses the wire. */

/**
 * What a model reads beside its target: columns known up to the origin, known through the horizon, or constant in each series; what the calendar says
 * of the times; and what it keeps of each series of a panel by itself.
 */
export type CovariateKind = 'past' | 'future' | 'static' | 'calendar' | 'series';

export interface NamedCovariate {
  kind: CovariateKind;
  /** Of `calendar` all its features, separated by commas; of `series` empty. */
  column: string;
}

/** How much worse the forecasts become when one covariate no longer belongs to its window. */
export interface CovariateImportance extends NamedCovariate {
  /** Increase of the mean pinball loss by horizon step, `[h]`, in the target's units: mean over the repeats and sample standard deviation. */
  byStep: Float64Array;
  deviationByStep: Float64Array;
  /** The same over all steps together. */
  mean: number;
  deviation: number;
}

export interface ImportanceReport {
  runId: string;
  /** Test windows, and how often their values were exchanged. */
  windows: number;
  repeats: number;
  /** Mean pinball loss as the data are, by horizon step. */
  lossByStep: Float64Array;
  /** Most important first; empty for a model that reads its target alone. */
  covariates: CovariateImportance[];
  unweighed: UnweighedCovariate[];
}

/** A covariate of which an exchange would show nothing. */
export interface UnweighedCovariate extends NamedCovariate {
  /** `one-series`: it differs between series alone, and the test windows are of one; `alike`: it is the same in all of them. */
  cause: 'one-series' | 'alike';
}

/** What takes the place of a stretch of the context: nothing observed, or the stretch's own mean. */
export type OcclusionFill = 'gap' | 'mean';

export interface SaliencyReport {
  runId: string;
  seriesId: string;
  fill: OcclusionFill;
  horizon: number;
  /** Stretches of the context, oldest first, in steps before its end: the last one goes from `width` to 0. */
  segments: Array<{ from: number; to: number }>;
  /**
   * A column each, the target first: by how much the median of each horizon step moves when the stretch is taken away, `[segments, h]`
   * row-major in the target's units; NaN where nothing observed is left to forecast from.
   */
  columns: SaliencyColumn[];
}

export interface SaliencyColumn {
  column: string;
  moves: Float64Array;
  /** The same had nothing been known of the h steps ahead, `[h]`; null for a column that is not known ahead. */
  ahead: Float64Array | null;
}

/** One change of a covariate: times `value`, plus `value`, or `value` itself; of a column of names `name` itself, which is of kind `set` and reads no value. */
export interface CovariateChange {
  column: string;
  kind: 'multiply' | 'add' | 'set';
  value: number;
  name?: string | undefined;
  /** The last so many known values of the column, of one that is known ahead those of the forecast steps first; left open: all that the model reads. */
  last?: number | undefined;
}

/** What the data plan for the steps of a forecast. */
export interface PlanReport {
  runId: string;
  seriesId: string;
  /** Epoch milliseconds (or row numbers) of the h forecast steps. */
  time: Float64Array;
  /** Those of the model's future covariates that hold amounts, `[h]` each; NaN where nothing is planned. */
  columns: Array<{ column: string; values: Float64Array }>;
  /** Those that hold names, `[h]` each; empty where nothing is planned or the name is one that training never met. `choices`: what it met. */
  names: Array<{ column: string; values: string[]; choices: string[] }>;
}

export interface WhatIfReport {
  runId: string;
  seriesId: string;
  target: string;
  hasTime: boolean;
  /** Epoch milliseconds (or row numbers) of the h forecast steps. */
  time: Float64Array;
  quantiles: number[];
  /** `[h, Q]` row-major, in the target's units. */
  unchanged: Float64Array;
  changed: Float64Array;
  /** Median with the change minus median without, `[h]`. */
  moves: Float64Array;
}
