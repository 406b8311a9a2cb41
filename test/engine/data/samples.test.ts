import { describe, expect, it } from 'vitest';
import { importFile, loadSamples } from '../../../engine/data/index.ts';
import { finding } from './files.ts';

const samples = await loadSamples();

describe('samples', () => {
  it('are six', () => {
    expect(samples.length).toBe(6);
    expect(new Set(samples.map(({ id }) => id)).size).toBe(6);
  });

  it.each(samples)('$id imports without a warning, and has its target', async (sample) => {
    const dataset = await importFile(sample.path);
    const target = dataset.numeric.find(({ name }) => name === sample.target);
    expect(target).toBeDefined();
    expect(dataset.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(sample.sparkline.length).toBeGreaterThan(30);
    expect(sample.sparkline.every(Number.isFinite)).toBe(true);
    expect(Math.min(...dataset.series.map(({ length }) => length))).toBeGreaterThan(4 * sample.horizon);
  });

  it('hold gaps, a panel, several frequencies', async () => {
    const datasets = await Promise.all(samples.map(({ path }) => importFile(path)));
    const units = new Set(datasets.map(({ frequency }) => frequency.unit));
    expect([...units].sort()).toEqual(['day', 'hour', 'month', 'row']);
    expect(datasets.filter(({ settings }) => settings.layout === 'long').map(({ series }) => series.length)).toEqual([5]);
    expect(datasets.filter((dataset) => finding(dataset, 'gaps-filled') ?? finding(dataset, 'missing-values')).length).toBeGreaterThan(0);
  });
});
