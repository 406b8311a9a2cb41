import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { computed, shallowRef } from 'vue';
import type { RunSummary, TrainingQueue } from '../../../engine/protocol/training.ts';
import type { StudySummary } from '../../../engine/protocol/tuning.ts';
import type { EngineService } from '../engine/engine-service.ts';
import type { StateService } from '../state/state-service.ts';
import { checkList, checkNumber, checkString } from '../state/validate.ts';

const mostRemembered = 1000;

/** The engine's queue of trainings as it last told it, and what was left waiting when an engine before it ended. */
export class QueueStore {
  readonly state: ShallowRef<TrainingQueue> = shallowRef({ limit: 1, running: [], waiting: [], others: [] });
  /** Runs that waited when their engine ended, in the order of then. */
  readonly left: ComputedRef<RunSummary[]>;
  /** Studies that waited or were at work when their engine ended, in the order of then. */
  readonly leftStudies: ComputedRef<StudySummary[]>;
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
    studies: Readonly<Ref<readonly StudySummary[]>>,
  ) {
    this.#engine = engine;
    this.#limit = state.slot('trainingLimit', checkNumber(0, 256), 0);
    this.#order = state.slot('trainingOrder', checkList(checkString, mostRemembered), [], 'workspace');
    this.left = computed(() => this.#leftOf(runs.value));
    this.leftStudies = computed(() => this.#leftOf(studies.value));
    this.interrupted = computed(() =>
      runs.value.filter(
        ({ id, state: now, resumable, annotation }) =>
          now === 'interrupted' && resumable && !annotation.archived && !this.#seen.value.has(id),
      ),
    );
    engine.on('queue.changed', (news) => this.#show(news));
    engine.onConnected(() => void this.#connect());
  }

  /** The place of what waits, from 1; null where it does not wait. */
  place(id: string): number | null {
    const index = this.state.value.waiting.indexOf(id);
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

  /** Moves what waits by so many places. */
  async move(id: string, by: number): Promise<void> {
    const at = this.state.value.waiting.indexOf(id);
    const place = Math.max(0, at + by);
    if (at >= 0) this.#show(await this.#engine.call('training.move', { id, place }));
  }

  async startNow(id: string): Promise<void> {
    this.#show(await this.#engine.call('training.startNow', { id }));
  }

  async withdraw(id: string): Promise<void> {
    this.#show(await this.#engine.call('training.withdraw', { id }));
  }

  /** Puts what was left waiting back into the queue. One that cannot go on does not keep the others; the first error is thrown at the end. */
  startLeft(): Promise<void> {
    return this.#resumeAll(this.#inOrder([...this.left.value.map(asResumable), ...this.leftStudies.value]));
  }

  /** The same for those that were interrupted. */
  resumeInterrupted(): Promise<void> {
    return this.#resumeAll(this.interrupted.value.map(asResumable));
  }

  /** Runs, and studies by their folders. */
  async #resumeAll(all: ReadonlyArray<{ id: string; folder: string | null }>): Promise<void> {
    const failures: unknown[] = [];
    for (const { id, folder } of all) {
      const resumed: Promise<unknown> =
        folder === null ? this.#engine.call('training.resume', { runId: id }) : this.#engine.call('tuning.resume', { folder });
      await resumed.catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }

  #leftOf<T extends Pick<RunSummary, 'id' | 'createdAt'> & { state: string }>(all: readonly T[]): T[] {
    const known = this.#seen.value;
    return this.#inOrder(all.filter(({ id, state }) => state === 'queued' && !known.has(id)));
  }

  /** As they stood in the queue; what never stood there by age, at the end. */
  #inOrder<T extends Pick<RunSummary, 'id' | 'createdAt'>>(all: readonly T[]): T[] {
    const place = new Map(this.#order.value.map((id, index) => [id, index]));
    return all.toSorted((a, b) => (place.get(a.id) ?? Infinity) - (place.get(b.id) ?? Infinity) || a.createdAt.localeCompare(b.createdAt));
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
    this.state.value = { ...this.state.value, running: [], waiting: [], others: [] };
    const limit = this.#limit.value;
    // A failure here is the connection's, which the window tells of by itself.
    const asked = limit > 0 ? this.#engine.call('training.setLimit', { limit }) : this.#engine.call('training.queue', {});
    await asked.then(
      (state) => this.#show(state),
      () => undefined,
    );
  }
}

function asResumable({ id, createdAt }: RunSummary): { id: string; createdAt: string; folder: null } {
  return { id, createdAt, folder: null };
}
