import { describe, expect, it } from 'vitest';
import { fanDatasets, fanLegend, fanOf, fanRange, fanSummary, fanTable } from '../../../../renderer/base/chart/fan-picture.ts';
import { curveDatasets, curveHeight, epochExtent, epochsIn } from '../../../../renderer/base/chart/epoch-curve.ts';
import { bestEpoch, lossCurves, lossSummary, lossTable } from '../../../../renderer/base/chart/loss-picture.ts';
import { percentFormatter, valueFormatter } from '../../../../renderer/base/chart/number-format.ts';
import { isolatedPoints, thinPoints, toPoints } from '../../../../renderer/base/chart/points.ts';
import {
  drawnTrace,
  neighbour,
  readingsAt,
  seriesSummary,
  seriesTable,
  valueAxis,
} from '../../../../renderer/base/chart/series-picture.ts';
import type { Trace } from '../../../../renderer/base/chart/traces.ts';
import { sparklinePath } from '../../../../renderer/base/chart/sparkline.ts';
import { methodsOf, stepErrorDomain, stepErrorSummary, stepErrorTable } from '../../../../renderer/base/chart/step-error-picture.ts';
import { english } from '../../../../renderer/base/chart/text.ts';
import { readTheme } from '../../../../renderer/base/chart/theme.ts';
import { timeFormatter } from '../../../../renderer/base/chart/time-format.ts';
import { tooltipPlace } from '../../../../renderer/base/chart/tooltip.ts';
import { losses, monthlyForecast, stepErrors } from './page/fake-data.ts';

const theme = readTheme(() => '');
const format = valueFormatter('en', undefined, 4);

describe('points', () => {
  it('thin to the extremes of each stretch', () => {
    const y = Array.from({ length: 10_000 }, (_, i) => (i === 4321 ? 99 : i === 8000 ? -99 : Math.sin(i)));
    const thin = thinPoints(toPoints([...y.keys()], y), 200);
    expect(thin.length).toBeLessThanOrEqual(200);
    expect(thin.map((point) => point.y)).toEqual(expect.arrayContaining([99, -99]));
    expect(thin.every((point, i) => i === 0 || point.x > (thin[i - 1]?.x ?? 0))).toBe(true);
  });

  it('between two gaps are isolated', () => {
    const gap = Number.NaN;
    expect(isolatedPoints(toPoints([0, 1, 2, 3, 4, 5], [1, gap, 2, gap, 3, 4]))).toEqual([
      { x: 0, y: 1 },
      { x: 2, y: 2 },
    ]);
  });
});

describe('losses', () => {
  it('mark the first epoch with the lowest validation loss', () => {
    const history = losses(5).map((record, i) => ({ ...record, validationLoss: [3, Number.NaN, 1, 1, 2][i] ?? 0 }));
    expect(bestEpoch(history)?.epoch).toBe(3);
    expect(bestEpoch([])).toBeNull();
  });

  it('have no place at or below zero on a log axis', () => {
    expect(curveHeight(0.01, true)).toBeCloseTo(-2, 12);
    expect(curveHeight(0, true)).toBeNaN();
    expect(curveHeight(0, false)).toBe(0);
  });

  it('are at most a thousand points a curve', () => {
    const [training] = curveDatasets(losses(5000), lossCurves(english), false, theme);
    expect(training?.data.length).toBeLessThanOrEqual(1000);
  });

  it('are drawn in a range with the epoch on either side, from where the lines enter', () => {
    const history = losses(100);
    expect(epochExtent(history)).toEqual({ from: 1, to: 100 });
    expect(epochExtent([])).toEqual({ from: 1, to: 2 });
    expect(epochsIn(history, null)).toHaveLength(100);
    const inside = epochsIn(history, { from: 10.5, to: 14 });
    expect([inside[0]?.epoch, inside.at(-1)?.epoch]).toEqual([10, 15]);
    expect(epochsIn(history, { from: 98, to: 100 }).at(-1)?.epoch).toBe(100);
  });

  it('are told in a sentence and a table, newest first', () => {
    const history = losses(600);
    expect(lossSummary(history.slice(0, 1), true, format, english)).toContain('after 1 epoch, still training:');
    const table = lossTable(history, format, english);
    expect(table.rows).toHaveLength(500);
    expect(table.rows[0]?.[0]).toBe('600');
    expect(table.note).toBe('The first 500 of 600 rows.');
  });
});

