import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { RankedTrial, StudyDetail } from '../../engine/protocol/tuning.ts';
import { type Arguments, type Command, type CommandContext, UsageError } from '../command.ts';
import { followStudy } from '../follow-study.ts';
import { importData } from '../import-data.ts';
import { importFlags } from '../import-flags.ts';
import { duration } from '../output.ts';
import { readSpace } from '../read-space.ts';
import { figure, table } from '../table.ts';
import { trainLine } from '../train-line.ts';
import { trainingFlags, trainingRequest } from '../training-flags.ts';

/** Rows of the table: those that could be chosen. */
const SHOWN = 10;

export const tune: Command = {
  name: 'tune',
  summary: 'Searches a good configuration within a budget of seconds, and keeps the study in a folder. What a flag decides is not tuned.',
  positionals: ['<file>'],
  optional: 1,
  flags: {
    target: { value: '<column>', help: 'the column to forecast (required)' },
    horizon: { value: '<steps>', help: 'steps to forecast (required)' },
    budget: { value: '<seconds>', help: 'time for everything (60); with --resume: what was used counts' },
    trials: { value: '<n>', help: 'most configurations (as many as the budget allows)' },
    space: { value: '<file.json>', help: 'what may be tuned, and in which ranges (by size of the data)' },
    seeds: { value: '<n>', help: 'seeds with which the best are trained (3)' },
    finalists: { value: '<n>', help: 'how many of the best are trained with several seeds, beside the untuned one (3)' },
    metric: { value: '<name>', help: 'mase or pinball, over validation points (mase)' },
    reduction: { value: '<n>', help: 'one of so many trials goes on to the next rung, with so many times the epochs (3)' },
    'draw-seed': { value: '<n>', help: 'seed of the draws (1); --seed is that of training' },
    out: { value: '<folder>', help: 'folder of the study (studies/<file>)' },
    resume: { value: '<folder>', help: 'go on with a study that was cancelled or interrupted; takes no file' },
    ...Object.fromEntries(Object.entries(trainingFlags).filter(([name]) => name !== 'threads')),
    ...importFlags,
  },
  examples: [
    'hindcast tune data.csv --target passengers --horizon 12 --budget 60',
    'hindcast tune data.csv --target load --horizon 24 --space space.json --trials 50 --model gru',
    'hindcast tune --resume studies/data --budget 300',
  ],
  run: async (context) => {
    const { args } = context;
    const folder = args.text('resume');
    const study = await followStudy(context, () => (folder === undefined ? start(context) : resume(context, folder)));
    context.output.result(study);
    show(context, study);
  },
};

async function start(context: CommandContext): Promise<string> {
  const { args, client, output, signal } = context;
  const wishes = trainingRequest(args);
  const settings = {
    budgetSeconds: budgetOf(args) ?? 60,
    trials: args.integer('trials', 1),
    seeds: args.integer('seeds', 1, 100),
    finalists: args.integer('finalists', 1, 100),
    metric: args.choice('metric', ['mase', 'pinball']),
    seed: args.integer('draw-seed', 0),
    reduction: args.integer('reduction', 2, 100),
  };
  const path = args.positionals[0];
  if (path === undefined) throw new UsageError('<file> is missing.');
  const spacePath = args.text('space');
  const space = spacePath === undefined ? undefined : await readSpace(spacePath);
  const { id } = await importData(context, path);
  const request = { ...wishes, datasetId: id, folder: args.text('out') ?? defaultFolder(path), space, settings };
  const { studyId } = await client.call('tuning.start', request, { signal });
  const study = await client.call('tuning.get', { studyId });
  output.note(`Rungs of ${study.rungs.join(', ')} epochs; every trial is scored on the same ${study.origins} validation origins.`);
  return studyId;
}

async function resume({ args, client, signal }: CommandContext, folder: string): Promise<string> {
  const other = args.given().find((name) => !['resume', 'budget', 'json', 'quiet'].includes(name));
  if (args.positionals.length > 0 || other !== undefined) {
    throw new UsageError(`--resume takes ${other === undefined ? 'no file' : `no --${other}`}: the study knows its data and its settings.`);
  }
  return (await client.call('tuning.resume', { folder, budgetSeconds: budgetOf(args) }, { signal })).studyId;
}

