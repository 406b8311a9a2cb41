import { CancelledError } from '../engine/protocol/errors.ts';
import type { Metrics, ModelKind, RunDetail, TrainingRequest } from '../engine/protocol/training.ts';
import { type Arguments, type CommandContext, ToldFailure, UsageError } from './command.ts';
import { followRuns } from './follow-runs.ts';
import type { Output } from './output.ts';
import { defaultRunFolder } from './run-folder.ts';
import { cellOf } from './training-flags.ts';
import { figure, table } from './table.ts';

const KINDS: readonly ModelKind[] = ['gru', 'lstm', 'rnn'];

/** Whether the arguments ask for several runs. */
export function wantsMany(args: Arguments): boolean {
  return args.text('seeds') !== undefined || args.text('models') !== undefined;
}

/** One request for each model and seed, each with a folder of its own. Error: UsageError. */
export function manyRequests(args: Arguments, csv: string, request: TrainingRequest): TrainingRequest[] {
  const kinds = args.list('models')?.map(kindOf) ?? [cellOf(request.model)];
  if (kinds.length === 0 || new Set(kinds).size < kinds.length)
    throw new UsageError('Expected different models for --models, for example gru,lstm.');
  if (args.text('models') !== undefined && args.text('model') !== undefined) throw new UsageError('Give --model or --models, not both.');
  const first = request.training?.seed ?? 1;
  const seeds = Array.from({ length: args.integer('seeds', 1, 100) ?? 1 }, (_, i) => first + i);
  const out = args.text('out');
  return kinds.flatMap((kind) => {
    const base = out === undefined ? defaultRunFolder(csv, kind) : kinds.length > 1 ? `${out}-${kind}` : out;
    return seeds.map((seed) => ({
      ...request,
      name: request.name === undefined ? undefined : `${request.name} ${kind} ${seed}`,
      folder: seeds.length > 1 ? `${base}-seed${seed}` : base,
      model: { ...request.model, kind },
      training: { ...request.training, seed },
    }));
  });
}

function kindOf(name: string): ModelKind {
  const kind = KINDS.find((known) => known === name.toLowerCase());
  if (kind === undefined) throw new UsageError(`Expected models among ${KINDS.join(', ')} for --models but received "${name}".`);
  return kind;
}

/**
 * Trains several runs side by side and compares them. Errors: CancelledError where all were cancelled; ToldFailure after the
 * comparison, where one or more did not finish.
 */
export async function trainMany(context: CommandContext, requests: TrainingRequest[]): Promise<void> {
  const { client, output, signal } = context;
  const runs = await followRuns(context, async () => (await client.call('training.startMany', { requests }, { signal })).runIds);
  const done = runs.filter(({ state }) => state === 'done').sort((a, b) => validation(a) - validation(b));
  const other = runs.filter(({ state }) => state !== 'done');
  if (done.length === 0 && other.every(({ state }) => state === 'cancelled')) {
    throw new CancelledError(`Cancelled. Go on with: ${other.map(({ folder }) => `hindcast train --resume ${folder}`).join('; ')}`);
  }
  output.result({ runs: [...done, ...other], summary: METRICS.map(({ name, of }) => ({ metric: name, ...spread(done.map(of)) })) });
  if (done.length > 0) show(output, done);
  for (const run of other)
    output.note(`${run.folder}: ${run.state}. ${run.error?.message ?? `Go on with: hindcast train --resume ${run.folder}`}`);
  if (other.length > 0) throw new ToldFailure(`${other.length} of ${runs.length} runs did not finish.`);
}

function validation(run: RunDetail): number {
  return run.bestValidationLoss ?? Infinity;
}

type Column = { name: string; of: (run: RunDetail) => number | null };

const metric = (name: string, key: keyof Metrics): Column => ({ name, of: (run) => run.evaluation?.metrics.model[key] ?? null });

const METRICS: readonly Column[] = [
  { name: 'validation loss', of: (run) => run.bestValidationLoss },
  metric('MASE', 'mase'),
  metric('sMAPE %', 'smape'),
  metric('MAE', 'mae'),
  metric('RMSE', 'rmse'),
  metric('pinball', 'pinball'),
  metric('coverage80', 'coverage80'),
];

/** Mean and sample standard deviation of what is known; null where nothing is (of a deviation: fewer than two). */
export function spread(values: ReadonlyArray<number | null>): { mean: number | null; sd: number | null } {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { mean: null, sd: null };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: known.length < 2 ? null : Math.sqrt(squares / (known.length - 1)) };
}

function show(output: Output, runs: readonly RunDetail[]): void {
  const kinds = [...new Set(runs.map(({ config }) => config.model.kind))];
  const rows = runs.map((run) => [
    run.folder,
    String(run.config.training.seed),
    String(run.bestEpoch),
    ...METRICS.map(({ of }) => figure(of(run))),
  ]);
  for (const kind of kinds) {
    const same = runs.filter(({ config }) => config.model.kind === kind);
    if (same.length < 2) continue;
    const spreads = METRICS.map(({ of }) => spread(same.map(of)));
    rows.push([`mean of ${kind.toUpperCase()}`, '', '', ...spreads.map(({ mean }) => figure(mean))]);
    rows.push(['standard deviation', '', '', ...spreads.map(({ sd }) => figure(sd, 2))]);
  }
  output.line(`Best first, by validation loss; the metrics are of the test part.`);
  output.line();
  output.line(table(['run', 'seed', 'best epoch', ...METRICS.map(({ name }) => name)], rows));
}
