import { expect, test } from 'vitest';
import type { DatasetSummary, FrequencyUnit } from '../../../../engine/protocol/data.ts';
import { rangeTexts } from '../../../../renderer/contrib/dataset/series/range-texts.ts';

/** One series from row 5 on; an engine that finds rows 7 to 9 in any stretch, whose times it knows. */
function setup(unit: FrequencyUnit, zone: string, times: readonly number[], rows = 3) {
  const hasTime = unit !== 'row';
  const dataset = {
    id: 'd',
    hasTime,
    frequency: { unit, step: 1 },
    settings: { time: { zone } },
    series: [{ id: 'a', offset: 5, length: 20 }],
    columns: [{ name: 'date', type: 'time', role: 'time' }],
  } as unknown as DatasetSummary;
  const call = async (method: string, params: { offset: number }) =>
    method === 'data.statistics' ? { first: 7, rows } : { columns: ['date'], rows: [[times[params.offset === 7 ? 0 : 1]]] };
  return (from: number, to: number) => rangeTexts({ call: call as never }, dataset, { from, to }, { seriesId: 'a', column: 'x' });
}

test('rows of days are named by their dates on the clock of the zone', async () => {
  const days = [Date.UTC(2024, 0, 10, 23), Date.UTC(2024, 0, 12, 23)];
  expect(await setup('day', 'Europe/Berlin', days)(0, 1)).toEqual({ from: '2024-01-11', to: '2024-01-13' });
});

test('a midnight of hourly rows is not its whole day', async () => {
  const hours = [Date.UTC(2024, 6, 10, 5), Date.UTC(2024, 6, 10, 22)];
  expect(await setup('hour', 'Europe/Berlin', hours)(0, 1)).toEqual({ from: '2024-07-10T07:00:00+02:00', to: '2024-07-11T00:00:00+02:00' });
});

test('without time rows count from the start of their series; where there is none, the stretch itself is taken', async () => {
  expect(await setup('row', 'UTC', [])(1.4, 4.6)).toEqual({ from: '2', to: '4' });
  expect(await setup('day', 'UTC', [], 0)(Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 2, 12))).toEqual({
    from: '2024-01-01',
    to: '2024-01-02T12:00:00Z',
  });
});
