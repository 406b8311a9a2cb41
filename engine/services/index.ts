import { systemClock, type Clock } from '../base/clock.ts';
import type { EngineMethodName, EventName, Events } from '../protocol/contract.ts';
import type { HandlerTable } from '../protocol/server.ts';
import { Actuals } from './actuals.ts';
import { catalogueService } from './catalogue.ts';
import type { EngineContext } from './context.ts';
import { dataService } from './data.ts';
import { DatasetStore } from './dataset-store.ts';
import { engineService } from './engine.ts';
import { explainService } from './explain.ts';
import { forecastService } from './forecast.ts';
import { forecastsService } from './forecasts.ts';
import { HeavyWork } from './heavy/heavy-work.ts';
import { ledgerService } from './ledger.ts';
import { MadeForecasts } from './made-forecasts.ts';
import { modelService } from './model.ts';
import { RunQueue } from './run-queue.ts';
import { type ActiveRun, RunStore } from './run-store.ts';
import { runsService } from './runs.ts';
import { lazyCore, type Shared } from './shared.ts';
import { trainingService } from './training.ts';
import { StudyStore } from './study-store.ts';
import { tuningService } from './tuning.ts';
import { workspaceService } from './workspace.ts';

export type EventListener = <E extends EventName>(event: E, payload: Events[E]) => void;

export interface EngineOptions {
  clock?: Clock;
  /** Whether training gives way to whatever else the machine does, for a window beside it. Default: no, somebody waits for the result. */
  background?: boolean;
  /** Hears of errors in the background that nobody expected. */
  onBug?: Shared['onBug'];
}

/** One engine: its handlers serve any number of ports, its events go to every listener. */
export interface Engine {
  handlers: HandlerTable<EngineMethodName>;
  onEvent: (listener: EventListener) => () => void;
  /** Ends what is at work, with a checkpoint, and waits for it. Trainings go back to the queue, which waits for whoever starts it again. */
  dispose: () => Promise<void>;
}

export function createEngine({ clock = systemClock, background = false, onBug = () => {} }: EngineOptions = {}): Engine {
  const listeners = new Set<EventListener>();
  const shared: Shared = {
    clock,
    emit: (event, payload) => {
      for (const listener of listeners) listener(event, payload);
    },
    onBug,
    core: lazyCore({ background }),
    heavy: new HeavyWork(clock),
    workspace: null,
  };
  const context: EngineContext = Object.assign(shared, {
    datasets: new DatasetStore(shared),
    runs: new RunStore(shared),
    queue: new RunQueue((state) => shared.emit('queue.changed', state)),
    studies: new StudyStore(shared),
    automatic: new Map<string, AbortController>(),
    made: new MadeForecasts(),
    actuals: new Actuals(shared),
  });
  return {
    handlers: {
      ...engineService(context),
      ...workspaceService(context),
      ...dataService(context),
      ...trainingService(context),
      ...tuningService(context),
      ...runsService(context),
      ...forecastService(context),
      ...forecastsService(context),
      ...ledgerService(context),
      ...catalogueService(context),
      ...modelService(context),
      ...explainService(context),
    },
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: async () => {
      const waiting = new Set(context.queue.close());
      const leave = (active: ActiveRun): Promise<void> => {
        if (waiting.has(active.run.summary.id)) return active.lock.release();
        active.aside = 'queued';
        active.abort.abort();
        return active.finished;
      };
      await Promise.all([...context.runs.active().map(leave), context.studies.leaveAll(waiting), context.heavy.close()]);
      listeners.clear();
    },
  };
}
