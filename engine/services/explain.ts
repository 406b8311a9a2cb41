import { knownPart, timesAhead } from '../data/index.ts';
import { exchangeables } from '../explain/exchangeable.ts';
import { importanceOrigins } from '../explain/importance-origins.ts';
import { occlusionSaliency } from '../explain/occlusion.ts';
import { permutationImportance } from '../explain/permutation.ts';
import { whatIf } from '../explain/what-if.ts';
import { rawWindow } from '../forecast/raw-window.ts';
import { isObserved } from '../models/window.ts';
import type { Handlers } from '../protocol/contract.ts';
import { numericColumn } from '../train/columns.ts';
import type { EngineContext } from './context.ts';
import { runJob } from './jobs.ts';
import { lastWindow } from './last-window.ts';
import { withPredictor } from './with-predictor.ts';

/** Exchanges a covariate: enough for a standard deviation that means something. */
const REPEATS = 10;
/** Without a season the context is cut into so many stretches. */
const STRETCHES = 12;

export function explainService(context: EngineContext): Handlers<'explain'> {
  return {
    'explain.importance': ({ runId, repeats = REPEATS, folds, seed }, { signal }) =>
      withPredictor(context, runId, signal, async (predictor, dataset, run) => {
        if (exchangeables(predictor.model).length === 0) {
          return { runId, windows: 0, repeats: 0, lossByStep: new Float64Array(), covariates: [], unweighed: [] };
        }
        return runJob(context, 'explanation', `Weighing the covariates of ${run.summary.name}`, async (job) => {
          const { data } = predictor.model;
          const target = numericColumn(dataset, data.target).values;
          const origins = importanceOrigins(dataset, data, folds ?? null).filter((origin) => {
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
            series: origins.map(({ series }) => series),
            repeats,
            seed: seed ?? run.summary.config.training.seed,
            signal,
            onProgress: job.progress,
          });
          return { runId, windows: windows.length, repeats, ...found };
        });
      }),

    'explain.saliency': ({ runId, seriesId, width, fill = 'gap' }, { signal }) =>
      withPredictor(context, runId, signal, async (predictor, dataset) => {
        const { data } = predictor.model;
        const { window, index } = lastWindow(dataset, predictor, seriesId);
        const stretch =
          width ?? (data.season > 1 && data.season < data.context ? data.season : Math.max(1, Math.round(data.context / STRETCHES)));
        const saliency = await occlusionSaliency(predictor, window, stretch, fill);
        return { runId, seriesId: dataset.series[index]!.id, fill, horizon: data.horizon, ...saliency };
      }),

    'explain.plan': ({ runId, seriesId }, { signal }) =>
      withPredictor(context, runId, signal, (predictor, dataset) => {
        const { data } = predictor.model;
        const { window, index } = lastWindow(dataset, predictor, seriesId);
        const { categories } = predictor.model;
        const columns = data.future.flatMap((column, place) => {
          const values = window.future?.[place];
          if (!values || data.categorical.includes(column)) return [];
          return [{ column, values: Float64Array.from(values).slice(-data.horizon) }];
        });
        const time = timesAhead(dataset, index, knownPart(dataset, data).series[index]!.length, data.horizon);
        const names = data.future.flatMap((column, place) => {
          const codes = window.future?.[place];
          const choices = categories[data.categorical.indexOf(column)];
          if (!codes || choices === undefined) return [];
          const ahead = Array.from(codes).slice(-data.horizon);
          return [{ column, values: ahead.map((code) => choices[code - 1] ?? ''), choices: [...choices] }];
        });
        return Promise.resolve({ runId, seriesId: dataset.series[index]!.id, time, columns, names });
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
