import { afterEach, expect, test } from 'vitest';
import { shallowRef } from 'vue';
import type { DataProfile } from '../../../engine/protocol/data.ts';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import { setLanguage } from '../../../renderer/base/language.ts';
import { ExploreModel } from '../../../renderer/contrib/explore-views/explore-model.ts';
import { findingGroups, findingRows } from '../../../renderer/contrib/explore-views/findings.ts';
import { seriesRows, type SeriesTreeState } from '../../../renderer/contrib/explore-views/series-rows.ts';
import { SeriesCharts, type ShownLine } from '../../../renderer/platform/exploration/series-charts.ts';
import { dataset, month, run, start } from '../fixture/fake-data.ts';
import { fakeDiagnosis } from '../fixture/fake-diagnosis.ts';

const panel = dataset('panel', 'Panel', 3);
const air = dataset('air', 'Airline', 1);
const nothing: SeriesTreeState = { open: new Set(), filter: '', linesOf: () => undefined };
const shown = (seriesId: string, column: string, hidden = false): ShownLine => ({ seriesId, column, slot: 0, hidden });

afterEach(() => setLanguage('en'));

test('of several series with several columns each series opens to its columns; one series lists its columns at once', () => {
  const open = new Set(['dataset:panel', 'dataset:air', `series:panel:${panel.series[0]!.id}`]);
  const rows = seriesRows([panel, air], { ...nothing, open });
  expect(rows.map(({ level, text }) => `${level} ${text}`)).toEqual([
    '1 Panel',
    '2 Region 1',
    '3 passengers',
    '3 price',
    '2 Region 2',
    '2 Region 3',
    '1 Airline',
    '2 passengers',
    '2 price',
  ]);
  expect(rows.every(({ checked }) => checked === undefined)).toBe(true);
});

test('where a chart is in view its lines are ticked, those that are hidden in it too, and a series says how many it has there', () => {
  const [one] = panel.series;
  const open = new Set(['dataset:panel', `series:panel:${one!.id}`]);
  const lines = [shown(one!.id, 'price'), shown(one!.id, 'passengers', true)];
  const rows = seriesRows([panel], { ...nothing, open, linesOf: () => lines });
  expect(rows.filter(({ level }) => level === 3).map(({ checked, item }) => [checked, item.kind === 'line' && item.hidden])).toEqual([
    [true, true],
    [true, false],
  ]);
  expect(rows.filter(({ item }) => item.kind === 'series').map(({ item }) => item.kind === 'series' && item.shown)).toEqual([2, 0, 0]);
});

test('a filter is looked for in dataset, series and column together, and opens what holds a hit', () => {
  const names = (filter: string): string[] => seriesRows([panel, air], { ...nothing, filter }).map(({ text }) => text);
  expect(names('region 2 price')).toEqual(['Panel', 'Region 2', 'price']);
  expect(names('airline')).toEqual(['Airline']);
  expect(names('airline price')).toEqual(['Airline', 'price']);
  expect(names('no such words')).toEqual([]);
});

const profile: DataProfile = {
  seriesId: '',
  column: 'passengers',
  seasons: [{ period: 12, strength: 0.87, evidence: '' }],
  outliers: Array.from({ length: 23 }, (_, n) => ({ row: n + 2, time: start + n * month, value: 900, low: 1, high: 2, sentence: '' })),
  changepoints: [],
  missing: { count: 3, longestGap: 3 },
  notes: [],
};
const line = { seriesId: '', column: 'passengers' };

test('each finding is one sentence with the place where it is seen; what the file held comes last, errors first', () => {
  const groups = findingGroups({ ...air, findings: panel.findings }, [{ line, profile, diagnosis: fakeDiagnosis('', 'passengers') }]);
  expect(groups.map(({ title }) => title)).toEqual(['passengers', 'Reading the file']);
  const [gap, outlier] = groups[0]!.findings;
  expect(gap?.place).toEqual({ kind: 'moment', line, time: start + 51 * month });
  expect(outlier?.sentence).toBe('1949-01-01: 900, where 1 to 2 was expected');
  expect(outlier?.place).toEqual({ kind: 'moment', line, time: start });
  expect(groups[0]!.findings.map(({ sentence }) => sentence)).toContain('3 more in the profile');
  expect(groups[0]!.findings.map(({ sentence }) => sentence)).toContain('Yearly season: explains 87% of the variation about the trend.');
  expect(groups[1]!.findings.map(({ severity }) => severity)).toEqual(['error', 'warning', 'info']);
  expect(new Set(groups.flatMap(({ findings }) => findings.map(({ id }) => id))).size).toBe(
    groups.reduce((sum, { findings }) => sum + findings.length, 0),
  );
  expect(findingRows(groups, ['file']).filter(({ level }) => level === 1)).toMatchObject([{ expanded: true }, { expanded: false }]);
});

test('findings speak German', () => {
  setLanguage('de');
  const [group] = findingGroups(air, [{ line, profile, diagnosis: fakeDiagnosis('', 'passengers') }]);
  expect(group?.findings[1]?.sentence).toBe('1949-01-01: 900, wo 1 bis 2 zu erwarten war');
});

