import type { DataConfig, RunDetail, TrainingRequest } from '../../engine/protocol/training.ts';
import { type Command, type CommandContext, UsageError } from '../command.ts';
import { followRun } from '../follow-run.ts';
import { importData } from '../import-data.ts';
import { importFlags } from '../import-flags.ts';
import { defaultRunFolder } from '../run-folder.ts';
import { showEvaluation } from '../show-evaluation.ts';
import { duration } from '../output.ts';
import { manyRequests, trainMany, wantsMany } from '../train-many.ts';
import { cellOf, trainingFlags, trainingRequest } from '../training-flags.ts';

export const train: Command = {
  name: 'train',
  summary: 'Trains a recurrent network on a CSV, Parquet or Excel file, backtests it, and keeps the run in a folder.',
  positionals: ['<file>'],
  optional: 1,
  flags: {
    target: { value: '<column>', help: 'the column to forecast (required)' },
    horizon: { value: '<steps>', help: 'steps to forecast (required)' },
    out: { value: '<folder>', help: 'folder of the run (runs/<file>-<model>)' },
    seeds: { value: '<n>', help: 'train so many seeds side by side, from --seed on, and compare them' },
    models: { value: '<list>', help: 'train several of gru, lstm, rnn side by side, and compare them' },
    resume: { value: '<folder>', help: 'go on with a run that was cancelled or interrupted; takes no file' },
    ...trainingFlags,
    ...importFlags,
  },
  examples: [
    'hindcast train data.csv --target passengers --horizon 12',
    'hindcast train data.csv --time date --target passengers --model gru --context 36 --horizon 12 --out runs/air --seed 1',
    'hindcast train data.csv --target sales --horizon 7 --future price,promotion --static region --calendar weekday,holiday:DE',
    'hindcast train data.csv --target passengers --horizon 12 --seeds 5',
    'hindcast train --resume runs/air',
  ],
  run: async (context) => {
    const resumed = context.args.text('resume');
    if (resumed === undefined && wantsMany(context.args)) {
      const { path, request } = await prepare(context);
      return trainMany(context, manyRequests(context.args, path, request));
    }
    const run = await followRun(context, () => (resumed === undefined ? start(context) : resume(context, resumed)));
    context.output.result(run);
    show(context, run);
  },
};

/** Reads the file and the wishes. */
async function prepare(context: CommandContext): Promise<{ path: string; request: TrainingRequest }> {
  const { args, output } = context;
  const path = args.positionals[0];
  if (path === undefined) throw new UsageError('<file> is missing.');
  const partial: Omit<TrainingRequest, 'datasetId'> = trainingRequest(args);
  const dataset = await importData(context, path);
  for (const finding of dataset.findings)
    if (finding.severity !== 'info') output.note(`${finding.severity}: ${finding.message} ${finding.advice}`.trim());
  return { path, request: { ...partial, datasetId: dataset.id } };
}

async function start(context: CommandContext): Promise<string> {
  const { args, client, output } = context;
  const { path, request: wanted } = await prepare(context);
  const request = { ...wanted, folder: args.text('out') ?? defaultRunFolder(path, cellOf(wanted.model)) };
  const estimate = await client.call('training.resolve', request);
  const { data, model } = estimate.config;
  output.note(
    `${model.kind.toUpperCase()} ${model.layers} x ${model.hidden}, ${estimate.parameters} parameters, context ${data.context}, horizon ${data.horizon}, ` +
      `season ${data.season}, transform ${data.transform}${data.transform === 'box-cox' ? ` (lambda ${data.lambda})` : ''}${data.difference > 0 ? `, difference ${data.difference}` : ''}; ${estimate.windows.training} training windows`,
  );
  for (const note of estimate.notes) output.note(note);
  const availability = availabilityText(data);
  if (availability !== '') output.note(availability);
  const { runId } = await client.call('training.start', request);
  return runId;
}

/** What is known beside the target, and when. */
function availabilityText({ covariates, future, calendar, statics, categorical }: DataConfig): string {
  const columns = (names: readonly string[]): string =>
    names.map((name) => (categorical.includes(name) ? `${name} (names)` : name)).join(', ');
  return [
    covariates.length === 0 ? '' : `known up to the origin: ${columns(covariates)}`,
    future.length + calendar.length === 0 ? '' : `known ahead: ${columns([...future, ...calendar])}`,
    statics.length === 0 ? '' : `static: ${columns(statics)}`,
  ]
    .filter(Boolean)
    .join('; ');
}

async function resume({ args, client }: CommandContext, folder: string): Promise<string> {
  const other = args.given().find((name) => !['resume', 'json', 'quiet'].includes(name));
  if (args.positionals.length > 0 || other !== undefined) {
    throw new UsageError(`--resume takes ${other === undefined ? 'no file' : `no --${other}`}: the run knows its data and its settings.`);
  }
  const { id } = await client.call('runs.open', { folder });
  await client.call('training.resume', { runId: id });
  return id;
}

function show({ output }: CommandContext, run: RunDetail): void {
  output.line(
    `${run.epochsDone} epochs in ${duration(run.trainSeconds)} on ${run.isa}, best epoch ${run.bestEpoch}. Run kept in ${run.folder}`,
  );
  if (run.evaluation) showEvaluation(output, run.config.model.kind.toUpperCase(), run.evaluation);
}
