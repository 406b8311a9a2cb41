import type { RateSearch } from '../../engine/protocol/inspection.ts';
import { type Command, UsageError } from '../command.ts';
import { followJob } from '../follow-job.ts';
import { importData } from '../import-data.ts';
import { importFlags } from '../import-flags.ts';
import { duration, type Output } from '../output.ts';
import { figure, table } from '../table.ts';
import { trainingFlags, trainingRequest } from '../training-flags.ts';

/** Rows of the table: enough to see the curve, few enough for a screen. */
const ROWS = 20;
const BAR = 30;

export const rate: Command = {
  name: 'rate',
  summary: 'Suggests a learning rate: trains a network that is thrown away over rising rates. Writes nothing.',
  positionals: ['<file>'],
  flags: {
    target: { value: '<column>', help: 'the column to forecast (required)' },
    horizon: { value: '<steps>', help: 'steps to forecast (required)' },
    ...Object.fromEntries(Object.entries(trainingFlags).filter(([name]) => name !== 'name')),
    ...importFlags,
  },
  examples: [
    'hindcast rate data.csv --target passengers --horizon 12',
    'hindcast rate data.csv --target load --horizon 24 --model lstm --batch 64',
  ],
  run: async (context) => {
    const { args, client, output, signal } = context;
    const partial = trainingRequest(args);
    const path = args.positionals[0];
    if (path === undefined) throw new UsageError('<file> is missing.');
    const { id } = await importData(context, path);
    const found = await followJob(context, 'rate', () => client.call('training.findRate', { ...partial, datasetId: id }, { signal }));
    output.result(found);
    show(output, found);
  },
};

function show(output: Output, { suggestion, rates, losses, divergedAt, seconds }: RateSearch): void {
  output.line(`Suggested learning rate: ${suggestion}   (--rate ${suggestion})`);
  output.line();
  const every = Math.max(1, Math.ceil(rates.length / ROWS));
  const shown = rates.map((_, i) => i).filter((i) => i % every === 0 || i === rates.length - 1);
  const low = Math.min(...losses);
  const high = Math.max(...shown.map((i) => losses[i]!).filter((loss) => loss <= 4 * Math.abs(losses[0]!)));
  const bar = (loss: number): string => '#'.repeat(Math.max(1, Math.min(BAR, Math.round((BAR * (loss - low)) / (high - low || 1)))));
  output.line(
    table(
      ['rate', 'loss', ''],
      shown.map((i) => [rates[i]!.toExponential(1), figure(losses[i]!), bar(losses[i]!).padEnd(BAR)]),
    ),
  );
  output.line();
  const end = divergedAt === null ? 'the loss never ran away' : `the loss ran away at ${divergedAt.toExponential(1)}`;
  output.line(
    `${rates.length} steps in ${duration(seconds)}; ${end}. Losses are smoothed. Where they fall most steeply, learning is fastest.`,
  );
}
