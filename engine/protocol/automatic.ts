/** Forecasts by the catalogue of methods, without a run: nothing is trained that is kept. */
import type { Evaluation } from './evaluation.ts';
import type { DataConfig, ForecastResult } from './training.ts';

export interface CatalogueEntry {
  name: string;
  about: string;
  /** What it reads of the columns beside the target: none, past covariates of amounts alone, or all. */
  reads: 'target' | 'past' | 'all';
}

/** Columns beside the target that models may read, as a training declares them; what is left out is not read. */
export type AutomaticColumns = {
  [K in 'covariates' | 'future' | 'statics' | 'categorical' | 'calendar' | 'sinceObserved']?: DataConfig[K] | undefined;
};

export interface AutomaticRequest extends AutomaticColumns {
  datasetId: string;
  target: string;
  horizon: number;
  season?: number | undefined;
  /** A name of the catalogue; left out: `auto`. */
  model?: string | undefined;
  /** Seconds for everything, of which the backtest takes a half. `auto` keeps to it; another model takes what it takes. */
  budgetSeconds?: number | undefined;
  /** Folds of the backtest; left out: as many as the last part affords, at most 10. */
  folds?: number | undefined;
  seed?: number | undefined;
}

/** What a model of the catalogue forecasts, and how it did in a rolling backtest on the end of the data. */
export interface AutomaticResult {
  /** By which the forecast can be saved while the engine lives; the last few are kept. */
  id: string;
  model: string;
  /** What was tried, what was chosen, and the weights of a blend. */
  notes: string[];
  evaluation: Evaluation;
  forecast: Omit<ForecastResult, 'runId'>;
  seconds: number;
}
