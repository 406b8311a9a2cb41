import type { InjectionKey } from 'vue';
import { shallowReactive } from 'vue';
import type { ExportResult, RunSummary } from '../../../engine/protocol/training.ts';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import { fileName } from '../../base/format.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import type { Services } from '../../platform/services.ts';

export type ActionName = 'export' | 'forecast';

export interface ActionState {
  busy: boolean;
  error: string | null;
  exported: ExportResult | null;
  saved: { path: string; rows: number } | null;
}

const idle: ActionState = { busy: false, error: null, exported: null, saved: null };

/** What was exported and saved from each run in this window; the run's page and the commands share it. */
export class RunActions {
  readonly #states = shallowReactive(new Map<string, ActionState>());
  readonly #services: Pick<Services, 'engine' | 'callShell' | 'history'>;

  constructor(services: Pick<Services, 'engine' | 'callShell' | 'history'>) {
    this.#services = services;
  }

  state(runId: string, action: ActionName): ActionState {
    return this.#states.get(`${action}:${runId}`) ?? idle;
  }

  /** Asks where to, exports, and keeps the engine's comparison of the file with the model. */
  exportOnnx(run: RunSummary): Promise<void> {
    return this.#work(run, 'export', 'onnx', async (path) => ({
      exported: await this.#services.engine.call('model.export', { runId: run.id, path }),
    }));
  }

  saveForecast(run: RunSummary): Promise<void> {
    return this.#work(run, 'forecast', 'forecast', async (path) => ({
      saved: await this.#services.engine.call('forecast.save', { runId: run.id, path }),
    }));
  }

  async #work(
    run: RunSummary,
    action: ActionName,
    kind: 'onnx' | 'forecast',
    work: (path: string) => Promise<Partial<ActionState>>,
  ): Promise<void> {
    const { callShell, history } = this.#services;
    const key = `${action}:${run.id}`;
    const suggestedName = `${fileName(run.name, 'run')}${kind === 'onnx' ? '.onnx' : ' forecast.csv'}`;
    const path = await callShell('shell.saveAs', { suggestedName, kind });
    if (path === null) return;
    this.#states.set(key, { ...idle, busy: true });
    try {
      this.#states.set(key, { ...idle, ...(await work(path)) });
      history.reach('forecast');
    } catch (error) {
      this.#states.set(key, { ...idle, error: error instanceof CancelledError ? null : errorMessage(error) });
    }
  }
}

export const runActionsKey: InjectionKey<RunActions> = Symbol('run actions');
