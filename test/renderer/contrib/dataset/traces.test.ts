import { describe, expect, test, vi } from 'vitest';
import { nextTick, effectScope, ref } from 'vue';
import {
  changeTrace,
  fittingChoices,
  isolateTrace,
  mostTraces,
  proposeSides,
  traceKey,
  withoutTrace,
  withTrace,
  type TraceChoice,
} from '../../../../renderer/contrib/dataset/series/trace-choices.ts';
import { rangeCsv } from '../../../../renderer/contrib/dataset/series/range-csv.ts';
import { useTraces } from '../../../../renderer/contrib/dataset/series/use-traces.ts';
import { marksOf } from '../../../../renderer/contrib/dataset/series/use-marks.ts';
import { firstState, viewState, type ViewState } from '../../../../renderer/contrib/dataset/view-state.ts';
import { StateService, type StateStorage } from '../../../../renderer/platform/state/state-service.ts';
import type { EngineService } from '../../../../renderer/platform/engine/engine-service.ts';
import { dataset } from '../../fixture/fake-data.ts';

const chosen = (...columns: string[]): readonly TraceChoice[] =>
  columns.reduce<readonly TraceChoice[]>((choices, column) => withTrace(choices, { seriesId: '', column }), []);
const key = (column: string): string => traceKey({ seriesId: '', column });
const slots = (choices: readonly TraceChoice[]): number[] => choices.map(({ slot }) => slot);

describe('choices of traces', () => {
  test('a trace keeps its slot, and a new one takes the lowest that is free', () => {
    const three = chosen('a', 'b', 'c');
    expect(slots(three)).toEqual([0, 1, 2]);
    const again = withTrace(withoutTrace(three, key('a')), { seriesId: '', column: 'd' });
    expect(again.map(({ column, slot }) => [column, slot])).toEqual([
      ['b', 1],
      ['c', 2],
      ['d', 0],
    ]);
    expect(withTrace(again, { seriesId: '', column: 'b' })).toBe(again);
    const full = chosen(...Array.from({ length: mostTraces + 3 }, (_, i) => `c${i}`));
    expect(full).toHaveLength(mostTraces);
  });

  test('one is shown alone, and a second time all are shown again', () => {
    const alone = isolateTrace(chosen('a', 'b', 'c'), key('b'));
    expect(alone.map(({ hidden }) => hidden)).toEqual([true, false, true]);
    expect(isolateTrace(alone, key('b')).map(({ hidden }) => hidden)).toEqual([false, false, false]);
  });

  test('values ten times larger or smaller go to the right, unless told otherwise', () => {
    const size = (column: string): number => ({ a: 100, b: 9.9, c: 1000, d: 999, zero: 0 })[column] ?? 0;
    expect(proposeSides(chosen('a', 'b', 'c', 'd', 'zero'), size)).toEqual(['left', 'right', 'right', 'left', 'left']);
    const told = changeTrace(chosen('a', 'b'), key('b'), { side: 'left' });
    expect(proposeSides(told, size)).toEqual(['left', 'left']);
    const first = changeTrace(chosen('a', 'b'), key('a'), { side: 'right' });
    expect(proposeSides(first, size)).toEqual(['right', 'left']);
    expect(proposeSides(first.slice(0, 1), size)).toEqual(['left']);
  });

  test('what the dataset lacks is left out; where nothing is left, its first series and column stand', () => {
    const about = dataset('panel', 'Panel', 2);
    const column = about.columns.find(({ role, type }) => role === 'value' && type === 'number')!.name;
    const first = { seriesId: about.series[0]!.id, column };
    expect(fittingChoices([{ ...first, column: 'gone', slot: 3, side: 'auto', hidden: false }], about)).toMatchObject([
      { ...first, slot: 0 },
    ]);
    expect(fittingChoices([], { ...about, columns: [] })).toEqual([]);
  });
});

