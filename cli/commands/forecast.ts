import type { Command } from '../command.ts';
import { forecastTable } from '../forecast-table.ts';
import { requireSome } from '../require-some.ts';

/** Series shown as text; the file has them all. */
const SHOWN = 3;

export const forecast: Command = {
  name: 'forecast',
  summary: 'Forecasts every series of a run from its last observed step.',
  positionals: ['<run>'],
  flags: { out: { value: '<file.csv>', help: 'write series, time, quantiles and mean to this file' } },
  examples: ['hindcast forecast runs/air --out forecast.csv', 'hindcast forecast runs/air --json'],
  run: async ({ client, args, output, signal }) => {
    const run = await client.call('runs.open', { folder: args.positionals[0]! });
    const result = await client.call('forecast.make', { runId: run.id, history: 0 }, { signal });
    requireSome(result.series.length, result.skipped);
    const path = args.text('out');
    const saved = path === undefined ? null : await client.call('forecast.save', { runId: run.id, path }, { signal });
    output.result({ ...result, path: saved?.path ?? null });
    if (saved) output.line(`${saved.rows} rows written to ${saved.path}`);
    else for (const series of result.series.slice(0, SHOWN)) output.line(forecastTable(series, result.hasTime));
    if (!saved && result.series.length > SHOWN)
      output.line(`... and ${result.series.length - SHOWN} more series; --out writes all of them.`);
    for (const { seriesId, reason } of result.skipped) output.note(`${seriesId}: ${reason}`);
  },
};
