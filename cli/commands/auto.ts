import type { Command } from '../command.ts';
import { followJob } from '../follow-job.ts';
import { forecastTable } from '../forecast-table.ts';
import { importData } from '../import-data.ts';
import { importFlags } from '../import-flags.ts';
import { duration } from '../output.ts';
import { requireSome } from '../require-some.ts';
import { showEvaluation } from '../show-evaluation.ts';
import { covariateFlags, covariatesOf } from '../training-flags.ts';

/** Series shown as text; the file has them all. */
const SHOWN = 3;

export const auto: Command = {
  name: 'auto',
  summary: 'Tries the catalogue of methods within a time, backtests the best, and forecasts with it.',
  positionals: ['<file>'],
  flags: {
    target: { value: '<column>', help: 'the column to forecast (required)' },
    horizon: { value: '<steps>', help: 'steps to forecast (required)' },
    budget: { value: '<seconds>', help: 'time for everything (60)' },
    method: {
      value: '<name>',
      help: 'one method of the catalogue instead of a choice among them; a wrong name is answered with all of them (auto)',
    },
    ...covariateFlags,
    season: { value: '<steps>', help: 'steps in a season, 1 for none (by frequency)' },
    folds: { value: '<n>', help: 'folds of the backtest (as many as the last fifth affords, at most 10)' },
    seed: { value: '<n>', help: 'seed of everything random (1)' },
    out: { value: '<forecast.csv>', help: 'write series, time, quantiles and mean to this file' },
    ...importFlags,
  },
  examples: [
    'hindcast auto data.csv --target passengers --horizon 12',
    'hindcast auto data.csv --target load --horizon 48 --budget 300 --out forecast.csv',
    'hindcast auto data.csv --target passengers --horizon 12 --method theta',
    'hindcast auto sales.csv --target sales --horizon 14 --future price,promotion --calendar weekday,holiday:DE',
  ],
  run: async (context) => {
    const { client, args, output, signal } = context;
    const target = args.required('target');
    args.required('horizon');
    const dataset = await importData(context, args.positionals[0]!);
    const result = await followJob(context, 'automatic', () =>
      client.call(
        'catalogue.forecast',
        {
          datasetId: dataset.id,
          target,
          horizon: args.integer('horizon', 1, 100_000)!,
          model: args.text('method'),
          budgetSeconds: args.number('budget', { above: 0, most: 1e6 }),
          ...covariatesOf(args),
          season: args.integer('season', 1, 10_000_000),
          folds: args.integer('folds', 1, 1_000_000),
          seed: args.integer('seed', 0, Number.MAX_SAFE_INTEGER),
        },
        { signal },
      ),
    );
    requireSome(result.forecast.series.length, result.forecast.skipped);
    const path = args.text('out');
    const saved = path === undefined ? null : await client.call('catalogue.save', { id: result.id, path }, { signal });
    output.result({ ...result, path: saved?.path ?? null });
    showEvaluation(output, result.model, result.evaluation);
    for (const note of [...result.notes, ...result.forecast.notes]) output.line(note);
    output.line(`${duration(result.seconds)} in all.`);
    if (saved) output.line(`${saved.rows} rows written to ${saved.path}`);
    else for (const series of result.forecast.series.slice(0, SHOWN)) output.line(forecastTable(series, result.forecast.hasTime));
    for (const { seriesId, reason } of result.forecast.skipped) output.note(`${seriesId}: ${reason}`);
  },
};
