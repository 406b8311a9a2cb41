import type { Actuals } from './actuals.ts';
import type { DatasetStore } from './dataset-store.ts';
import type { MadeForecasts } from './made-forecasts.ts';
import type { RunQueue } from './run-queue.ts';
import type { RunStore } from './run-store.ts';
import type { Shared } from './shared.ts';
import type { StudyStore } from './study-store.ts';

/** What a service works with. */
export interface EngineContext extends Shared {
  datasets: DatasetStore;
  runs: RunStore;
  queue: RunQueue;
  studies: StudyStore;
  /** Automatic forecasts that are asked for, by the ids of their jobs. */
  automatic: Map<string, AbortController>;
  /** Forecasts of the catalogue, which no file holds. */
  made: MadeForecasts;
  actuals: Actuals;
}
