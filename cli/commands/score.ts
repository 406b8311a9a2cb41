import type { Command } from '../command.ts';
import { followJob } from '../follow-job.ts';
import { importFlags, importOverrides } from '../import-flags.ts';
import { duration } from '../output.ts';
import { requireSome } from '../require-some.ts';

export const score: Command = {
  name: 'score',
  summary: 'Forecasts every series of a CSV with an exported ONNX file, in batches.',
  positionals: ['<model.onnx>', '<file.csv>'],
  flags: { out: { value: '<file.csv>', help: 'the file to write (required)' }, ...importFlags },
  examples: ['hindcast score air.onnx other.csv --out scores.csv'],
  run: async (context) => {
    const { client, args, output, signal } = context;
    const outPath = args.required('out');
    const [modelPath, csvPath] = args.positionals as [string, string];
    const result = await followJob(context, 'score', () =>
      client.call('model.score', { modelPath, csvPath, outPath, overrides: importOverrides(args) }, { signal }),
    );
    requireSome(result.series, result.skipped);
    output.result(result);
    output.line(`${result.rows} forecast rows of ${result.series} series written to ${result.path} in ${duration(result.seconds)}`);
    for (const note of result.notes) output.note(note);
    for (const { seriesId, reason } of result.skipped) output.note(`${seriesId || csvPath}: ${reason}`);
  },
};
