import type { Dataset } from '../data/dataset.ts';
import type { AutomaticResult } from '../protocol/automatic.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { MethodBacktest } from '../protocol/forecasts.ts';

/** Forecasts that can still be saved: as many as somebody keeps open side by side. */
const KEPT = 20;

export interface MadeForecast {
  datasetId: string;
  /** Each series ends where its forecast begins. */
  dataset: Dataset;
  season: number;
  backtest: MethodBacktest;
  result: AutomaticResult;
}

/** The last forecasts of the catalogue, by the id under which the window knows them. */
export class MadeForecasts {
  /** In the order in which they were made. */
  private readonly made = new Map<string, MadeForecast>();
  private count = 0;

  add(made: Omit<MadeForecast, 'result'>, found: Omit<AutomaticResult, 'id'>): AutomaticResult {
    const result = { id: `forecast-${++this.count}`, ...found };
    this.made.set(result.id, { ...made, result });
    const [oldest] = this.made.keys();
    if (this.made.size > KEPT && oldest !== undefined) this.made.delete(oldest);
    return result;
  }

  /** Error: `unknown-forecast`. */
  get(id: string): MadeForecast {
    const made = this.made.get(id);
    if (made === undefined)
      throw new ExpectedError('unknown-forecast', 'This forecast is no longer in memory. Make it again, then save it.', { id });
    return made;
  }
}