function budgetOf(args: Arguments): number | undefined {
  return args.number('budget', { above: 0, most: 100_000_000 });
}

/** `studies/<file>`, numbered where that is taken. */
function defaultFolder(csv: string): string {
  const base = join('studies', basename(csv, extname(csv)));
  let folder = base;
  for (let n = 2; existsSync(folder); n++) folder = `${base}-${n}`;
  return folder;
}

function show({ output, args }: CommandContext, study: StudyDetail): void {
  const { ranking, trials, settings, reference, elapsedSeconds } = study;
  const drawn = trials.filter(({ repeat }) => repeat === 0).length;
  const failed = trials.filter(({ failure }) => failure !== null);
  const name = settings.metric === 'mase' ? 'MASE' : 'pinball';
  const naive = reference === null ? '' : ` Seasonal naive: ${figure(reference)}.`;
  output.line(
    `${drawn} trials in ${duration(elapsedSeconds)}, by validation ${name} (lower is better).${naive} Study kept in ${study.folder}`,
  );
  output.line();
  const untuned = ranking.filter(({ number }) => number === 0);
  const rows = [...ranking.slice(0, SHOWN), ...untuned.filter((one) => ranking.indexOf(one) >= SHOWN)];
  // The table sets columns to the right; text of one width stands to the left.
  const choices = rows.map(choiceText);
  const width = Math.max(...choices.map(({ length }) => length));
  output.line(
    table(
      ['trial', name, 'seeds', 'epochs', 'choice'.padEnd(width)],
      rows.map((one, i) => [...figures(one), choices[i]!.padEnd(width)]),
    ),
  );
  output.line();
  for (const warning of study.warnings) output.note(warning);
  if (failed.length > 0) output.note(`${failed.length} trainings failed; the last: ${failed.at(-1)!.failure!.message}`);
  if (ranking[0]!.scores.length < settings.seeds) {
    output.note(
      `The budget ended before the best was trained with ${settings.seeds} seeds. Go on with: hindcast tune --resume ${study.folder} --budget <seconds>`,
    );
  }
  output.line(verdict(ranking));
  if (study.winner) output.line(`Train the best: ${trainLine(args.positionals[0] ?? study.datasetPath, study.winner.wishes, args)}`);
}

function figures({ number, mean, deviation, scores, failed, epochs }: RankedTrial): string[] {
  return [
    number === 0 ? '0 (untuned)' : String(number),
    deviation === null ? figure(mean) : `${figure(mean)} ± ${figure(deviation, 2)}`,
    `${scores.length}${failed > 0 ? ` (${failed} failed)` : ''}`,
    String(epochs),
  ];
}

function choiceText({ choice }: RankedTrial): string {
  const knobs = Object.entries({ ...choice.data, ...choice.model, ...choice.training });
  return knobs.map(([name, value]) => `${name} ${String(value)}`).join(', ');
}

/** Whether tuning helped, as far as the seeds can tell. */
function verdict(ranking: readonly RankedTrial[]): string {
  const [best, untuned] = [ranking[0]!, ranking.find(({ number }) => number === 0)];
  if (best.number === 0) return 'No trial is better than the untuned configuration.';
  if (untuned === undefined || untuned.rung < best.rung)
    return 'The untuned configuration was not trained to the end: whether tuning helped is not known.';
  const gain = `Trial ${best.number} is ${((1 - best.mean / untuned.mean) * 100).toFixed(1)} % better than the untuned configuration`;
  if (best.deviation === null || untuned.deviation === null) return `${gain}, by one seed.`;
  const noise = Math.hypot(best.deviation, untuned.deviation);
  const sure = untuned.mean - best.mean > 2 * noise ? 'more than' : 'less than';
  const seeds =
    best.scores.length === untuned.scores.length ? `${best.scores.length}` : `${best.scores.length} and ${untuned.scores.length}`;
  return `${gain}, ${sure} two standard deviations (over ${seeds} seeds). Of many trials the best looks better than it is; the test part, which no trial saw, tells.`;
}
