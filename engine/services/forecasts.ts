import { timeWriter } from '../data/index.ts';
import type { Dataset } from '../data/dataset.ts';
import { listForecasts, loadForecast, loadForecastBacktest, removeForecast, renameForecast } from '../project/forecast-folder.ts';
import type { Workspace } from '../project/workspace.ts';
import type { Handlers } from '../protocol/contract.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { ForecastDetail } from '../protocol/forecasts.ts';
import type { EngineContext } from './context.ts';
import { saveForecastFile } from './forecast-file.ts';
import { runJob } from './jobs.ts';
import { keepForecast } from './keep-forecast.ts';

export function forecastsService(context: EngineContext): Handlers<'forecasts'> {
  return {
    'forecasts.list': async () => {
      // Without a workspace nothing is kept, which is no failure: the window asks before one is open.
      if (context.workspace === null) return [];
      const { forecasts, warnings } = await listForecasts(context.workspace.path);
      for (const message of warnings) context.emit('log.line', { level: 'warning', channel: 'forecasts', message });
      return forecasts.map(({ summary }) => summary);
    },
    'forecasts.get': async ({ forecastId }) => (await loadForecast(workspaceOf(context).path, forecastId)).detail,
    'forecasts.backtest': ({ forecastId, seriesId }) => loadForecastBacktest(workspaceOf(context).path, forecastId, seriesId),
    'forecasts.create': async ({ origin, name }, { signal }) => {
      const { summary } = await runJob(context, 'forecast', 'Making a forecast', () => keepForecast(context, origin, name, signal));
      context.emit('forecast.changed', summary);
      return summary;
    },
    'forecasts.rename': async ({ forecastId, name }) => {
      const summary = await renameForecast(workspaceOf(context).path, forecastId, name);
      context.emit('forecast.changed', summary);
      return summary;
    },
    'forecasts.remove': ({ forecastId }) => removeForecast(workspaceOf(context).path, forecastId),
    'forecasts.save': async ({ forecastId, path }, { signal }) => {
      const { detail, dataset } = await loadForecast(workspaceOf(context).path, forecastId);
      return saveForecastFile(path, detail.series, {
        writeTime: timeWriter(timed(detail, dataset.settings)),
        hasTime: detail.hasTime,
        signal,
      });
    },
  };
}

/** Error: `no-workspace`. */
export function workspaceOf({ workspace }: Pick<EngineContext, 'workspace'>): Workspace {
  if (workspace === null) throw new ExpectedError('no-workspace', 'No workspace is open. Open a folder first.');
  return workspace;
}

/** What `timeWriter` needs of a dataset, from a kept forecast: its file may be another by now, or gone. */
function timed({ hasTime, frequency, series }: ForecastDetail, settings: Dataset['settings']): Parameters<typeof timeWriter>[0] {
  return {
    hasTime,
    frequency,
    settings,
    time: series[0]?.historyTime.length ? series[0].historyTime : (series[0]?.time ?? new Float64Array(1)),
  };
}
