import type { DatasetSummary, Finding, Frequency, Guess } from '../../engine/protocol/data.ts';
import type { Command } from '../command.ts';
import { importData } from '../import-data.ts';
import { importFlags, importOverrides } from '../import-flags.ts';
import { type KnownAhead, knownAhead, knownAheadText } from '../known-ahead.ts';
import type { Output } from '../output.ts';
import { readProfiles, readSeasons, showProfiles, showSeasons } from '../show-profile.ts';
import { figure, table } from '../table.ts';

export const inspect: Command = {
  name: 'inspect',
  summary: 'Reads a CSV, Parquet or Excel file and shows what is in it, what was guessed and what is wrong.',
  positionals: ['<file>'],
  flags: { profile: { help: 'also look for far values and changes in each series; suggestions, nothing is changed' }, ...importFlags },
  examples: ['hindcast inspect data.csv', 'hindcast inspect data.csv --profile', 'hindcast inspect data.csv --json'],
  run: async (context) => {
    const { client, output, args, signal } = context;
    const path = args.positionals[0]!;
    const preview = await client.call('data.preview', { path, overrides: importOverrides(args) }, { signal });
    const dataset = await importData(context, path);
    const ahead = await knownAhead(context, dataset);
    const seasons = await readSeasons(context, dataset);
    const profiles = args.has('profile') ? await readProfiles(context, dataset) : [];
    output.result({ ...dataset, guesses: preview.guesses, knownAhead: ahead, seasons, ...(args.has('profile') ? { profiles } : {}) });
    showDataset(output, dataset, preview.guesses, ahead);
    showSeasons(output, seasons);
    if (args.has('profile')) showProfiles(output, dataset, profiles);
  },
};

function showDataset(output: Output, dataset: DatasetSummary, guesses: readonly Guess[], ahead: readonly KnownAhead[]): void {
  const when = (value: number): string =>
    dataset.hasTime ? new Date(value).toISOString().replace('T00:00:00.000Z', '').replace('.000Z', 'Z') : `row ${value}`;
  output.line(
    `${dataset.path}: ${dataset.rows} rows, ${dataset.columns.length} columns, ${dataset.series.length} series, ${frequencyText(dataset.frequency)}`,
  );
  output.line();
  output.line(
    table(
      ['column', 'role', 'type', 'observed', 'missing', 'min', 'mean', 'max'],
      dataset.columns.map((column) => [
        column.name,
        column.role,
        column.type,
        String(column.observed),
        String(column.missing),
        ...[column.min, column.mean, column.max].map((value) => (column.type === 'time' && value !== null ? when(value) : figure(value))),
      ]),
    ),
  );
  output.line();
  for (const series of dataset.series.slice(0, 10)) {
    output.line(
      `${dataset.series.length > 1 ? `${series.id}: ` : ''}${series.length} steps from ${when(series.start)} to ${when(series.end)}`,
    );
  }
  if (dataset.series.length > 10) output.line(`... and ${dataset.series.length - 10} more series`);
  for (const known of ahead) output.line(knownAheadText(known));
  output.line();
  output.line('How the file was read:');
  for (const guess of guesses)
    output.line(`  ${guess.field} = ${JSON.stringify(guess.value)}${guess.certain ? '' : ' (uncertain)'}: ${guess.reason}`);
  if (dataset.findings.length > 0) {
    output.line();
    output.line('Findings:');
    for (const finding of dataset.findings) output.line(`  ${findingText(finding)}`);
  }
}

export function findingText(finding: Finding): string {
  const place = [finding.row === null ? '' : `line ${finding.row}`, finding.column === null ? '' : `column ${finding.column}`]
    .filter(Boolean)
    .join(', ');
  const count = finding.count > 1 ? ` (${finding.count} places)` : '';
  return `${finding.severity}: ${place ? `${place}: ` : ''}${finding.message}${count}${finding.advice ? ` ${finding.advice}` : ''}`;
}

function frequencyText({ unit, step }: Frequency): string {
  if (unit === 'row') return 'no regular time step';
  return step === 1 ? `one step a ${unit}` : `one step every ${step} ${unit}s`;
}
