/**
 * `npm run demo`: the main job without a window. Trains on the bundled air passengers, backtests, forecasts, exports, and
 * writes `out/demo/{model.onnx,forecast.csv,report.json}`. The seed is fixed: a second run writes the same model and forecast.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evaluation } from '../engine/protocol/training.ts';
import { followRun } from './follow-run.ts';
import { createOutput } from './output.ts';
import { openSession } from './session.ts';
import { figure, table } from './table.ts';
import { Arguments } from './command.ts';

const folder = join('out', 'demo');
const output = createOutput({ json: false, quiet: false, stdout: process.stdout, stderr: process.stderr, now: () => performance.now() });
const { client, close } = openSession();

try {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const samples = await client.call('data.samples', {});
  const sample = samples.find(({ id }) => id === 'air-passengers');
  if (!sample) throw new Error(`The sample "air-passengers" is missing among ${samples.map(({ id }) => id).join(', ')}.`);
  const dataset = await client.call('data.import', { path: sample.path, overrides: {} });
  output.line(`${sample.title}: ${dataset.rows} rows; forecasting "${sample.target}" ${sample.horizon} steps ahead.`);
  const request = { datasetId: dataset.id, folder: join(folder, 'run'), data: { target: sample.target, horizon: sample.horizon } };
  const signal = new AbortController().signal;
  const run = await followRun(
    { client, output, signal, args: new Arguments([], {}) },
    async () => (await client.call('training.start', request)).runId,
  );
  const onnx = await client.call('model.export', { runId: run.id, path: join(folder, 'model.onnx') });
  await client.call('forecast.save', { runId: run.id, path: join(folder, 'forecast.csv') });
  if (!run.evaluation) throw new Error('The run has no backtest.');
  const report = {
    sample: sample.id,
    config: run.config,
    isa: run.isa,
    metrics: run.evaluation.metrics,
    verdict: run.evaluation.verdict,
    folds: run.evaluation.folds,
    onnx: {
      bytes: onnx.bytes,
      maxAbsDifference: onnx.maxAbsDifference,
      relativeDifference: onnx.relativeDifference,
      tolerance: onnx.tolerance,
    },
    timing: { trainSeconds: run.trainSeconds },
  };
  await writeFile(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  show(run.evaluation, onnx.maxAbsDifference, run.trainSeconds);
} catch (error) {
  output.endProgress();
  process.stderr.write(`The demo failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await close();
}

function show({ metrics, verdict }: Evaluation, difference: number, seconds: number): void {
  const percent = (share: number | null): string => (share === null ? '—' : `${(share * 100).toFixed(1)} %`);
  const row = (name: string, key: 'model' | 'seasonalNaive'): string[] => [
    name,
    figure(metrics[key].mase),
    figure(metrics[key].smape),
    percent(metrics[key].coverage80),
  ];
  output.line();
  output.line(table(['method', 'MASE', 'sMAPE %', 'coverage of 80 %'], [row('GRU', 'model'), row('seasonal naive', 'seasonalNaive')]));
  output.line();
  output.line(verdict.sentence);
  output.line(
    `Trained in ${seconds.toFixed(2)} s. Largest difference of the ONNX file from the native model: ${difference.toExponential(2)} passengers (thousands).`,
  );
  output.line(`Written: ${join(folder, 'model.onnx')}, forecast.csv, report.json`);
}
