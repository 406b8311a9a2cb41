import { describe, expect, it } from 'vitest';
import { rangeInRows, withinRange } from '../../../engine/data/index.ts';
import { dailyFrom, datasetOf, withText } from '../../helpers/dataset.ts';

const counted = (length: number, from = 0): number[] => Array.from({ length }, (_, row) => from + row);
const days = dailyFrom(datasetOf([{ sales: counted(60), price: counted(60, 100) }]), '2024-01-01', 'Europe/Berlin');
const sales = (range: { from?: string; to?: string }): number[] =>
  Array.from(withinRange(days, { ...range, horizon: 3 }).numeric[0]!.values);
const ends = (range: { from?: string; to?: string }): Array<number | undefined> => [sales(range)[0], sales(range).at(-1)];

describe('a range of a dataset', () => {
  it.each([
    [{ from: '2024-01-11', to: '2024-01-20' }, [10, 19]],
    [{ from: '2024-02' }, [31, 59]],
    [{ to: '2024-01' }, [0, 30]],
    [{ from: '2024', to: '2024' }, [0, 59]],
    [{ from: '2024-1-11', to: '2024-1-20' }, [10, 19]],
    // Midnight in Berlin is 23:00 UTC of the day before.
    [{ from: '2024-01-10T23:00:00Z' }, [10, 59]],
    [{ from: '2024-01-10T23:00:01Z' }, [11, 59]],
    [{ to: '2024-01-11T00:00:00+01:00' }, [0, 10]],
    [{ to: '2024-01-10 12:30' }, [0, 9]],
  ] as const)('%j holds the rows %j, its ends included', (range, rows) => {
    expect(ends(range)).toEqual(rows);
  });

  it('is the dataset itself where it is open, and says how many rows lie before it', () => {
    expect(withinRange(days, { horizon: 3 })).toBe(days);
    const part = withinRange(days, { from: '2024-01-11', horizon: 3 });
    expect([...part.rowsBefore!]).toEqual([['s0', 10]]);
    expect(part.series).toEqual([{ ...days.series[0], offset: 0, length: 50, start: days.time[10], end: days.time[59] }]);
    expect([part.fileRows[0], part.time[0]]).toEqual([days.fileRows[10], days.time[10]]);
  });

  it('is one text for the same rows, however it was written', () => {
    const written = { from: '2024-01-11', to: '2024-01-31' };
    expect(rangeInRows(days, { from: '2024-01-10T23:00:00Z', to: '2024-01' })).toEqual(written);
    expect(rangeInRows(days, written)).toEqual(written);
    expect(rangeInRows(days, { to: '2025' })).toEqual({ to: '2024-02-29' });
    expect(rangeInRows(days, {})).toEqual({});
  });

  it('counts rows of each series where there is no time, and leaves out series without any', () => {
    const panel = datasetOf([{ x: counted(10) }, { x: counted(4, 50) }]);
    panel.time.set(counted(4), 10);
    panel.series[1]!.end = 3;
    const part = withinRange(panel, { from: '2', to: '3', horizon: 1 });
    expect(Array.from(part.numeric[0]!.values)).toEqual([2, 3, 52, 53]);
    expect(part.series.map(({ id, offset, length }) => [id, offset, length])).toEqual([
      ['s0', 0, 2],
      ['s1', 2, 2],
    ]);
    const late = withinRange(panel, { from: '6', horizon: 1 });
    expect(late.series.map(({ id }) => id)).toEqual(['s0']);
    expect(Array.from(late.numeric[0]!.values)).toEqual([6, 7, 8, 9]);
  });

  it('keeps of the rows after its end what is planned, and nothing that only came', () => {
    const named = withText(
      days,
      'promotion',
      counted(60).map((day) => `p${day}`),
    );
    const part = withinRange(named, { to: '2024-01-10', horizon: 3, future: ['price'] });
    expect(Array.from(part.numeric[0]!.values.slice(8))).toEqual([8, 9, Number.NaN, Number.NaN, Number.NaN]);
    expect(Array.from(part.numeric[1]!.values.slice(8))).toEqual([108, 109, 110, 111, 112]);
    expect(Array.from(part.text[0]!.codes.slice(8))).toEqual([8, 9, -1, -1, -1]);
  });

  it.each([
    [{ from: 'soon' }, 'Expected a date such as 2024, 2024-03, 2024-03-01 or 2024-03-01 12:30 for data.from but received "soon".'],
    [{ to: '2024-13' }, 'for data.to but received "2024-13".'],
    [{ from: '2025' }, 'No row of made up lies between data.from 2025 and data.to open: its rows go from 2024-01-01 to 2024-02-29.'],
    [{ from: '2024-02', to: '2024-01' }, 'lies between data.from 2024-02 and data.to 2024-01'],
  ] as const)('%j is refused with what was expected', (range, words) => {
    expect(() => withinRange(days, { ...range, horizon: 3 })).toThrow(words);
  });
});
