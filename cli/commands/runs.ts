import type { Command } from '../command.ts';
import { figure, table } from '../table.ts';

export const runs: Command = {
  name: 'runs',
  summary: 'Lists the runs in a folder.',
  positionals: ['<folder>'],
  optional: 1,
  flags: {},
  examples: ['hindcast runs', 'hindcast runs path/to/workspace --json'],
  run: async ({ client, args, output }) => {
    const folder = args.positionals[0] ?? 'runs';
    const list = await client.call('runs.list', { folder });
    output.result(list);
    if (list.length === 0) output.line(`No runs in ${folder}. Train one: hindcast train data.csv --target <column> --horizon <steps>`);
    else {
      output.line(
        table(
          ['run', 'state', 'model', 'data', 'target', 'horizon', 'MASE', 'skill'],
          list.map((run) => [
            run.name,
            run.state,
            run.config.model.kind,
            run.datasetName,
            run.config.data.target,
            String(run.config.data.horizon),
            figure(run.evaluation?.metrics.model.mase ?? null, 3),
            run.evaluation ? `${(run.evaluation.verdict.skill * 100).toFixed(1)} %` : '—',
          ]),
        ),
      );
    }
  },
};
