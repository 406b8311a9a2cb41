import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { computed, ref, shallowRef } from 'vue';
import type { WorkspaceSummary } from '../../../engine/protocol/contract.ts';
import type { DatasetSummary, Finding } from '../../../engine/protocol/data.ts';
import type { RunSummary } from '../../../engine/protocol/training.ts';
import { Emitter } from '../../base/emitter.ts';
import type { EngineService } from '../engine/engine-service.ts';

export interface DatasetFinding extends Finding {
  datasetId: string;
  datasetName: string;
}

/** The open workspace: its datasets and runs as the engine last told them. */
export class WorkspaceStore {
  readonly path: Ref<string | null> = ref(null);
  readonly name: Ref<string> = ref('');
  readonly loading: Ref<boolean> = ref(true);
  readonly datasets: ShallowRef<DatasetSummary[]> = shallowRef([]);
  /** Newest first. */
  readonly runs: ShallowRef<RunSummary[]> = shallowRef([]);
  readonly findings: ComputedRef<DatasetFinding[]> = computed(() =>
    this.datasets.value.flatMap((dataset) =>
      dataset.findings.map((finding) => ({ ...finding, datasetId: dataset.id, datasetName: dataset.name })),
    ),
  );
  readonly #removed = new Emitter<{ kind: 'dataset' | 'run'; id: string }>();
  readonly onRemoved = this.#removed.on;
  readonly #engine: EngineService;
  #loaded = new Map<string, Promise<DatasetSummary>>();

  constructor(engine: EngineService) {
    this.#engine = engine;
    engine.on('dataset.changed', (dataset) => this.putDataset(dataset));
    engine.on('run.changed', (run) => this.putRun(run));
  }

  /** Opens a workspace folder; the same call opens it again in an engine that has been restarted. */
  async open(path: string): Promise<WorkspaceSummary> {
    this.loading.value = true;
    this.#loaded = new Map();
    try {
      const summary = await this.#engine.call('workspace.open', { path });
      this.#show(summary);
      return summary;
    } finally {
      this.loading.value = false;
    }
  }

  /** Shows what the engine has open already (the page was reloaded, and work goes on); false where that is another folder. */
  async adopt(path: string): Promise<boolean> {
    const summary = await this.#engine.call('workspace.current', {});
    if (summary?.path !== path) return false;
    this.#show(summary);
    this.loading.value = false;
    return true;
  }

  #show(summary: WorkspaceSummary): void {
    this.path.value = summary.path;
    this.name.value = summary.name;
    this.datasets.value = summary.datasets;
    this.runs.value = sortRuns(summary.runs);
  }

  dataset(id: string): DatasetSummary | undefined {
    return this.datasets.value.find((dataset) => dataset.id === id);
  }

  run(id: string): RunSummary | undefined {
    return this.runs.value.find((run) => run.id === id);
  }

  /** Makes the engine read the dataset's file, once a session; a failure is forgotten so that it can be tried again. */
  load(id: string): Promise<DatasetSummary> {
    const loaded = this.#loaded.get(id);
    if (loaded) return loaded;
    const cache = this.#loaded;
    const loading = this.#engine.call('data.open', { datasetId: id }).then((dataset) => {
      this.putDataset(dataset);
      return dataset;
    });
    cache.set(id, loading);
    loading.catch(() => cache.delete(id));
    return loading;
  }

  putDataset(dataset: DatasetSummary): void {
    const others = this.datasets.value.filter((other) => other.id !== dataset.id);
    const place = this.datasets.value.findIndex((other) => other.id === dataset.id);
    this.datasets.value = place < 0 ? [...others, dataset] : this.datasets.value.with(place, dataset);
  }

  putRun(run: RunSummary): void {
    this.runs.value = sortRuns([...this.runs.value.filter((other) => other.id !== run.id), run]);
  }

  async removeDataset(id: string): Promise<void> {
    await this.#engine.call('data.remove', { datasetId: id });
    this.#loaded.delete(id);
    this.datasets.value = this.datasets.value.filter((dataset) => dataset.id !== id);
    this.#removed.fire({ kind: 'dataset', id });
  }

  /** Moves a run to the trash; answers with what brings it back. */
  async trashRun(id: string): Promise<string> {
    const { trashId } = await this.#engine.call('runs.trash', { runId: id });
    this.runs.value = this.runs.value.filter((run) => run.id !== id);
    this.#removed.fire({ kind: 'run', id });
    return trashId;
  }

  async restoreRun(trashId: string): Promise<void> {
    this.putRun(await this.#engine.call('runs.restore', { trashId }));
  }
}

function sortRuns(runs: RunSummary[]): RunSummary[] {
  return runs.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
}
