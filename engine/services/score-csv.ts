import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { saveFile } from '../base/save-file.ts';
import type { Dataset } from '../data/dataset.ts';
import { futureTimes, importCsv, timeWriter } from '../data/index.ts';
import type { RawWindow } from '../models/window.ts';
import { OnnxForecaster } from '../onnx/forecaster.ts';
import type { ModelFacts } from '../onnx/metadata.ts';
import type { Params } from '../protocol/contract.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { ScoreResult } from '../protocol/training.ts';
import { numericColumn } from '../train/resolve.ts';
import { forecastHeader, forecastLines } from './forecast-csv.ts';
import type { JobHandle } from './jobs.ts';
import type { Shared } from './shared.ts';

/**
 * Forecasts every series of a CSV with an exported file and streams the result to disk; memory does not grow with the number of
 * series beyond the data themselves. Errors: those of `OnnxForecaster.open` and `importCsv`; `unknown-column`, `frequency-differs`.
 */
export async function scoreCsv(
  { clock }: Shared,
  params: Params<'model.score'>,
  signal: AbortSignal,
  job: JobHandle,
): Promise<ScoreResult> {
  const started = clock.now();
  await refuseOverwrite(params);
  const forecaster = await OnnxForecaster.open(params.modelPath);
  try {
    const { facts } = forecaster;
    const dataset = await importCsv(params.csvPath, params.overrides, {
      signal,
      onProgress: (done, total) => job.progress((0.5 * done) / Math.max(1, total)),
    });
    requireFrequency(dataset, facts);
    const columns = [facts.target, ...facts.covariates.map(({ name }) => name)].map((name) => numericColumn(dataset, name).values);
    const writeTime = timeWriter(dataset);
    const indices = new Map(facts.series.map((id, index) => [id, index]));
    const skipped: ScoreResult['skipped'] = [];
    let rows = 0;
    async function* lines(): AsyncGenerator<string> {
      yield forecastHeader(facts.quantiles);
      for await (const { start, count, quantiles, mean } of forecaster.forecastBatch(windows(dataset, facts, columns, indices), {
        signal,
      })) {
        const width = facts.horizon * facts.quantiles.length;
        for (let n = 0; n < count; n++) {
          const { id, offset, length } = dataset.series[start + n]!;
          if (Number.isNaN(mean[n * facts.horizon]!)) {
            skipped.push({ seriesId: id, reason: `its last ${facts.context} rows have no observed "${facts.target}"` });
            continue;
          }
          rows += facts.horizon;
          yield* forecastLines(
            {
              seriesId: id,
              time: futureTimes(
                dataset.time.subarray(offset, offset + length),
                facts.horizon,
                dataset.frequency,
                dataset.settings.time.zone,
              ),
              quantiles: facts.quantiles,
              values: quantiles.subarray(n * width, (n + 1) * width),
              mean: mean.subarray(n * facts.horizon, (n + 1) * facts.horizon),
            },
            writeTime,
          );
        }
        job.progress(0.5 + (0.5 * (start + count)) / dataset.series.length);
      }
    }
    await saveFile(params.outPath, lines(), { doing: 'save the scores as' });
    const notes =
      facts.series.length === 0 && dataset.series.length > 1
        ? [`The model was trained on one series: all ${dataset.series.length} series are read in its units and at its scale.`]
        : [];
    return {
      path: params.outPath,
      notes,
      series: dataset.series.length - skipped.length,
      rows,
      seconds: (clock.now() - started) / 1000,
      skipped,
    };
  } finally {
    await forecaster.close();
  }
}

/** The end of every series, as the file's input wants it. */
function* windows(
  dataset: Dataset,
  facts: ModelFacts,
  columns: readonly Float64Array[],
  indices: ReadonlyMap<string, number>,
): Generator<RawWindow> {
  for (const { id, offset, length } of dataset.series) {
    const [target, ...covariates] = columns.map((column) => column.subarray(offset + Math.max(0, length - facts.context), offset + length));
    yield { target: target!, covariates, series: facts.series.length === 0 ? 0 : (indices.get(id) ?? -1) };
  }
}

/** The scores must not replace what they are made from. */
async function refuseOverwrite({ modelPath, csvPath, outPath }: Params<'model.score'>): Promise<void> {
  const real = (path: string): Promise<string> => realpath(path).catch(() => resolve(path));
  const out = await real(outPath);
  if (out === (await real(csvPath)) || out === (await real(modelPath))) {
    throw new ExpectedError('same-file', `The scores would overwrite ${outPath}, which they are made from. Choose another file for them.`, {
      path: outPath,
    });
  }
}

function requireFrequency(dataset: Dataset, facts: ModelFacts): void {
  const own = dataset.frequency;
  const trained = facts.frequency;
  if (own.unit === 'row' || trained.unit === 'row' || (own.unit === trained.unit && own.step === trained.step)) return;
  throw new ExpectedError(
    'frequency-differs',
    `Expected one row every ${trained.step} ${trained.unit}, as in the training data, but ${dataset.path} has one every ${own.step} ${own.unit}. ` +
      'Resample the file, or state its frequency.',
    { expected: trained, received: own, flag: '--frequency' },
  );
}
