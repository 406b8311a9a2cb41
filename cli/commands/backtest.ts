import type { BacktestResult, MethodName } from '../../engine/protocol/evaluation.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { followJob } from '../follow-job.ts';
import type { Output } from '../output.ts';
import { methodTitles, percent, showEvaluation } from '../show-evaluation.ts';
import { figure, table } from '../table.ts';

const parts = ['step', 'fold', 'series'] as const;

export const backtest: Command = {
  name: 'backtest',
  summary: 'Forecasts the test part of a run from rolling origins and compares with ridge and the naive methods.',
  positionals: ['<run>'],
  flags: {
    folds: { value: '<n>', help: 'origins a series (as many as fit, at most 20)' },
    stride: { value: '<steps>', help: 'steps between origins (spread over the test part)' },
    window: { value: '<rows>', help: 'expanding (default), or rolling:<rows>: forecasts and fits see the last rows alone' },
    refit: { value: '<when>', help: 'never (default: the run as trained), every fold, or a number: train anew every so many folds' },
    by: { value: '<part>', help: 'also the errors by step, fold or series' },
    audit: { help: 'also which rows each forecast was made from' },
  },
  examples: [
    'hindcast backtest runs/air --folds 5',
    'hindcast backtest runs/air --folds 5 --stride 1 --by step --json',
    'hindcast backtest runs/air --window rolling:96 --refit every --audit',
  ],
  run: async (context) => {
    const { client, args, output, signal } = context;
    const run = await client.call('runs.open', { folder: args.positionals[0]! });
    const request = {
      runId: run.id,
      folds: args.integer('folds', 1),
      stride: args.integer('stride', 1),
      window: windowRows(args),
      refit: refitFolds(args),
      audit: args.has('audit'),
    };
    const by = args.choice('by', parts);
    const result = await followJob(context, 'backtest', () => client.call('runs.backtest', request, { signal }));
    output.result(result);
    const policy = [
      result.window === null ? '' : `, window of ${result.window} rows`,
      result.refit === null ? '' : `, trained anew every ${result.refit === 1 ? 'fold' : `${result.refit} folds`}`,
    ].join('');
    output.line(
      `${run.name}: ${result.folds} folds, stride ${result.stride}, horizon ${run.config.data.horizon}, ${result.points} points${policy}`,
    );
    showEvaluation(output, run.config.model.kind.toUpperCase(), result);
    if (by !== undefined) showParts(output, result, by);
    if (result.audit !== null) showAudit(output, result.audit);
  },
};

function windowRows(args: Arguments): number | undefined {
  const text = args.text('window');
  if (text === undefined || text === 'expanding') return undefined;
  const rows = /^rolling:(\d+)$/.exec(text)?.[1];
  if (rows === undefined || Number(rows) < 1)
    throw new UsageError(`Expected expanding or rolling:<rows> for --window but received "${text}".`);
  return Number(rows);
}

function refitFolds(args: Arguments): number | undefined {
  const text = args.text('refit');
  if (text === undefined || text === 'never') return undefined;
  if (text === 'every') return 1;
  if (!/^[1-9]\d*$/.test(text))
    throw new UsageError(`Expected never, every, or a whole number of folds for --refit but received "${text}".`);
  return Number(text);
}

function showParts(output: Output, result: BacktestResult, by: (typeof parts)[number]): void {
  const methods = (Object.keys(methodTitles) as MethodName[]).filter((name) => !Number.isNaN(result.metrics[name].mae));
  const titles = methods.map((name) => methodTitles[name]);
  output.line();
  if (by === 'step') {
    const rows = result.maeByStep.model.map((_, k) => [
      String(k + 1),
      ...methods.map((name) => figure(result.maeByStep[name][k] ?? null)),
      percent(result.skillByStep.seasonalNaive[k] ?? null),
      percent(result.skillByStep.ridge[k] ?? null),
      percent(result.coverageByStep?.[k] ?? null),
    ]);
    output.line(table(['step, MAE', ...titles, 'skill', 'skill over ridge', 'coverage of 80 %'], rows));
    return;
  }
  const scores = by === 'fold' ? result.byFold : result.bySeries;
  const rows = scores.map(({ name, points, errors, coverage80 }) => [
    name,
    String(points),
    ...methods.map((method) => figure(errors[method])),
    percent(1 - errors.model / errors.seasonalNaive),
    percent(coverage80),
  ]);
  output.line(table([`${by}, ${result.measure}`, 'points', ...titles, 'skill', 'coverage of 80 %'], rows));
  if (by === 'series' && scores.length < result.seriesCount)
    output.line(`The best and the worst ${scores.length / 2} of ${result.seriesCount} series.`);
}

/** Rows counted from 1, as people count, both ends included. */
function showAudit(output: Output, audit: NonNullable<BacktestResult['audit']>): void {
  const rows = (range: { from: number; to: number } | null): string => (range === null ? 'none' : `${range.from + 1}-${range.to}`);
  // Only of a model that reads something ahead is it worth a column.
  const anyAhead = audit.some(({ ahead }) => ahead !== null);
  output.line();
  output.line(
    table(
      ['series', 'fold', 'forecasts from row', 'saw rows', ...(anyAhead ? ['of what is known ahead'] : []), 'fit', 'fitted on rows'],
      audit.map(({ seriesId, fold, origin, fit, fitted, seen, ahead }) => [
        seriesId || '(the only one)',
        String(fold),
        String(origin + 1),
        rows(seen),
        ...(anyAhead ? [rows(ahead)] : []),
        String(fit),
        rows(fitted),
      ]),
    ),
  );
}
