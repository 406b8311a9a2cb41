import type { Clock } from '../base/clock.ts';
import type { NativeCore } from '../native/api.ts';
import type { DataConfig } from '../protocol/training.ts';

/** Columns beside the target, as a run declares them, and when each is known. */
export type DeclaredColumns = Pick<
  DataConfig,
  'target' | 'covariates' | 'future' | 'statics' | 'categorical' | 'calendar' | 'sinceObserved'
>;

/** The columns of a task's histories. */
export interface TaskColumns extends DeclaredColumns {
  /** Of each of `categorical` the names that the codes of histories count from 0. They name rows only: which of them a model knows, it learns. */
  names: ReadonlyArray<readonly string[]>;
}

/** What is known beside the target of a history. A categorical column holds codes; NaN stands for what is missing. */
export interface Beside {
  /** One column a past covariate, as long as the target: `[T]`. */
  past: readonly Float64Array[];
  /** One column a future covariate, `[T + h]`: the last h are those of the steps to forecast. */
  future: readonly Float64Array[];
  /** One number a static column. */
  statics: Float64Array;
  /** For a task with a calendar the times on the wall, `[T + h]`, milliseconds as if it were UTC; else empty. */
  time: Float64Array;
}

/** One series up to an origin: what is known there, and nothing that comes later. */
export interface History {
  id: string;
  /** The target in its own units, oldest first, NaN for gaps. */
  values: Float64Array;
  /** Steps in one season; 1: none. */
  season: number;
  /** Where the task declares columns. */
  beside?: Beside;
}

/** What a model of the catalogue is fitted to. */
export interface FitTask {
  histories: readonly History[];
  /** What histories hold beside the target, which a model may read; left out: nothing. */
  columns?: TaskColumns;
  /** h */
  horizon: number;
  /** Levels to forecast, ascending, 0.5 among them. */
  quantiles: readonly number[];
  /**
   * Rows at the end of every history that a model does not learn its parameters from, but may choose by (early stopping, penalties,
   * weights); null: as it sees fit.
   */
  validationRows: number | null;
  /** Rows before an origin that a model reads at most; null: any. How wide its intervals are may follow from all that is known. */
  context: number | null;
  seed: number;
  /** The native core, loaded when it is first needed. */
  core: () => NativeCore;
  clock: Clock;
  /** Aborted: the fit ends with a CancelledError. */
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

/** Forecasts of n histories, in their order and units. A history that cannot be forecast has NaN throughout. */
export interface PanelForecast {
  /** Median, `[n][h]`. */
  points: Float64Array[];
  /** `[n]`, each `[h, Q]` row-major and ascending in Q, at the task's levels; null: the model forecasts points alone. */
  quantiles: Float64Array[] | null;
}

/** A fitted model. It forecasts any histories of the fitted horizon, also of later origins and of series it has never seen. */
export interface Forecaster {
  forecast(histories: readonly History[]): Promise<PanelForecast>;
  /** Sentences on what the fit chose and why, for a model that chooses. */
  notes?: readonly string[];
  /** Frees what it holds outside of the heap. */
  dispose(): void;
}

/** One entry of the catalogue: the same to a backtest, a blend, a tuner and a benchmark. */
export interface CatalogueModel {
  /** Its name in commands, files and leaderboards. */
  name: string;
  /** One sentence for people who choose. */
  about: string;
  /** Which of the task's columns it reads: none beside the target, past covariates of amounts alone, or all. */
  reads: 'target' | 'past' | 'all';
  /** Errors: CancelledError; ExpectedError where nothing of the task can be learned from. */
  fit(task: FitTask): Promise<Forecaster>;
}