describe('fan', () => {
  const forecast = monthlyForecast();
  const formats = { position: timeFormatter('month', 'en'), value: format, percent: percentFormatter('en') };

  it('begins bands and median at the last observed point', () => {
    const fan = fanOf(forecast);
    const datasets = fanDatasets(fan, theme);
    const origin = { x: forecast.historyTime.at(-1), y: forecast.historyValues.at(-1) };
    expect(datasets).toHaveLength(6);
    for (const index of [0, 1, 2, 3, 5]) expect(datasets[index]?.data[0]).toEqual(origin);
    expect(datasets[1]?.fill).toBe('-1');
    expect(fanRange(fan)).toEqual({ from: forecast.historyTime[0], to: forecast.time.at(-1) });
  });

  it('begins at the first step where the last value is missing', () => {
    const historyValues = forecast.historyValues.slice();
    historyValues[historyValues.length - 1] = Number.NaN;
    const datasets = fanDatasets(fanOf({ ...forecast, historyValues }), theme);
    expect(datasets.at(-1)?.data[0]?.x).toBe(forecast.time[0]);
  });

  it('shows the mean where no median was forecast', () => {
    const fan = fanOf({ ...forecast, quantiles: [], values: new Float64Array() });
    expect(fan.centre).toBe(forecast.mean);
    expect(fanLegend(fan, theme, english, formats.percent).map(({ label }) => label)).toEqual(['Observed', 'Mean']);
  });

  it('is told in a sentence and a table', () => {
    const fan = fanOf(forecast);
    expect(fanSummary(fan, formats, english)).toMatch(
      /^Forecast of Passengers, 18 steps from Jan 2021 to Jun 2022: .* 80% interval lies between/,
    );
    const table = fanTable(fan, english.time, formats, english);
    expect(table.columns).toHaveLength(9);
    expect(table.rows).toHaveLength(18);
    expect(table.rows[0]?.[0]).toBe('Jan 2021');
  });
});

describe('step errors', () => {
  it('are told by the method that is best most often', () => {
    const errors = stepErrors();
    expect(methodsOf(errors)).toEqual(['model', 'seasonalNaive', 'naive', 'drift']);
    expect(stepErrorSummary(errors, format, english)).toMatch(/^Mean absolute error over 18 horizon steps: Model is lowest at 1\d of them/);
    expect(stepErrorTable(errors, format, english).rows[0]).toEqual(['1', '8', '17', '12', '12']);
    expect(stepErrorDomain(errors).min).toBe(0);
  });

  it('survive having nothing to tell', () => {
    expect(stepErrorSummary({}, format, english)).toBe('Mean absolute error: no values.');
    expect(stepErrorDomain({})).toEqual({ min: 0, max: 1 });
  });
});

describe('series', () => {
  const formats = { label: 'Load', position: format, value: format, count: format };
  const view = { from: 1, to: 3 };
  const x = Float64Array.of(0, 1, 2, 3, 4);
  const trace: Trace = { key: 'load', label: 'Load', slot: 0, side: 'left', load: () => Promise.reject(new Error('not loaded here')) };

  it('is told by what is in view', () => {
    const result = { x, y: Float64Array.of(99, 1, 2, 3, -99), rows: 5, complete: true };
    expect(seriesSummary(result, view, 5, formats, english)).toBe('Load, 5 rows in all: shown from 1 to 3, between 1 and 3.');
    const table = seriesTable([drawnTrace(trace, result)], view, 'Row', formats, english);
    const rows = [
      ['1', '1'],
      ['2', '2'],
      ['3', '3'],
    ];
    expect(table).toMatchObject({ columns: ['Row', 'Load'], rows, note: null, thinned: undefined });
    // In full precision for a file.
    expect(table.all?.()).toEqual([
      ['1', 1],
      ['2', 2],
      ['3', 3],
    ]);
  });

  it('says that it has no values, and that a table is thinned', () => {
    const result = { x, y: new Float64Array(5).fill(Number.NaN), rows: 5000, complete: false };
    expect(seriesSummary(result, view, 5000, formats, english)).toBe('Load: no values.');
    expect(seriesTable([drawnTrace(trace, result)], view, 'Row', formats, english).note).toBe(english.tableThinned);
  });
});

