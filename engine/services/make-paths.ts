import { csvLine, knownPart, timesAhead } from '../data/index.ts';
import type { Dataset } from '../data/dataset.ts';
import { missingAhead } from '../forecast/missing-ahead.ts';
import { columnsOf, rawWindow } from '../forecast/raw-window.ts';
import type { Predictor } from '../forecast/predict.ts';
import { cumulatedLevels, drawsPaths } from '../models/paths.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { PathsResult, SeriesPaths } from '../protocol/training.ts';

/** Numbers that one answer may hold; a file may hold more. */
const MOST_NUMBERS = 20_000_000;

interface Wanted {
  count: number;
  seed: number;
  seriesId?: string | undefined;
}

/**
 * Sample paths from the end of each series, one series at a time; `reason`: why a series has none. The paths of a series do not depend on
 * which others are asked for. Errors: `no-paths`, `unknown-series`.
 */
export async function* drawPaths(
  dataset: Dataset,
  predictor: Predictor,
  { count, seed, seriesId }: Wanted,
): AsyncGenerator<{ seriesId: string; reason: string } | SeriesPaths> {
  const { data, quantiles, graph, seriesIds } = predictor.model;
  if (!drawsPaths(graph)) {
    throw new ExpectedError(
      'no-paths',
      'Expected a run of structure deepar for sample paths, but this one forecasts quantiles of each step alone. Train one with structure deepar.',
    );
  }
  if (seriesId !== undefined && !dataset.series.some(({ id }) => id === seriesId)) {
    throw new ExpectedError('unknown-series', `Expected a series of ${dataset.name} but received "${seriesId}".`, { seriesId });
  }
  const columns = columnsOf(predictor.model);
  for (const [series, { id, length }] of knownPart(dataset, data).series.entries()) {
    if (seriesId !== undefined && id !== seriesId) continue;
    if (seriesIds.length === 1 && predictor.seriesIndex(id) < 0) {
      yield { seriesId: id, reason: 'the model was trained on one other series and knows no other scale' };
      continue;
    }
    const missing = missingAhead(dataset, columns, { series, known: length });
    if (missing !== null) {
      yield { seriesId: id, reason: missing };
      continue;
    }
    const window = rawWindow(dataset, predictor, { series, known: length });
    const paths = await predictor.samplePaths(window, count, { seed, stream: series });
    if (paths === null) {
      yield { seriesId: id, reason: `its last ${data.context} rows have no observed "${data.target}"` };
      continue;
    }
    yield {
      seriesId: id,
      time: timesAhead(dataset, series, length, data.horizon),
      paths,
      cumulated: cumulatedLevels(paths, count, data.horizon, quantiles),
    };
  }
}

/** All of them at once. Error besides: `too-many-paths`. */
export async function makePaths(runId: string, dataset: Dataset, predictor: Predictor, wanted: Wanted): Promise<PathsResult> {
  const { horizon, target } = predictor.model.data;
  const { count, seed } = wanted;
  const numbers = (wanted.seriesId === undefined ? dataset.series.length : 1) * count * horizon;
  if (numbers > MOST_NUMBERS) {
    throw new ExpectedError(
      'too-many-paths',
      `Expected at most ${MOST_NUMBERS} numbers in an answer but ${count} paths of ${dataset.series.length} series over ${horizon} steps are ${numbers}. ` +
        'Ask for one series or fewer paths, or write them to a file.',
      { numbers },
    );
  }
  const { quantiles } = predictor.model;
  const result: PathsResult = { runId, target, horizon, hasTime: dataset.hasTime, count, seed, quantiles, series: [], skipped: [] };
  for await (const one of drawPaths(dataset, predictor, wanted)) {
    if ('reason' in one) result.skipped.push(one);
    else result.series.push(one);
  }
  return result;
}

/** Paths as CSV lines: series, path (from 1), time, value. `onRow` hears of each row. */
export async function* pathsCsv(
  drawn: AsyncIterable<{ reason: string } | SeriesPaths>,
  writeTime: (time: number) => string | number,
  onRow: () => void,
): AsyncGenerator<string> {
  yield csvLine(['series', 'path', 'time', 'value']);
  for await (const one of drawn) {
    if ('reason' in one) continue;
    const horizon = one.time.length;
    for (let i = 0; i < one.paths.length; i++) {
      onRow();
      yield csvLine([one.seriesId, Math.floor(i / horizon) + 1, writeTime(one.time[i % horizon]!), one.paths[i]!]);
    }
  }
}
