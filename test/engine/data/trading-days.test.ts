import { describe, expect, it } from 'vitest';
import { tradingDays } from '../../../engine/data/time/trading-days.ts';
import { dates, finding, read, values } from './files.ts';

const weekdays = (from: string, count: number, without: readonly string[] = []): string[] => {
  const days: string[] = [];
  for (let time = Date.parse(from); days.length < count; time += 86_400_000) {
    const day = new Date(time);
    if (day.getUTCDay() % 6 !== 0) days.push(day.toISOString().slice(0, 10));
  }
  return days.filter((day) => !without.includes(day));
};
const panel = (series: Record<string, readonly string[]>): string =>
  `id,date,v\n${Object.entries(series)
    .flatMap(([id, days]) => days.map((day, i) => `${id},${day},${i}`))
    .join('\n')}\n`;

describe('holidays of an exchange', () => {
  it('are no steps: the days that are there follow each other', async () => {
    const days = weekdays('2024-01-01', 60, ['2024-01-15', '2024-02-19']);
    const dataset = await read(`date,v\n${days.map((day, i) => `${day},${i}`).join('\n')}\n`);
    expect(dataset.frequency).toEqual({ unit: 'business-day', step: 1 });
    expect(dates(dataset)).toEqual(days);
    expect(values(dataset, 'v')).not.toContain(null);
    expect(finding(dataset, 'closed-days')).toEqual({ row: null, column: 'date', count: 2, severity: 'info' });
    expect(finding(dataset, 'gaps-filled')).toBeUndefined();
  });

  it('are those that all series miss; what one series misses alone is a gap in it', async () => {
    const all = weekdays('2024-01-01', 40, ['2024-01-15']);
    const dataset = await read(panel({ A: all, B: all.filter((day) => day !== '2024-01-22'), C: all.slice(5) }));
    expect(dataset.series.map(({ length }) => length)).toEqual([39, 39, 34]);
    const gap = [...dataset.fileRows].indexOf(0);
    expect(dates(dataset)[gap]).toBe('2024-01-22');
    expect(values(dataset, 'v').filter((value) => value === null)).toHaveLength(1);
    expect(finding(dataset, 'closed-days')).toMatchObject({ count: 1 });
    expect(finding(dataset, 'gaps-filled')).toMatchObject({ count: 1 });
  });

  it('end where a fortnight is missing: that is a gap', async () => {
    const fortnight = weekdays('2024-01-22', 10);
    const days = weekdays('2024-01-01', 120, [...fortnight, '2024-04-01']);
    const dataset = await read(`date,v\n${days.map((day, i) => `${day},${i}`).join('\n')}\n`);
    expect(values(dataset, 'v').filter((value) => value === null)).toHaveLength(10);
    expect(finding(dataset, 'closed-days')).toMatchObject({ count: 1 });
  });

  it('are not found where many days are missing', () => {
    const steps = Float64Array.from({ length: 50 }, (_, i) => i + Math.floor(i / 4));
    expect(tradingDays([{ steps, first: 0, last: steps[49]! }])).toBeNull();
  });
});

describe('panels of unlike series', () => {
  const daily = Array.from({ length: 60 }, (_, i) => new Date(Date.UTC(2024, 0, 1) + i * 86_400_000).toISOString().slice(0, 10));

  it('name each series whose step is not that of most', async () => {
    const dataset = await read(panel({ A: daily, B: daily, W: daily.filter((_, i) => i % 7 === 0) }));
    expect(dataset.frequency).toEqual({ unit: 'day', step: 1 });
    const found = dataset.findings.find(({ code }) => code === 'mixed-frequencies')!;
    expect(found).toMatchObject({ severity: 'warning', count: 1 });
    expect(found.message).toContain('Most series have a row each day, but not "W" (week). All are put on steps of one day');
  });

  it('name each series whose days begin at another time, as those of other zones do', async () => {
    const at = (clock: string): string[] => daily.map((day) => `${day}T${clock}:00Z`);
    const dataset = await read(panel({ Berlin: at('23:00'), Vienna: at('23:00'), York: at('05:00') }));
    expect(dataset.frequency).toEqual({ unit: 'day', step: 1 });
    const found = dataset.findings.find(({ code }) => code === 'clocks-differ')!;
    expect(found).toMatchObject({ severity: 'warning', count: 1 });
    expect(found.message).toContain('begin at 23:00, but those of "York" at 05:00');
    expect(values(dataset, 'v')).not.toContain(null);
  });

  it('of one kind bring neither finding', async () => {
    const dataset = await read(panel({ A: daily, B: daily.slice(3), C: daily.filter((_, i) => i % 9 !== 4) }));
    expect(dataset.findings.map(({ code }) => code)).toEqual(['gaps-filled']);
  });
});
