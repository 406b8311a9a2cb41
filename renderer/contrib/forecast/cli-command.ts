import type { ForecastSummary } from '../../../engine/protocol/forecasts.ts';
import type { RunSummary } from '../../../engine/protocol/training.ts';
import type { DatasetSummary } from '../../../engine/protocol/data.ts';

/** A word as a shell takes it whole. */
function quoted(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** The command that makes the same forecast; null where what made it is gone, or where it supposes another plan. */
export function cliCommand(
  forecast: Pick<ForecastSummary, 'source' | 'scenario' | 'target' | 'horizon' | 'season'>,
  run: Pick<RunSummary, 'folder'> | undefined,
  dataset: Pick<DatasetSummary, 'path'> | undefined,
): string | null {
  if (forecast.scenario) return null;
  if (forecast.source.kind === 'run') return run ? `hindcast forecast ${quoted(run.folder)} --out forecast.csv` : null;
  if (!dataset) return null;
  const { target, horizon, season, source } = forecast;
  return `hindcast auto ${quoted(dataset.path)} --target ${quoted(target)} --horizon ${horizon} --season ${season} --model ${quoted(source.method)} --out forecast.csv`;
}
