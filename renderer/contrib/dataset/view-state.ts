/** How each dataset's editors were left. */
import type { Ref } from 'vue';
import { computed } from 'vue';
import { useEditorPanel } from '../../platform/editors/editor-panel.ts';
import { useServices } from '../../platform/services.ts';
import type { Check } from '../../platform/state/validate.ts';
import { checkBoolean, checkList, checkNumber, checkObject, checkOneOf, checkString, isRecord } from '../../platform/state/validate.ts';
import type { StateService } from '../../platform/state/state-service.ts';
import type { TraceChoice } from './series/trace-choices.ts';

export const datasetTabs = ['chart', 'table', 'profile', 'columns', 'fixes'] as const;
export type DatasetTab = (typeof datasetTabs)[number];

export interface ViewState {
  tab: DatasetTab;
  traces: readonly TraceChoice[];
  /** A chart for each trace, below each other. */
  stacked: boolean;
  /** Null: everything. */
  view: { from: number; to: number } | null;
  /** Outliers, changes and gaps are marked. */
  findings: boolean;
  /** The list of series and columns is open. */
  picker: boolean;
  /** A drag on the chart selects. */
  dragSelects: boolean;
  widths: Readonly<Record<string, number>>;
  /** The selected stretch of the chart. */
  range: { from: number; to: number } | null;
  /** Where the table is scrolled to, in pixels, and its active cell. */
  table: { top: number; left: number; row: number; column: number };
}

export const firstState: ViewState = {
  tab: 'chart',
  traces: [],
  stacked: false,
  view: null,
  findings: true,
  picker: false,
  dragSelects: false,
  widths: {},
  range: null,
  table: { top: 0, left: 0, row: 0, column: 0 },
};

/** Of more datasets, and of more tabs, the ones changed last are remembered. */
const kept = 50;

const checkTrace = checkObject<TraceChoice>({
  seriesId: checkString,
  column: checkString,
  slot: checkNumber(0, 100),
  side: checkOneOf('auto', 'left', 'right'),
  hidden: checkBoolean,
});

const anyNumber = checkNumber(-Number.MAX_VALUE, Number.MAX_VALUE);

const checkWidths: Check<Record<string, number>> = (value) =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number'))
    : undefined;

const checkStretch: Check<{ from: number; to: number } | null> = (value) =>
  value === null ? null : checkObject({ from: anyNumber, to: anyNumber })(value);
const place = checkNumber(0, Number.MAX_SAFE_INTEGER);
/** Absent in what was kept before there was such a field. */
const orElse =
  <T>(fallback: T, check: Check<T>): Check<T> =>
  (value) =>
    value === undefined ? fallback : check(value);

const checkState: Check<ViewState> = checkObject<ViewState>({
  tab: checkOneOf(...datasetTabs),
  traces: checkList(checkTrace, 100),
  stacked: checkBoolean,
  view: checkStretch,
  findings: checkBoolean,
  picker: checkBoolean,
  dragSelects: checkBoolean,
  widths: checkWidths,
  range: orElse(firstState.range, checkStretch),
  table: orElse(firstState.table, checkObject({ top: place, left: place, row: place, column: place })),
});

const checkStates: Check<Record<string, ViewState>> = (value) => {
  if (!isRecord(value)) return undefined;
  const states = Object.entries(value).map(([id, state]) => [id, checkState(state)] as const);
  return Object.fromEntries(states.filter((entry): entry is [string, ViewState] => entry[1] !== undefined));
};

interface Slots {
  /** By dataset: as it was used last, in whichever tab. */
  last: Ref<Record<string, ViewState>>;
  /** By tab and dataset. */
  tabs: Ref<Record<string, ViewState>>;
}

const slots = new WeakMap<StateService, Slots>();

function slotsOf(state: StateService): Slots {
  const known = slots.get(state);
  if (known) return known;
  const made = {
    last: state.slot('dataset.views', checkStates, {}, 'workspace'),
    tabs: state.slot('dataset.tabViews', checkStates, {}, 'workspace'),
  };
  slots.set(state, made);
  return made;
}

function put(slot: Ref<Record<string, ViewState>>, key: string, value: ViewState): void {
  const others = Object.entries(slot.value).filter(([other]) => other !== key);
  slot.value = Object.fromEntries([...others, [key, value] as const].slice(-kept));
}

/**
 * The state of one dataset in one tab, saved as it changes: two tabs that show one dataset each have their own. A tab that is new starts from the
 * one used last, and keeps to what it started from. Without a tab: what was used last.
 */
export function viewState(state: StateService, datasetId: string, panel = ''): Ref<ViewState> {
  const { last, tabs } = slotsOf(state);
  const key = `${panel} ${datasetId}`;
  if (panel !== '' && tabs.value[key] === undefined) put(tabs, key, last.value[datasetId] ?? firstState);
  return computed({
    get: () => (panel === '' ? undefined : tabs.value[key]) ?? last.value[datasetId] ?? firstState,
    set: (next) => {
      if (panel !== '') put(tabs, key, next);
      put(last, datasetId, next);
    },
  });
}

/** A tab was closed: the next of its name is another. */
export function forgetTab(state: StateService, panel: string): void {
  const { tabs } = slotsOf(state);
  tabs.value = Object.fromEntries(Object.entries(tabs.value).filter(([key]) => !key.startsWith(`${panel} `)));
}

/** The state of a dataset in the tab around the component. */
export function useViewState(datasetId: string): Ref<ViewState> {
  return viewState(useServices().state, datasetId, useEditorPanel().value);
}
