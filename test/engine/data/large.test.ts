import { describe, expect, it } from 'vitest';
import { chartWindow, importFile } from '../../../engine/data/index.ts';
import { write } from './files.ts';

const ROWS = 1_000_000;
const start = Date.UTC(2000, 0, 1);
const rows = Array.from(
  { length: ROWS },
  (_, i) => `${new Date(start + i * 60_000).toISOString().slice(0, 19)},${((i * 7919) % 100_003) / 100}`,
);
const path = write(`time,value\n${rows.join('\n')}\n`);

describe('a million rows', () => {
  it('are read in seconds, to the last bit', async () => {
    const before = performance.now();
    const dataset = await importFile(path);
    const seconds = (performance.now() - before) / 1000;
    console.log(`1,000,000 rows: ${seconds.toFixed(1)} s, ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`);
    expect(seconds).toBeLessThan(15);
    expect(dataset.time.length).toBe(ROWS);
    expect(dataset.frequency).toEqual({ unit: 'minute', step: 1 });
    expect(dataset.findings).toEqual([]);
    const values = dataset.numeric[0]!.values;
    for (let i = 0; i < ROWS; i += 997) {
      expect(dataset.time[i]).toBe(start + i * 60_000);
      expect(values[i]).toBe(((i * 7919) % 100_003) / 100);
      expect(dataset.fileRows[i]).toBe(i + 2);
    }

    const request = { datasetId: 'd', seriesId: dataset.series[0]!.id, column: 'value', from: null, to: null, pixels: 1500 };
    chartWindow(dataset, request);
    const windows: number[] = [];
    for (let zoom = 0; zoom < 12; zoom += 1) {
      const at = performance.now();
      chartWindow(dataset, { ...request, from: start + zoom * 1e9, to: start + ROWS * 60_000 - zoom * 2e9 });
      windows.push(performance.now() - at);
    }
    const median = windows.sort((a, b) => a - b)[6]!;
    console.log(`window of 1,500 pixels: ${median.toFixed(2)} ms`);
    expect(median).toBeLessThan(20);
  });
});
