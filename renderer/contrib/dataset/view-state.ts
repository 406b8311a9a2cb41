/** How each dataset's editor was left. */
import type { Ref } from 'vue';
import { computed } from 'vue';
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
};

/** Of more datasets the ones changed last are remembered. */
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

const checkState: Check<ViewState> = checkObject<ViewState>({
  tab: checkOneOf(...datasetTabs),
  traces: checkList(checkTrace, 100),
  stacked: checkBoolean,
  view: (value) => (value === null ? null : checkObject({ from: anyNumber, to: anyNumber })(value)),
  findings: checkBoolean,
  picker: checkBoolean,
  dragSelects: checkBoolean,
  widths: checkWidths,
});

const checkStates: Check<Record<string, ViewState>> = (value) => {
  if (!isRecord(value)) return undefined;
  const states = Object.entries(value).map(([id, state]) => [id, checkState(state)] as const);
  return Object.fromEntries(states.filter((entry): entry is [string, ViewState] => entry[1] !== undefined));
};

const slots = new WeakMap<StateService, Ref<Record<string, ViewState>>>();

/** The state of one dataset's editor, saved as it changes. Two editors of one dataset share it. */
export function viewState(state: StateService, datasetId: string): Ref<ViewState> {
  let slot = slots.get(state);
  if (!slot) slots.set(state, (slot = state.slot('dataset.views', checkStates, {}, 'workspace')));
  const all = slot;
  return computed({
    get: () => all.value[datasetId] ?? firstState,
    set: (next) => {
      const others = Object.entries(all.value).filter(([id]) => id !== datasetId);
      all.value = Object.fromEntries([...others, [datasetId, next] as const].slice(-kept));
    },
  });
}