/** A model over these datasets and an engine that answers with pretended numbers. */
function modelOf(datasets = [panel, air], answer: (column: string) => unknown = () => undefined) {
  const active = shallowRef<{ uri: string } | null>(null);
  const seriesCharts = new SeriesCharts();
  const asked: string[] = [];
  const ran: unknown[] = [];
  const list = shallowRef(datasets);
  const model = new ExploreModel({
    editors: { active },
    workspace: {
      datasets: list,
      dataset: (id: string) => list.value.find((one) => one.id === id),
      run: (id: string) => (id === 'r1' ? run('r1', 'GRU', 'done', 'panel', 'Panel', 3) : undefined),
      load: async () => undefined,
    },
    engine: {
      call: async (method: string, { seriesId, column }: { seriesId: string; column: string }) => {
        asked.push(`${method} ${seriesId} ${column}`);
        await answer(column);
        return method === 'data.profile' ? { ...profile, seriesId, column } : fakeDiagnosis(seriesId, column);
      },
    },
    notes: { of: () => shallowRef([]) },
    seriesCharts,
    commands: { run: (...args: unknown[]) => ran.push(args) },
  } as unknown as ConstructorParameters<typeof ExploreModel>[0]);
  return { model, active, seriesCharts, asked, ran, list };
}

test('the dataset is that of the editor in front, a run’s too, and stays where another kind of editor comes', () => {
  const { model, active } = modelOf();
  expect(model.dataset.value).toBeNull();
  active.value = { uri: 'dataset:air' };
  expect(model.dataset.value?.id).toBe('air');
  active.value = { uri: 'run:r1' };
  expect(model.dataset.value?.id).toBe('panel');
  active.value = { uri: 'settings:' };
  expect(model.dataset.value?.id).toBe('panel');
  model.dispose();
  expect(modelOf([air]).model.dataset.value?.id).toBe('air');
});

test('the lines of the chart are looked at once each, the hidden ones not, at most three', async () => {
  const { model, active, seriesCharts, asked } = modelOf();
  active.value = { uri: 'dataset:panel' };
  await model.look();
  expect(asked).toEqual(['data.profile Region 1 passengers', 'data.diagnose Region 1 passengers']);
  const lines = shallowRef([shown('Region 1', 'passengers'), shown('Region 2', 'price', true), shown('Region 3', 'price')]);
  const leave = seriesCharts.register({
    datasetId: 'panel',
    uri: 'dataset:panel',
    inFront: () => true,
    lines: () => lines.value,
    toggle: () => {},
  });
  await model.look();
  expect(asked.slice(2)).toEqual(['data.profile Region 3 price', 'data.diagnose Region 3 price']);
  expect(model.groups.value.map(({ title }) => title)).toEqual(['passengers, Region 1', 'price, Region 3', 'Reading the file']);
  lines.value = ['Region 1', 'Region 2', 'Region 3'].flatMap((id) => [shown(id, 'passengers'), shown(id, 'price')]);
  expect(model.lines.value).toHaveLength(3);
  leave();
  expect(model.lines.value).toEqual([{ seriesId: 'Region 1', column: 'passengers' }]);
});

test('a long series is looked at only when asked', async () => {
  const long = dataset('long', 'Long', 1, 300_000);
  const { model, asked } = modelOf([long]);
  await model.look();
  expect(asked).toEqual([]);
  expect(model.halt.value).toMatchObject({ kind: 'long', steps: 300_000 });
  await model.look({ long: true });
  expect(asked).toHaveLength(2);
  expect(model.halt.value).toBeNull();
});

test('a failure and a cancelled search are told, and what was found stays', async () => {
  let failure: Error | null = new Error('no memory');
  const { model } = modelOf([air], () => {
    if (failure) throw failure;
  });
  await model.look();
  expect(model.halt.value).toMatchObject({ kind: 'failed' });
  failure = new CancelledError();
  await model.look();
  expect(model.halt.value).toEqual({ kind: 'cancelled' });
  failure = null;
  await model.look();
  expect(model.halt.value).toBeNull();
  expect(model.groups.value[0]?.title).toBe('passengers');
  failure = new Error('later');
  await model.look();
  expect(model.halt.value).toBeNull();
});

test('a finding leads to its moment in the chart, to its line of the file, or to the profile', () => {
  const { model, ran } = modelOf([air]);
  model.goTo({ kind: 'moment', line, time: 7 }, false);
  model.goTo({ kind: 'row', row: 12, column: null }, true);
  model.goTo({ kind: 'profile', line }, true);
  expect(ran).toEqual([
    ['data.openDataset', { datasetId: 'air', series: '', column: 'passengers', keep: false, time: 7, view: 'chart' }],
    ['data.openDataset', { datasetId: 'air', keep: true, row: 12 }],
    ['data.openDataset', { datasetId: 'air', series: '', column: 'passengers', keep: true, view: 'profile' }],
  ]);
});

test('of two tabs about one dataset the one in front is meant', () => {
  const { seriesCharts } = modelOf();
  const page = (uri: string, front: boolean) => ({ datasetId: 'panel', uri, inFront: () => front, lines: () => [], toggle: () => {} });
  seriesCharts.register(page('first', true));
  seriesCharts.register(page('second', false));
  expect(seriesCharts.of('panel')?.uri).toBe('first');
  seriesCharts.register(page('third', false));
  expect(seriesCharts.of('panel')?.uri).toBe('first');
});
