import type { Command } from '../command.ts';
import { followJob } from '../follow-job.ts';
import { showEvaluation } from '../show-evaluation.ts';

export const backtest: Command = {
  name: 'backtest',
  summary: 'Forecasts the test part of a run from rolling origins and compares with the naive methods.',
  positionals: ['<run>'],
  flags: {
    folds: { value: '<n>', help: 'origins a series (as many as fit, at most 20)' },
    stride: { value: '<steps>', help: 'steps between origins (spread over the test part)' },
  },
  examples: ['hindcast backtest runs/air --folds 5', 'hindcast backtest runs/air --folds 5 --stride 1 --json'],
  run: async (context) => {
    const { client, args, output, signal } = context;
    const run = await client.call('runs.open', { folder: args.positionals[0]! });
    const folds = args.integer('folds', 1);
    const evaluation = await followJob(context, 'backtest', () =>
      client.call('runs.backtest', { runId: run.id, folds, stride: args.integer('stride', 1) }, { signal }),
    );
    output.result(evaluation);
    output.line(
      `${run.name}: ${evaluation.folds} folds, stride ${evaluation.stride}, horizon ${run.config.data.horizon}, ${evaluation.points} points`,
    );
    showEvaluation(output, run, evaluation);
  },
};