describe('several series', () => {
  const trace: Trace = { key: 'load', label: 'Load', slot: 0, side: 'left', load: () => Promise.reject(new Error('not loaded here')) };
  const drawn = [
    drawnTrace(trace, { x: Float64Array.of(0, 1, 2, 3), y: Float64Array.of(5, Number.NaN, 7, 8), rows: 4, complete: true }),
    drawnTrace(
      { ...trace, key: 'price', label: 'Price', slot: 1, side: 'right' },
      { x: Float64Array.of(0.5, 2.5), y: Float64Array.of(100, 200), rows: 2, complete: true },
    ),
  ];

  it('are read at the place of the nearest value, gaps passed over', () => {
    const read = (at: number, reach: number) => readingsAt(drawn, at, reach).map(({ trace: { label }, y }) => [label, y]);
    expect(read(0.6, 0.1)).toEqual([['Price', 100]]);
    expect(read(0.6, 0.5)).toEqual([
      ['Load', 5],
      ['Price', 100],
    ]);
    expect(readingsAt([], 1, 1)).toEqual([]);
  });

  it('have a next and a previous value, and an end', () => {
    expect([neighbour(drawn, 0.5, 1), neighbour(drawn, 2, -1), neighbour(drawn, 2, 1)]).toEqual([2, 0.5, 2.5]);
    expect([neighbour(drawn, 3, 1), neighbour(drawn, 0, -1)]).toEqual([null, null]);
  });

  it('have an axis a side, over all that is in view', () => {
    const view = { from: 0, to: 2 };
    expect(valueAxis(drawn, 'left', view, 'en')).toMatchObject({ min: 4.9, max: 7.1 });
    expect(valueAxis(drawn, 'right', view, 'en')).toMatchObject({ min: 90, max: 110 });
    expect(valueAxis(drawn.slice(0, 1), 'right', view, 'en')).toBeNull();
  });

  it('share one table, a column each', () => {
    const table = seriesTable(drawn, { from: 0, to: 1 }, 'Row', { position: format, value: format }, english);
    expect(table.columns).toEqual(['Row', 'Load', 'Price']);
    expect(table.rows.map(([place]) => place)).toEqual([format(0), format(0.5), format(1)]);
    expect(table.rows[1]).toEqual([format(0.5), format(Number.NaN), format(100)]);
  });
});

describe('small things', () => {
  it('sparkline: one move a stretch, nothing for nothing', () => {
    expect(sparklinePath([1, 2, Number.NaN, 3, 1], 100, 24)).toBe('M0.0 23.0L25.0 12.0M75.0 1.0L100.0 23.0');
    expect(sparklinePath([], 100, 24)).toBe('');
  });

  it('tooltip: beside the point, never outside', () => {
    const own = { width: 100, height: 40 };
    const bounds = { width: 300, height: 200 };
    expect(tooltipPlace({ x: 50, y: 100 }, own, bounds)).toEqual({ left: 64, top: 46 });
    expect(tooltipPlace({ x: 280, y: 10 }, own, bounds)).toEqual({ left: 166, top: 0 });
  });

  it('theme: the first property that is set wins', () => {
    const properties: Record<string, string> = { '--vscode-charts-blue': ' #111111', '--chart-2': '#222222' };
    const read = readTheme((name) => properties[name] ?? '');
    expect(read.series.slice(0, 2)).toEqual(['#111111', '#222222']);
  });
});
