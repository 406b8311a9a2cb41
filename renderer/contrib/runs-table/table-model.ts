/** The table of runs as it stands in this window: settings, rows, columns and what is selected. The commands and the editor share it. */
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { computed, effectScope, ref, shallowRef, watch } from 'vue';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import type { RunSummary } from '../../../engine/protocol/training.ts';
import { debounce } from '../../base/debounce.ts';
import type { Disposer } from '../../base/disposable.ts';
import type { ComparableSets } from '../../platform/runs/comparable.ts';
import { comparableSets } from '../../platform/runs/comparable.ts';
import { differingParameters } from '../../platform/runs/parameters.ts';
import type { Services } from '../../platform/services.ts';
import type { TableRow } from './arrange.ts';
import { arrange, sortRuns } from './arrange.ts';
import type { RunColumn } from './columns.ts';
import { runColumns, setName } from './columns.ts';
import type { RunFilter } from './filter.ts';
import { parseFilter } from './filter.ts';
import type { TableSettings } from './table-settings.ts';
import { checkSettings, defaultSettings, isShown, orderColumns } from './table-settings.ts';

export interface TableModel {
  settings: Ref<TableSettings>;
  change: (part: Partial<TableSettings>) => void;
  /** Every column that there is, in the user's order. */
  columns: ComputedRef<RunColumn[]>;
  visible: ComputedRef<RunColumn[]>;
  filter: ComputedRef<RunFilter>;
  /** The runs that pass the filter, sorted. */
  runs: ComputedRef<RunSummary[]>;
  rows: ComputedRef<TableRow[]>;
  hiddenByArchive: ComputedRef<number>;
  /** Keys of closed groups. */
  collapsed: Readonly<ShallowRef<ReadonlySet<string>>>;
  setCollapsed: (keys: ReadonlySet<string>) => void;
  selected: ShallowRef<ReadonlySet<string>>;
  baseline: ComputedRef<RunSummary | null>;
  sets: ShallowRef<ComparableSets>;
  /** How many sets of runs that cannot be compared with each other are shown. */
  shownSets: ComputedRef<number>;
  /** Asks the engine anew which runs are comparable, while somebody looks. */
  watchSets: () => Disposer;
  dispose: Disposer;
}

/** What of the runs decides which of them are comparable. */
function setsKey(runs: readonly RunSummary[]): string {
  return runs.flatMap(({ id, evaluation }) => (evaluation === null ? [] : [id])).join();
}

export function createTableModel({
  state,
  workspace,
  engine,
  runMarks,
}: Pick<Services, 'state' | 'workspace' | 'engine' | 'runMarks'>): TableModel {
  const scope = effectScope(true);
  return scope.run(() => {
    const settings = state.slot<TableSettings>('runsTable', checkSettings, defaultSettings);
    const { selected } = runMarks;
    const collapsed = shallowRef<ReadonlySet<string>>(new Set());
    const sets = shallowRef<ComparableSets>(new Map());
    const lookers = ref(0);

    const columns = computed(() => orderColumns(runColumns(workspace.runs.value, sets.value), settings.value.order));
    const filter = computed(() => parseFilter(settings.value.filter, columns.value));
    const passing = computed(() => workspace.runs.value.filter(filter.value.matches));
    const shown = computed(() =>
      settings.value.showArchived || filter.value.asksArchived ? passing.value : passing.value.filter((run) => !run.annotation.archived),
    );
    const runs = computed(() => sortRuns(shown.value, settings.value.sort, columns.value));
    const shownSets = computed(() => new Set(runs.value.flatMap(({ id }) => sets.value.get(id) ?? [])).size);
    const differing = computed(() => new Set(differingParameters(runs.value).map(({ name }) => name)));
    const visible = computed(() => columns.value.filter((column) => isShown(column, settings.value, differing.value, shownSets.value > 1)));
    const setOf = (run: RunSummary): string | null => {
      const set = sets.value.get(run.id);
      return set === undefined ? null : setName(set);
    };
    const rows = computed(() => arrange(runs.value, settings.value.grouping, collapsed.value, setOf));
    const baseline = computed(() => workspace.run(runMarks.baseline(workspace.path.value) ?? '') ?? null);

    let abort: AbortController | null = null;
    async function load(): Promise<void> {
      abort?.abort();
      const mine = (abort = new AbortController());
      try {
        const { groups } = await engine.call('runs.leaderboard', {}, { signal: mine.signal });
        if (abort === mine) sets.value = comparableSets(groups);
      } catch (error) {
        // Without the sets no delta is shown; the leaderboard says why it cannot be made.
        if (!(error instanceof CancelledError)) sets.value = new Map();
      }
    }
    const reload = debounce(() => void load(), 200, 2000);
    watch([() => setsKey(workspace.runs.value), () => lookers.value > 0], ([, looked]) => {
      if (looked) reload();
    });
    watch(workspace.runs, (all) => {
      const there = new Set(all.map(({ id }) => id));
      if ([...selected.value].some((id) => !there.has(id))) selected.value = new Set([...selected.value].filter((id) => there.has(id)));
    });

    return {
      settings,
      change: (part: Partial<TableSettings>) => (settings.value = { ...settings.value, ...part }),
      columns,
      visible,
      filter,
      runs,
      rows,
      hiddenByArchive: computed(() => passing.value.length - shown.value.length),
      collapsed,
      setCollapsed: (keys: ReadonlySet<string>) => (collapsed.value = keys),
      selected,
      baseline,
      sets,
      shownSets,
      watchSets: () => {
        lookers.value += 1;
        return () => (lookers.value -= 1);
      },
      dispose: () => {
        abort?.abort();
        reload.cancel();
        scope.stop();
      },
    };
  })!;
}
