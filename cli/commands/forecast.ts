import type { ForecastSummary } from '../../engine/protocol/forecasts.ts';
import type { PathsResult, SeriesPaths } from '../../engine/protocol/training.ts';
import { type Command, type CommandContext, UsageError } from '../command.ts';
import { forecastTable, timeText } from '../forecast-table.ts';
import { requireSome } from '../require-some.ts';
import { figure, table } from '../table.ts';

/** Series shown as text; the file has them all. */
const SHOWN = 3;
/** Paths behind the quantiles of sums. */
const SUM_PATHS = 1000;

export const forecast: Command = {
  name: 'forecast',
  summary: 'Forecasts every series of a run from its last observed step.',
  positionals: ['<run>'],
  flags: {
    out: {
      value: '<file>',
      help: 'write series, time, quantiles and mean to this file, .csv, .parquet or .xlsx; with --paths series, path, time and value as CSV',
    },
    keep: { value: '<workspace>', help: 'keep the forecast in this workspace, where "hindcast ledger" scores it later' },
    paths: { value: '<n>', help: 'sample paths of a deepar run instead of quantiles a step (with --sum 1000)' },
    sum: { help: 'quantiles of the sums of the steps so far, from sample paths' },
    seed: { value: '<n>', help: 'seed of the sample paths (1)' },
  },
  examples: [
    'hindcast forecast runs/air --out forecast.csv',
    'hindcast forecast runs/air --out forecast.parquet --keep work',
    'hindcast forecast runs/air --json',
    'hindcast forecast runs/sales --paths 200 --out paths.csv',
    'hindcast forecast runs/sales --sum',
  ],
  run: async (context) => {
    const { client, args, output, signal } = context;
    const run = await client.call('runs.open', { folder: args.positionals[0]! });
    const workspace = args.text('keep');
    if (args.has('sum') || args.text('paths') !== undefined) {
      if (workspace !== undefined) throw new UsageError('--keep is of forecasts, not of sample paths: leave out --paths and --sum.');
      return forecastPaths(context, run.id);
    }
    if (args.text('seed') !== undefined) throw new UsageError('--seed is of sample paths: add --paths or --sum.');
    const result = await client.call('forecast.make', { runId: run.id, history: 0 }, { signal });
    requireSome(result.series.length, result.skipped);
    const path = args.text('out');
    const saved = path === undefined ? null : await client.call('forecast.save', { runId: run.id, path }, { signal });
    const kept = workspace === undefined ? null : await keep(context, run.folder, workspace);
    output.result({ ...result, path: saved?.path ?? null, kept: kept?.id ?? null });
    if (saved) output.line(`${saved.rows} rows written to ${saved.path}`);
    else for (const series of result.series.slice(0, SHOWN)) output.line(forecastTable(series, result.hasTime));
    if (!saved && result.series.length > SHOWN)
      output.line(`... and ${result.series.length - SHOWN} more series; --out writes all of them.`);
    if (kept) output.line(`Kept as "${kept.name}" in ${workspace}.`);
    for (const note of result.notes) output.note(note);
    for (const { seriesId, reason } of result.skipped) output.note(`${seriesId}: ${reason}`);
  },
};

/** Opening a workspace forgets the runs outside of it, so the run is opened again. */
async function keep({ client, signal }: CommandContext, folder: string, workspace: string): Promise<ForecastSummary> {
  await client.call('workspace.open', { path: workspace });
  const { id } = await client.call('runs.open', { folder });
  return client.call('forecasts.create', { origin: { kind: 'run', runId: id } }, { signal });
}

/** Paths to a file, the sums of the steps to the screen, or both. */
async function forecastPaths({ client, args, output, signal }: CommandContext, runId: string): Promise<void> {
  const wanted = {
    runId,
    count: args.integer('paths', 1, 100_000) ?? SUM_PATHS,
    seed: args.integer('seed', 0, Number.MAX_SAFE_INTEGER) ?? 1,
  };
  const path = args.text('out');
  if (path !== undefined) {
    const saved = await client.call('forecast.savePaths', { ...wanted, path }, { signal });
    if (!args.has('sum')) output.result({ ...wanted, ...saved });
    output.line(`${saved.rows} rows written to ${saved.path}`);
    if (!args.has('sum')) return;
  }
  const result = await client.call('forecast.paths', wanted, { signal });
  requireSome(result.series.length, result.skipped);
  output.result({ ...result, path: path ?? null });
  for (const series of result.series.slice(0, SHOWN)) output.line(sumTable(series, result));
  if (result.series.length > SHOWN) output.line(`... and ${result.series.length - SHOWN} more series; --json writes all of them.`);
  for (const { seriesId, reason } of result.skipped) output.note(`${seriesId}: ${reason}`);
}

/** Quantiles of the sum of the steps up to each. */
function sumTable({ seriesId, time, cumulated }: SeriesPaths, { quantiles, hasTime, count }: PathsResult): string {
  const width = quantiles.length;
  const rows = Array.from(time, (step, k) => [timeText(step, hasTime), ...quantiles.map((_, q) => figure(cumulated[k * width + q]!))]);
  const title = `${seriesId === '' ? '' : `${seriesId}: `}sums up to each step, from ${count} paths`;
  return `${title}\n${table(['time', ...quantiles.map((level) => `q${level}`)], rows)}`;
}
