import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Drift, LedgerEntry } from '../../engine/protocol/forecasts.ts';
import { type Command, UsageError } from '../command.ts';
import { timeText } from '../forecast-table.ts';
import { percent } from '../show-evaluation.ts';
import { figure, table } from '../table.ts';

export const ledger: Command = {
  name: 'ledger',
  summary: 'Scores the forecasts that a workspace keeps by what has come since.',
  positionals: ['<workspace>'],
  flags: {
    data: {
      value: '<file.csv>',
      help: 'a newer file of the same data; left out: the files that the forecasts were made from, as they are now',
    },
  },
  examples: ['hindcast forecast runs/air --keep work', 'hindcast ledger work', 'hindcast ledger work --data air-new.csv --json'],
  run: async ({ client, args, output, signal }) => {
    const folder = args.positionals[0]!;
    // Opening makes a workspace where there is none: a folder that was mistyped would become one.
    if (!existsSync(join(folder, 'hindcast.json'))) throw new UsageError(`${folder} is no workspace: it has no hindcast.json.`);
    await client.call('workspace.open', { path: folder });
    const result = await client.call('ledger.read', { path: args.text('data') }, { signal });
    output.result(result);
    if (result.entries.length === 0) output.line(`${folder} keeps no forecast. hindcast forecast <run> --keep ${folder} makes one.`);
    else
      output.line(
        table(
          ['forecast', 'from', 'steps come', 'MAE', 'MASE', 'coverage of 80 %', 'seasonal naive MAE', 'retrain'],
          result.entries.map(row),
        ),
      );
    for (const { forecast, problem } of result.entries) if (problem !== null) output.note(`${forecast.name}: ${problem}`);
    for (const entry of result.entries) {
      if (entry.revised > 0) output.note(`${entry.forecast.name}: ${entry.revised} values that it saw have been revised since.`);
      if (entry.drift.state === 'beyond') output.note(`${entry.forecast.name}: ${reason(entry.drift)}`);
    }
  },
};

const answers: Record<Drift['state'], string> = { within: 'no', beyond: 'yes', early: 'too early', unknown: 'unknown' };

function row({ forecast, known, score, drift }: LedgerEntry): string[] {
  return [
    forecast.name,
    timeText(forecast.from, forecast.hasTime),
    `${known} of ${forecast.horizon}`,
    figure(score?.mae ?? null),
    figure(score?.mase ?? null),
    percent(score?.coverage80 ?? null),
    figure(score?.naiveMae ?? null),
    score === null ? '—' : answers[drift.state],
  ];
}

function reason({ measure, recent, upper, expected, folds }: Drift): string {
  return `its ${measure} of ${figure(recent)} is above ${figure(upper)}, within which 95 % of further folds would lie after the ${folds} of the backtest (mean ${figure(expected)}). Train again with the new data.`;
}
