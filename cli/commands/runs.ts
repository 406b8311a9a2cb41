import type { Command } from '../command.ts';
import { figure, table } from '../table.ts';

export const runs: Command = {
  name: 'runs',
  summary: 'Lists the runs in a folder.',
  positionals: ['<folder>'],
  optional: 1,
  flags: { all: { help: 'archived runs too' } },
  examples: ['hindcast runs', 'hindcast runs path/to/workspace --json'],
  run: async ({ client, args, output }) => {
    const folder = args.positionals[0] ?? 'runs';
    const found = await client.call('runs.list', { folder });
    const list = args.has('all') ? found : found.filter((run) => !run.annotation.archived);
    output.result(list);
    const hidden = found.length - list.length;
    if (hidden > 0) output.note(`${hidden} archived ${hidden === 1 ? 'run is' : 'runs are'} not shown; --all shows them.`);
    if (found.length === 0) output.line(`No runs in ${folder}. Train one: hindcast train data.csv --target <column> --horizon <steps>`);
    else if (list.length > 0) {
      output.line(
        table(
          ['run', 'state', 'model', 'data', 'target', 'horizon', 'MASE', 'skill', 'tags'],
          list.map((run) => [
            run.name,
            run.state,
            run.config.model.kind,
            run.datasetName,
            run.config.data.target,
            String(run.config.data.horizon),
            figure(run.evaluation?.metrics.model.mase ?? null, 3),
            run.evaluation ? `${(run.evaluation.verdict.skill * 100).toFixed(1)} %` : '—',
            run.annotation.tags.join(', '),
          ]),
        ),
      );
    }
  },
};
