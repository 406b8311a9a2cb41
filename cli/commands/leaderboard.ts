import type { LeaderboardGroup } from '../../engine/protocol/evaluation.ts';
import type { Command } from '../command.ts';
import { percent } from '../show-evaluation.ts';
import { figure, table } from '../table.ts';

export const leaderboard: Command = {
  name: 'leaderboard',
  summary: 'Ranks the runs in a folder by their backtests; runs of other data, split or horizon are kept apart.',
  positionals: ['<folder>'],
  optional: 1,
  flags: {},
  examples: ['hindcast leaderboard', 'hindcast leaderboard path/to/workspace --json'],
  run: async ({ client, args, output }) => {
    const folder = args.positionals[0] ?? 'runs';
    const result = await client.call('runs.leaderboard', { folder });
    output.result(result);
    if (result.groups.length === 0) output.line(`No run in ${folder} has a backtest.`);
    for (const group of result.groups) output.line(`${groupText(group)}\n`);
    for (const refusal of result.refusals) output.line(refusal);
  },
};

function groupText({ dataset, target, horizon, folds, stride, points, measure, rows }: LeaderboardGroup): string {
  const head = `${dataset}, ${target}, horizon ${horizon}: ${folds} folds, stride ${stride}, ${points} points`;
  const body = table(
    ['run', measure, 'skill', 'coverage of 80 %', 'p against the best'],
    rows.map(({ name, error, skill, coverage80, pValue }) => [name, figure(error), percent(skill), percent(coverage80), figure(pValue, 2)]),
  );
  return `${head}\n${body}`;
}
