import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { saveFile } from '../base/save-file.ts';
import type { Dataset } from '../data/dataset.ts';
import { knownPart, timesAhead, timeWriter } from '../data/index.ts';
import { frequencyName } from '../data/time/frequency.ts';
import { missingAhead } from '../forecast/missing-ahead.ts';
import { cutWindow, type Place, type WindowColumns } from '../forecast/raw-window.ts';
import { unknownNames } from '../forecast/unknown-names.ts';
import type { RawWindow } from '../models/window.ts';
import { OnnxForecaster } from '../onnx/forecaster.ts';
import type { ModelFacts } from '../onnx/metadata.ts';
import type { Params } from '../protocol/contract.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { ScoreResult } from '../protocol/training.ts';
import { columnValues } from '../train/columns.ts';
import { requireStatic } from '../train/statics.ts';
import { forecastHeader, forecastLines } from './forecast-csv.ts';
import type { JobHandle } from './jobs.ts';
import type { Shared } from './shared.ts';

/**
 * Forecasts every series of a CSV with an exported file and streams the result to disk; memory does not grow with the number of
 * series beyond the data themselves. Errors: those of `OnnxForecaster.open` and `importFile`; `unknown-column`, `frequency-differs`.
 */
export async function scoreCsv(
  { clock, heavy }: Shared,
  params: Params<'model.score'>,
  signal: AbortSignal,
  job: JobHandle,
): Promise<ScoreResult> {
  const started = clock.now();
  await refuseOverwrite(params);
  const forecaster = await OnnxForecaster.open(params.modelPath);
  try {
    const { facts } = forecaster;
    const dataset = await heavy.importFile(params.csvPath, params.overrides, {
      signal,
      onProgress: (share) => job.progress(0.5 * share),
    });
    requireFrequency(dataset, facts);
    const wanted = columnsOf(facts);
    requireColumns(dataset, wanted);
    const { origins, skipped } = originsOf(dataset, wanted);
    const writeTime = timeWriter(dataset);
    const indices = new Map(facts.series.map((id, index) => [id, index]));
    let rows = 0;
    async function* lines(): AsyncGenerator<string> {
      yield forecastHeader(facts.quantiles);
      for await (const { start, count, quantiles, mean } of forecaster.forecastBatch(windows(dataset, facts, wanted, origins, indices), {
        signal,
      })) {
        const width = facts.horizon * facts.quantiles.length;
        for (let n = 0; n < count; n++) {
          const { series, known } = origins[start + n]!;
          const { id } = dataset.series[series]!;
          if (Number.isNaN(mean[n * facts.horizon]!)) {
            skipped.push({ seriesId: id, reason: `its last ${facts.context} rows have no observed "${facts.target}"` });
            continue;
          }
          rows += facts.horizon;
          yield* forecastLines(
            {
              seriesId: id,
              time: timesAhead(dataset, series, known, facts.horizon),
              quantiles: facts.quantiles,
              values: quantiles.subarray(n * width, (n + 1) * width),
              mean: mean.subarray(n * facts.horizon, (n + 1) * facts.horizon),
            },
            writeTime,
          );
        }
        job.progress(0.5 + (0.5 * (start + count)) / origins.length);
      }
    }
    await saveFile(params.outPath, lines(), { doing: 'save the scores as' });
    const notes =
      facts.series.length === 0 && dataset.series.length > 1
        ? [`The model was trained on one series: all ${dataset.series.length} series are read in its units and at its scale.`]
        : [];
    notes.push(...unknownNames(dataset, wanted, origins));
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

/** What the file reads, by name. */
function columnsOf(facts: ModelFacts): WindowColumns {
  const names = (columns: ReadonlyArray<{ name: string }>): string[] => columns.map(({ name }) => name);
  const categorical = [...facts.covariates, ...facts.future, ...facts.statics].filter((column) => column.names !== undefined);
  return {
    ...facts,
    covariates: names(facts.covariates),
    future: names(facts.future),
    statics: names(facts.statics),
    categorical: names(categorical),
    categories: categorical.map((column) => column.names ?? []),
  };
}

/** Errors: `unknown-column`, `not-numeric`, `not-kept`, `not-static`; `no-times` where the file reads the calendar and the data have no times. */
function requireColumns(dataset: Dataset, { target, covariates, future, statics, categorical, categories, calendar }: WindowColumns): void {
  for (const name of [target, ...covariates, ...future, ...statics]) columnValues(dataset, name, categories[categorical.indexOf(name)]);
  for (const name of statics) requireStatic(dataset, name);
  if (calendar.length === 0 || dataset.hasTime) return;
  throw new ExpectedError(
    'no-times',
    `Expected times in ${dataset.path}, since the model reads the calendar, but it has none. Name its time column.`,
    {
      flag: '--time',
    },
  );
}

/** Where every series is forecast from: its end, or its last observed target where something must be known ahead. */
function originsOf(dataset: Dataset, wanted: WindowColumns): { origins: Place[]; skipped: ScoreResult['skipped'] } {
  const origins: Place[] = [];
  const skipped: ScoreResult['skipped'] = [];
  knownPart(dataset, wanted).series.forEach(({ id, length }, series) => {
    const origin = { series, known: length };
    const reason = missingAhead(dataset, wanted, origin);
    if (reason === null) origins.push(origin);
    else skipped.push({ seriesId: id, reason });
  });
  return { origins, skipped };
}

/** The end of every series, as the file's input wants it. */
function* windows(
  dataset: Dataset,
  facts: ModelFacts,
  wanted: WindowColumns,
  origins: readonly Place[],
  indices: ReadonlyMap<string, number>,
): Generator<RawWindow> {
  for (const origin of origins) {
    const index = facts.series.length === 0 ? 0 : (indices.get(dataset.series[origin.series]!.id) ?? -1);
    yield cutWindow(dataset, wanted, origin, index);
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
    `Expected steps of one ${frequencyName(trained)}, as in the training data, but those of ${dataset.path} are of one ${frequencyName(own)}. ` +
      'Resample the file, or state its frequency.',
    { expected: trained, received: own, flag: '--frequency' },
  );
}
