import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { computed, shallowRef } from 'vue';
import type { RunSummary, TrainingQueue } from '../../../engine/protocol/training.ts';
import type { EngineService } from '../engine/engine-service.ts';
import type { StateService } from '../state/state-service.ts';
import { checkList, checkNumber, checkString } from '../state/validate.ts';

const mostRemembered = 1000;

/** The engine's queue of trainings as it last told it, and what was left waiting when an engine before it ended. */
export class QueueStore {
  readonly state: ShallowRef<TrainingQueue> = shallowRef({ limit: 1, running: [], waiting: [] });
  /** Runs that waited when their engine ended, in the order of then. */
  readonly left: ComputedRef<RunSummary[]>;
  /** Runs whose engine ended while they trained, and that wait for the user to go on; not those put into the archive. */
  readonly interrupted: ComputedRef<RunSummary[]>;
  readonly #engine: Pick<EngineService, 'call' | 'on' | 'onConnected'>;
  /** What the user chose; 0: as many as the engine thinks right. */
  readonly #limit: Ref<number>;
  readonly #order: Ref<string[]>;
  /** Runs that this engine has had in its queue, or will: they are not left from one before. */
  readonly #seen: ShallowRef<ReadonlySet<string>> = shallowRef(new Set());

  constructor(
    engine: Pick<EngineService, 'call' | 'on' | 'onConnected'>,
    state: Pick<StateService, 'slot'>,
    runs: Readonly<Ref<readonly RunSummary[]>>,
  ) {
    this.#engine = engine;
    this.#limit = state.slot('trainingLimit', checkNumber(0, 256), 0);
    this.#order = state.slot('trainingOrder', checkList(checkString, mostRemembered), [], 'workspace');
    this.left = computed(() => {
      const known = this.#seen.value;
      const place = new Map(this.#order.value.map((id, index) => [id, index]));
      return runs.value
        .filter((run) => run.state === 'queued' && !known.has(run.id))
        .toSorted((a, b) => (place.get(a.id) ?? Infinity) - (place.get(b.id) ?? Infinity) || a.createdAt.localeCompare(b.createdAt));
    });
    this.interrupted = computed(() =>
      runs.value.filter(
        ({ id, state: now, resumable, annotation }) =>
          now === 'interrupted' && resumable && !annotation.archived && !this.#seen.value.has(id),
      ),
    );
    engine.on('queue.changed', (news) => this.#show(news));
    engine.onConnected(() => void this.#connect());
  }

  /** The place of a waiting run, from 1; null where it does not wait. */
  place(runId: string): number | null {
    const index = this.state.value.waiting.indexOf(runId);
    return index < 0 ? null : index + 1;
  }

  /** These go on by themselves, so they are not left; called once their workspace is known, before its runs are. */
  expect(runIds: readonly string[]): void {
    this.#seen.value = new Set([...this.#seen.value, ...runIds]);
  }

  /** One that was expected could not go on: where it waits, it is left after all. */
  giveUp(runId: string): void {
    this.#seen.value = new Set([...this.#seen.value].filter((id) => id !== runId));
  }

  async setLimit(limit: number): Promise<void> {
    this.#show(await this.#engine.call('training.setLimit', { limit }));
    this.#limit.value = limit;
  }

  /** Moves a waiting run by so many places. */
  async move(runId: string, by: number): Promise<void> {
    const at = this.state.value.waiting.indexOf(runId);
    const place = Math.max(0, at + by);
    if (at >= 0) this.#show(await this.#engine.call('training.move', { runId, place }));
  }

  async startNow(runId: string): Promise<void> {
    this.#show(await this.#engine.call('training.startNow', { runId }));
  }

  /** Puts what was left waiting back into the queue. One that cannot go on does not keep the others; the first error is thrown at the end. */
  startLeft(): Promise<void> {
    return this.#resumeAll(this.left.value);
  }

  /** The same for those that were interrupted. */
  resumeInterrupted(): Promise<void> {
    return this.#resumeAll(this.interrupted.value);
  }

  async #resumeAll(runs: readonly RunSummary[]): Promise<void> {
    const failures: unknown[] = [];
    for (const { id } of runs) {
      await this.#engine.call('training.resume', { runId: id }).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }

  #show(state: TrainingQueue): void {
    const order = [...state.running, ...state.waiting];
    this.#seen.value = new Set([...this.#seen.value, ...order]);
    this.state.value = state;
    // An engine that has just started knows of nothing; what was remembered is still the order of what was left.
    if (order.length > 0) this.#order.value = [...order, ...this.#order.value.filter((id) => !order.includes(id))].slice(0, mostRemembered);
  }

  async #connect(): Promise<void> {
    this.#seen.value = new Set();
    this.state.value = { ...this.state.value, running: [], waiting: [] };
    const limit = this.#limit.value;
    // A failure here is the connection's, which the window tells of by itself.
    const asked = limit > 0 ? this.#engine.call('training.setLimit', { limit }) : this.#engine.call('training.queue', {});
    await asked.then(
      (state) => this.#show(state),
      () => undefined,
    );
  }
}