test('a change of the view or of a tab loads nothing anew', async () => {
  const about = dataset('panel', 'Panel', 2);
  const state = ref<ViewState>(firstState);
  const call = vi.fn(() => Promise.resolve({ x: new Float64Array(1), y: new Float64Array(1), rows: 1, complete: true }));
  const traces = effectScope().run(() => useTraces(() => about, state, { call }))!;
  const before = traces.shown.value;
  state.value = { ...state.value, view: { from: 1, to: 2 }, tab: 'table' };
  await nextTick();
  expect(traces.shown.value).toBe(before);
  await before[0]!.load(null, null, 100);
  traces.change(changeTrace(traces.choices.value, before[0]!.key, { side: 'right' }));
  await traces.shown.value[0]!.load(null, null, 100);
  expect(call).toHaveBeenCalledTimes(1);
});

test('the state of an editor survives a start, and what is damaged of it does not stop one', async () => {
  let written = '';
  const storage = (json: string | null): StateStorage => ({
    read: (scope) => Promise.resolve(scope === 'workspace' ? json : null),
    write: (_scope, text) => Promise.resolve(void (written = text)),
  });
  const first = new StateService(storage(null), () => undefined);
  await first.load();
  viewState(first, 'shop').value = { ...firstState, tab: 'table', traces: chosen('a', 'b'), view: { from: 1, to: 2 } };
  first.flush();
  await vi.waitFor(() => expect(written).not.toBe(''));
  const second = new StateService(storage(written), () => undefined);
  await second.load();
  expect(viewState(second, 'shop').value).toMatchObject({ tab: 'table', view: { from: 1, to: 2 } });
  expect(viewState(second, 'shop').value.traces.map(({ column }) => column)).toEqual(['a', 'b']);
  expect(viewState(second, 'other').value).toBe(firstState);
  const third = new StateService(storage(written.replace('"table"', '"chair"')), () => undefined);
  await third.load();
  expect(viewState(third, 'shop').value).toBe(firstState);
});

test('a range is copied with its times as dates and its gaps empty, page after page', async () => {
  const offsets: number[] = [];
  const call = async (_method: string, { offset, limit }: { offset: number; limit: number }) => {
    offsets.push(offset);
    return {
      columns: ['day', 'a "name", long', 'shop'],
      rows: Array.from({ length: limit }, (_, i) => [(offset + i) * 43_200_000, i % 2 === 0 ? 1.5 : null, 'x']),
    };
  };
  const engine = { call } as unknown as EngineService;
  const text = await rangeCsv(engine, { datasetId: 'd', timeColumn: 'day' }, { first: 2, rows: 3 });
  expect(text).toBe('day,"a ""name"", long",shop\n1970-01-02,1.5,x\n1970-01-02T12:00:00.000Z,,x\n1970-01-03,1.5,x\n');
  await rangeCsv(engine, { datasetId: 'd', timeColumn: 'day' }, { first: 0, rows: 25_000 });
  expect(offsets).toEqual([2, 0, 10_000, 20_000]);
  await expect(rangeCsv(engine, { datasetId: 'd', timeColumn: null }, { first: 0, rows: 200_001 })).rejects.toThrow('200,001');
});

test('findings are marks in words', () => {
  const part = { level: 1, slope: 0, spread: 1 };
  const marks = marksOf(
    {
      profile: {
        seriesId: '',
        column: 'a',
        seasons: [],
        outliers: [{ row: 3, time: 10, value: 900, low: 1, high: 2, sentence: '' }],
        changepoints: [{ row: 9, time: 20, before: part, after: { ...part, level: 5 }, sentence: '' }],
        missing: { count: 1, longestGap: 1 },
        notes: [],
      },
      gaps: [{ row: 0, time: 30, steps: 1 }],
    },
    'sales',
  );
  expect(marks.map(({ x, label }) => [x, label])).toEqual([
    [10, 'sales: 900, where 1 to 2 was expected'],
    [20, 'sales: the trend changes from about 1 to about 5'],
    [30, 'sales: 1 step without a value'],
  ]);
});
