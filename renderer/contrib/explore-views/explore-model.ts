import type { ComputedRef, InjectionKey, ShallowRef } from 'vue';
import { computed, shallowRef, watch } from 'vue';
import type { DatasetSummary } from '../../../engine/protocol/data.ts';
import type { DataNote } from '../../../engine/protocol/exploration.ts';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import { parseUri } from '../../platform/editors/uri.ts';
import { valueColumns, type SeriesColumn } from '../../platform/exploration/naming.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import type { Services } from '../../platform/services.ts';
import type { FindingGroup, FindingPlace, FoundInLine } from './findings.ts';
import { findingGroups } from './findings.ts';

type Needs = Pick<Services, 'editors' | 'workspace' | 'engine' | 'notes' | 'seriesCharts' | 'commands'>;

/** In longer series nobody is made to wait for what they did not ask for. */
const longest = 200_000;
/** Of more lines the first are looked at. */
const most = 3;

/** Why nothing more is being looked for. */
export type Halt = { kind: 'long'; line: SeriesColumn; steps: number } | { kind: 'cancelled' } | { kind: 'failed'; message: string };

/** What the views of Explore are about: the dataset that is, or was last, in front, the lines of its chart, what was found in them. */
export class ExploreModel {
  readonly dataset: ComputedRef<DatasetSummary | null>;
  readonly notes: ComputedRef<readonly DataNote[]>;
  /** The lines that are looked at. */
  readonly lines: ComputedRef<readonly SeriesColumn[]>;
  readonly groups: ComputedRef<FindingGroup[]>;
  /** The line that is being looked at. */
  readonly looking: ShallowRef<SeriesColumn | null> = shallowRef(null);
  readonly halt: ShallowRef<Halt | null> = shallowRef(null);
  readonly #needs: Needs;
  readonly #last: ShallowRef<string | null> = shallowRef(null);
  /** What was found, by dataset, content and line. */
  readonly #found: ShallowRef<ReadonlyMap<string, FoundInLine>> = shallowRef(new Map());
  #abort = new AbortController();
  readonly dispose: () => void;

  constructor(needs: Needs) {
    this.#needs = needs;
    const { editors, workspace, notes, seriesCharts } = needs;
    const inFront = computed(() => datasetOf(needs, editors.active.value?.uri));
    this.dispose = watch(inFront, (id) => void (id !== null && (this.#last.value = id)), { immediate: true, flush: 'sync' });
    this.dataset = computed(() => {
      const [only, ...others] = workspace.datasets.value;
      return workspace.dataset(inFront.value ?? this.#last.value ?? '') ?? (others.length === 0 ? only : undefined) ?? null;
    });
    this.notes = computed(() => (this.dataset.value ? notes.of(this.dataset.value.id).value : []));
    this.lines = computed(() => {
      const dataset = this.dataset.value;
      if (!dataset) return [];
      const charted =
        seriesCharts
          .of(dataset.id)
          ?.lines()
          .filter(({ hidden }) => !hidden) ?? [];
      const [series, column] = [dataset.series[0], valueColumns(dataset)[0]];
      const first = series && column ? [{ seriesId: series.id, column: column.name }] : [];
      return charted.length > 0 ? charted.slice(0, most).map(({ seriesId, column }) => ({ seriesId, column })) : first;
    });
    this.groups = computed(() => {
      const dataset = this.dataset.value;
      if (!dataset) return [];
      return findingGroups(
        dataset,
        this.lines.value.flatMap((line) => this.#found.value.get(keyOf(dataset, line)) ?? []),
      );
    });
  }

  /** Changes when there is something else to look at. */
  get subject(): string {
    const dataset = this.dataset.value;
    return dataset ? this.lines.value.map((line) => keyOf(dataset, line)).join('\n') : '';
  }

  /** Looks at the lines that were not looked at yet, one after the other. `long`: at long ones too. */
  async look({ long = false }: { long?: boolean } = {}): Promise<void> {
    this.#abort.abort();
    const own = (this.#abort = new AbortController());
    const dataset = this.dataset.value;
    this.looking.value = this.halt.value = null;
    if (!dataset) return;
    try {
      for (const line of this.lines.value.filter((one) => !this.#found.value.has(keyOf(dataset, one)))) {
        const steps = dataset.series.find(({ id }) => id === line.seriesId)?.length ?? 0;
        if (steps > longest && !long) return void (this.halt.value = { kind: 'long', line, steps });
        this.looking.value = line;
        const found = await this.#lookAt(dataset, line, own.signal);
        if (own !== this.#abort) return;
        this.#found.value = new Map([...this.#found.value, [keyOf(dataset, line), found]]);
      }
    } catch (error) {
      if (own !== this.#abort) return;
      this.halt.value = error instanceof CancelledError ? { kind: 'cancelled' } : { kind: 'failed', message: errorMessage(error) };
    }
    this.looking.value = null;
  }

  /** Forgets what was found in what is in front, and looks anew. */
  async lookAgain(): Promise<void> {
    const dataset = this.dataset.value;
    if (!dataset) return;
    const gone = new Set(this.lines.value.map((line) => keyOf(dataset, line)));
    this.#found.value = new Map([...this.#found.value].filter(([key]) => !gone.has(key)));
    await this.look({ long: true });
  }

  cancel(): void {
    this.#abort.abort();
  }

  /** Nobody looks any more: the work ends, and what was found stays. */
  leave(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.looking.value = null;
  }

  /** Shows where a finding of the dataset in front is. */
  goTo(place: FindingPlace, keep: boolean): void {
    const datasetId = this.dataset.value?.id;
    if (datasetId === undefined) return;
    const { commands } = this.#needs;
    if (place.kind === 'row') {
      const { row, column } = place;
      commands.run('data.openDataset', { datasetId, keep, ...(row !== null && { row }), ...(column !== null && { column }) });
      return;
    }
    const { seriesId: series, column } = place.line;
    const where = place.kind === 'moment' ? { time: place.time, view: 'chart' as const } : { view: 'profile' as const };
    commands.run('data.openDataset', { datasetId, series, column, keep, ...where });
  }

  async #lookAt({ id }: DatasetSummary, line: SeriesColumn, signal: AbortSignal): Promise<FoundInLine> {
    const { engine, workspace } = this.#needs;
    await workspace.load(id);
    const about = { datasetId: id, seriesId: line.seriesId, column: line.column };
    // One after the other: the second builds on the seasons of the first, which are then at hand.
    const profile = await engine.call('data.profile', about, { signal });
    return { line, profile, diagnosis: await engine.call('data.diagnose', about, { signal }) };
  }
}

function keyOf({ id, hash, settings }: DatasetSummary, { seriesId, column }: SeriesColumn): string {
  return JSON.stringify([id, hash, settings.fixes ?? [], seriesId, column]);
}

/** The dataset that an editor is about, a run's too; null of all others. */
function datasetOf({ workspace }: Pick<Services, 'workspace'>, uri: string | undefined): string | null {
  if (uri === undefined) return null;
  const { scheme, resource } = parseUri(uri);
  if (scheme === 'run') return workspace.run(resource)?.datasetId ?? null;
  return ['dataset', 'train', 'automatic'].includes(scheme) && workspace.dataset(resource) ? resource : null;
}

export const exploreModelKey: InjectionKey<ExploreModel> = Symbol('explore');
