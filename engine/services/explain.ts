import type { Dataset } from '../data/dataset.ts';
import { knownPart, timesAhead } from '../data/index.ts';
import { occlusionSaliency } from '../explain/occlusion.ts';
import { permutationImportance } from '../explain/permutation.ts';
import { whatIf } from '../explain/what-if.ts';
import { rawWindow } from '../forecast/raw-window.ts';
import { testOrigins } from '../forecast/origins.ts';
import type { Predictor } from '../forecast/predict.ts';
import { isObserved, type RawWindow } from '../models/window.ts';
import type { Handlers } from '../protocol/contract.ts';
import { ExpectedError } from '../protocol/errors.ts';
import { numericColumn } from '../train/columns.ts';
import type { EngineContext } from './context.ts';
import { runJob } from './jobs.ts';
import { withPredictor } from './with-predictor.ts';

/** Exchanges a covariate: enough for a standard deviation that means something. */
const REPEATS = 10;
/** Without a season the context is cut into so many stretches. */
const STRETCHES = 12;

export function explainService(context: EngineContext): Handlers<'explain'> {
  return {
    'explain.importance': ({ runId, repeats = REPEATS, folds, seed }, { signal }) =>
      withPredictor(context, runId, signal, (predictor, dataset, run) =>
        runJob(context, 'explanation', `Weighing the covariates of ${run.summary.name}`, async (job) => {
          const { data } = predictor.model;
          const target = numericColumn(dataset, data.target).values;
          const origins = testOrigins(dataset, data, folds ?? null, null).origins.filter((origin) => {
            return isObserved(predictor.model, rawWindow(dataset, predictor, origin).target);
          });
          const windows = origins.map((origin) => rawWindow(dataset, predictor, origin));
          const targets = origins.map(({ series, known }) => {
            const from = dataset.series[series]!.offset + known;
            return target.subarray(from, from + data.horizon);
          });
          const found = await permutationImportance({
            predictor,
            windows,
            targets,
            repeats,
            seed: seed ?? run.summary.config.training.seed,
            signal,
            onProgress: job.progress,
          });
          return { runId, windows: windows.length, repeats, ...found };
        }),
      ),

    'explain.saliency': ({ runId, seriesId, width, fill = 'gap' }, { signal }) =>
      withPredictor(context, runId, signal, async (predictor, dataset) => {
        const { data } = predictor.model;
        const { window, index } = lastWindow(dataset, predictor, seriesId);
        const stretch =
          width ?? (data.season > 1 && data.season < data.context ? data.season : Math.max(1, Math.round(data.context / STRETCHES)));
        const saliency = await occlusionSaliency(predictor, window, stretch, fill);
        return { runId, seriesId: dataset.series[index]!.id, fill, horizon: data.horizon, ...saliency };
      }),

    'explain.whatIf': ({ runId, seriesId, changes }, { signal }) =>
      withPredictor(context, runId, signal, async (predictor, dataset) => {
        const { data, quantiles } = predictor.model;
        const { window, index } = lastWindow(dataset, predictor, seriesId);
        const found = await whatIf(predictor, window, changes);
        const { id } = dataset.series[index]!;
        const time = timesAhead(dataset, index, knownPart(dataset, data).series[index]!.length, data.horizon);
        return { runId, seriesId: id, target: data.target, hasTime: dataset.hasTime, time, quantiles, ...found };
      }),
  };
}

/** What the model sees at the end of a series, the first where none is named. Errors: `unknown-series`, `nothing-observed`. */
function lastWindow(dataset: Dataset, predictor: Predictor, seriesId: string | undefined): { window: RawWindow; index: number } {
  const index = seriesId === undefined ? 0 : dataset.series.findIndex(({ id }) => id === seriesId);
  if (index < 0) {
    const some = dataset.series.slice(0, 10).map(({ id }) => id);
    throw new ExpectedError(
      'unknown-series',
      `${dataset.name} has no series "${seriesId}". Its series: ${some.join(', ')}${dataset.series.length > some.length ? ', ...' : ''}.`,
      { flag: '--series' },
    );
  }
  const { id, length } = knownPart(dataset, predictor.model.data).series[index]!;
  const window = rawWindow(dataset, predictor, { series: index, known: length });
  const { data, seriesIds } = predictor.model;
  if (seriesIds.length === 1 && predictor.seriesIndex(id) < 0) {
    throw new ExpectedError(
      'unknown-series',
      `The model was trained on the series "${seriesIds[0]}" alone and knows no scale for "${id}".`,
      {
        flag: '--series',
      },
    );
  }
  if (!isObserved(predictor.model, window.target)) {
    throw new ExpectedError('nothing-observed', `The last ${data.context} rows of series "${id}" have no observed "${data.target}".`, {
      flag: '--series',
    });
  }
  return { window, index };
}
