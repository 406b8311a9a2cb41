import { resolve } from 'node:path';
import type { Dataset } from '../data/dataset.ts';
import { judgeDrift } from '../forecast/drift.ts';
import { whatCame } from '../forecast/what-came.ts';
import { scoreKept } from '../forecast/score-kept.ts';
import { type KeptForecast, listForecasts, loadForecast } from '../project/forecast-folder.ts';
import type { DatasetReference } from '../project/run-record.ts';
import type { Handlers } from '../protocol/contract.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { ForecastDetail, LedgerEntry } from '../protocol/forecasts.ts';
import type { EngineContext } from './context.ts';
import { workspaceOf } from './forecasts.ts';

/** Series told of beside the total. */
const MOST_SERIES = 1000;

export function ledgerService(context: EngineContext): Handlers<'ledger'> {
  return {
    'ledger.read': async ({ path }, { signal }) => {
      const { forecasts } = await listForecasts(workspaceOf(context).path);
      const entries: LedgerEntry[] = [];
      for (const kept of forecasts) entries.push(await entryOf(context, kept, path, signal));
      return { entries };
    },
    'ledger.compare': async ({ forecastId, seriesId, path }, { signal }) => {
      const { detail, dataset } = await loadForecast(workspaceOf(context).path, forecastId);
      const series = detail.series.filter((one) => one.seriesId === seriesId);
      if (series.length === 0) throw new ExpectedError('unknown-series', `The forecast has no series "${seriesId}".`, { seriesId });
      const { came } = await findActuals(context, detail, dataset, path, signal);
      return { seriesId, actual: came.actuals[detail.series.indexOf(series[0]!)]! };
    },
  };
}

/** A forecast that cannot be scored says why and stops no other. Errors: CancelledError. */
async function entryOf(
  context: EngineContext,
  { summary, dataset }: KeptForecast,
  path: string | undefined,
  signal: AbortSignal,
): Promise<LedgerEntry> {
  const nothing: LedgerEntry = {
    forecast: summary,
    known: 0,
    score: null,
    bySeries: [],
    drift: judgeDrift(summary.evaluation, null, 0, summary.horizon),
    actuals: null,
    revised: 0,
    problem: null,
  };
  try {
    const { detail } = await loadForecast(workspaceOf(context).path, summary.id);
    const { came, reference } = await findActuals(context, detail, dataset, path, signal);
    const { actuals, known, revised } = came;
    const score = scoreKept(detail.series, actuals);
    const bySeries = detail.series.slice(0, MOST_SERIES).flatMap((one, n) => {
      const own = scoreKept([one], [actuals[n]!]);
      return own === null ? [] : [{ seriesId: one.seriesId, ...own }];
    });
    return {
      ...nothing,
      known,
      score,
      bySeries,
      drift: judgeDrift(summary.evaluation, score, known, summary.horizon),
      actuals: reference,
      revised,
    };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return { ...nothing, problem: error.message };
  }
}

type Candidate = Pick<DatasetReference, 'path' | 'name' | 'settings'>;

/**
 * The file that knows most of what a forecast was about: the one that is named, else its own as it is now or a dataset of the workspace of the
 * same file or name. Errors: those of reading, where no candidate could be read.
 */
async function findActuals(
  context: EngineContext,
  forecast: ForecastDetail,
  own: DatasetReference,
  path: string | undefined,
  signal: AbortSignal,
): Promise<{ came: ReturnType<typeof whatCame>; reference: NonNullable<LedgerEntry['actuals']> }> {
  let best: { came: ReturnType<typeof whatCame>; reference: NonNullable<LedgerEntry['actuals']> } | null = null;
  let failure: unknown = null;
  for (const candidate of await candidatesOf(context, own, path)) {
    try {
      const dataset: Dataset = await context.actuals.read(candidate, signal);
      const came = whatCame(forecast, dataset);
      if (best === null || came.points > best.came.points) {
        best = { came, reference: { path: candidate.path, name: candidate.name, hash: dataset.hash } };
      }
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      failure ??= error;
    }
  }
  if (best === null) throw failure;
  return best;
}

async function candidatesOf({ workspace }: EngineContext, own: DatasetReference, path: string | undefined): Promise<Candidate[]> {
  if (path !== undefined) return [{ ...own, path }];
  const others = (await workspace?.listDatasets()) ?? [];
  const fitting = others.filter(({ name, path: other }) => name === own.name || resolve(other) === resolve(own.path));
  const seen = new Set<string>();
  return [own, ...fitting].filter((candidate) => {
    const key = JSON.stringify([resolve(candidate.path), candidate.settings]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
