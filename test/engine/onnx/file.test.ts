import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportModel } from '../../../engine/onnx/export.ts';
import { OnnxForecaster } from '../../../engine/onnx/forecaster.ts';
import { scanOnnx } from '../../../engine/onnx/scan.ts';
import { verifyOnnx } from '../../../engine/onnx/verify.ts';
import { writeOnnx } from '../../../engine/onnx/writer.ts';
import { randomModel, randomWindows } from './models.ts';
import { forecastAll } from './reference.ts';

const model = randomModel({ series: ['nord', 'süd'], data: { covariates: ['price'] } });
const windows = randomWindows(model, new Array<number>(20).fill(24), { unknown: 0 });

describe('the file', () => {
  it('opens from a path with nothing beside it, and says what it is', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'onnx-'));
    const path = join(folder, 'model.onnx');
    await writeFile(path, writeOnnx(model));
    const forecaster = await OnnxForecaster.open(path);
    await rm(folder, { recursive: true });
    expect(forecaster.facts).toMatchObject({
      modelKind: 'lstm',
      context: 24,
      minimumContext: 1,
      horizon: 6,
      quantiles: [0.1, 0.5, 0.9],
      rawType: 'float64',
      target: 'value',
      covariates: [{ name: 'price', availability: 'past' }],
      series: ['nord', 'süd'],
    });
    expect(forecaster.inputs).toEqual([
      { name: 'target', type: 'float64', shape: '[batch, context]' },
      { name: 'covariates', type: 'float64', shape: '[batch, context, 1]' },
      { name: 'series', type: 'int64', shape: '[batch]' },
    ]);
    expect(forecaster.outputs).toEqual([
      { name: 'quantiles', type: 'float64', shape: '[batch, 6, 3]' },
      { name: 'mean', type: 'float64', shape: '[batch, 6]' },
    ]);
    await forecaster.close();
  });

  it('declares double where float32 cannot hold the target, or any series may come', () => {
    const raw = (centre: number, scale: number): string | undefined =>
      scanOnnx(writeOnnx(randomModel({ target: { centre, scale } }))).metadata.get('raw_type');
    expect(raw(10, 4)).toBe('float32');
    expect(raw(1000, 4)).toBe('float64');
    expect(raw(0, 1e38)).toBe('float64');
    expect(scanOnnx(writeOnnx(randomModel({ series: ['a', 'b'] }))).metadata.get('raw_type')).toBe('float64');
    const fedBack = randomModel({ model: { structure: 'encoder-decoder' }, target: { centre: 100, scale: 4 } });
    expect(scanOnnx(writeOnnx(fedBack)).metadata.get('raw_type')).toBe('float64');
    expect(raw(100, 4)).toBe('float32');
  });

  it('is little larger than its parameters, and the same model gives the same bytes', () => {
    const large = randomModel({ model: { hidden: 64, layers: 2 } });
    const bytes = writeOnnx(large);
    expect(bytes.byteLength).toBeLessThan(large.values.byteLength + 10_000);
    expect(writeOnnx(large)).toEqual(bytes);
  });
});

describe('verification', () => {
  it('hands out a file that forecasts as the model, with its proof', async () => {
    const { bytes, verification } = await exportModel(model, windows, async (list) => forecastAll(model, list));
    expect(verification).toMatchObject({ bytes: bytes.byteLength, tolerance: 1e-5, windowsCompared: windows.length });
    expect(verification.relativeDifference).toBeGreaterThan(0);
    expect(verification.relativeDifference).toBeLessThan(1e-5);
  });

  it.each([1e-3, NaN, Infinity])('refuses a file that differs by %d and names the place', async (difference) => {
    const predict = async (): Promise<ReturnType<typeof forecastAll>> => {
      const forecasts = forecastAll(model, windows);
      forecasts.mean[2 * model.data.horizon + 3]! += difference;
      return forecasts;
    };
    await expect(exportModel(model, windows, predict)).rejects.toMatchObject({
      code: 'onnx-difference',
      details: { worst: { window: 2, step: 3, output: 'mean' } },
    });
  });

  it('measures in scales of the target', async () => {
    const native = forecastAll(model, windows);
    native.mean[0]! += 0.01;
    const { scale } = model.scalers[0]![windows[0]!.series]!;
    const result = await verifyOnnx(writeOnnx(model), model, windows, native);
    expect(result.maxAbsDifference).toBeCloseTo(0.01, 4);
    expect(result.relativeDifference).toBeCloseTo(0.01 / scale, 4);
  });

  it('refuses to vouch for a file without a window to compare', async () => {
    const empty = [{ target: [NaN, NaN], covariates: [[1, 2]], series: 0 }];
    await expect(exportModel(model, empty, async () => forecastAll(model, empty))).rejects.toMatchObject({ code: 'onnx-unverified' });
  });
});
