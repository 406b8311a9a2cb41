import type { Command } from '../command.ts';
import { followJob } from '../follow-job.ts';

export const exportModel: Command = {
  name: 'export',
  summary: 'Writes the model of a run as one self-contained ONNX file, checked against the native model.',
  positionals: ['<run>'],
  flags: { out: { value: '<file.onnx>', help: 'the file to write (required)' } },
  examples: ['hindcast export runs/air --out air.onnx'],
  run: async (context) => {
    const { client, args, output, signal } = context;
    const path = args.required('out');
    const run = await client.call('runs.open', { folder: args.positionals[0]! });
    const result = await followJob(context, 'export', () => client.call('model.export', { runId: run.id, path }, { signal }));
    output.result(result);
    output.line(`${result.path}: ${result.bytes} bytes`);
    for (const { name, type, shape } of result.inputs) output.line(`  in   ${name}  ${type} ${shape}`);
    for (const { name, type, shape } of result.outputs) output.line(`  out  ${name}  ${type} ${shape}`);
    output.line(
      `Largest difference from the native model over ${result.windowsCompared} windows: ${result.maxAbsDifference.toExponential(2)} ` +
        `(${result.relativeDifference.toExponential(2)} of the target's scale, at most ${result.tolerance.toExponential(0)} allowed)`,
    );
  },
};
