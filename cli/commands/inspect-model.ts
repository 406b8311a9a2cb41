import type { ModelInspection } from '../../engine/protocol/inspection.ts';
import type { Command } from '../command.ts';
import { followJob } from '../follow-job.ts';
import type { Output } from '../output.ts';
import { figure, table } from '../table.ts';

export const inspectModel: Command = {
  name: 'inspect-model',
  summary: 'Looks into the network of a finished run: recurrent matrices, gates over one window, gradients back in time.',
  positionals: ['<run>'],
  flags: { window: { value: '<n>', help: 'validation window whose gates are shown, from 0 (the last one)' } },
  examples: ['hindcast inspect-model runs/air', 'hindcast inspect-model runs/air --window 0 --json'],
  run: async (context) => {
    const { client, args, output, signal } = context;
    const window = args.integer('window', 0);
    const run = await client.call('runs.open', { folder: args.positionals[0]! });
    const found = await followJob(context, 'inspect', () => client.call('model.inspect', { runId: run.id, window }, { signal }));
    output.result(found);
    showRadii(output, found);
    showGates(output, found);
    showGradients(output, found);
  },
};

function showRadii(output: Output, { radii }: ModelInspection): void {
  output.line('Spectral radius of the recurrent matrices (above 1 a linear recurrence would grow):');
  const rows = radii.flatMap(({ layer, cell, hidden, gates }) =>
    gates.map(({ gate, spectralRadius }, i) => [i === 0 ? `${layer} (${cell}, ${hidden})` : '', gate, figure(spectralRadius)]),
  );
  output.line(table(['layer', 'gate', 'radius'], rows));
}

function showGates(output: Output, { activations, window }: ModelInspection): void {
  output.line();
  output.line(
    `Gates over validation window ${window.index} of ${window.of}, from row ${window.from} of series "${window.seriesId}" (mean, and share beyond 0.9 or -0.9):`,
  );
  const rows = activations.flatMap(({ layer, gates, steps, hidden, values }) =>
    gates.map((gate, g) => {
      const { mean, saturated } = summary(values, steps, gates.length, hidden, g);
      return [
        g === 0 ? `${layer} (${steps} ${steps === 1 ? 'step' : 'steps'})` : '',
        gate,
        figure(mean, 3),
        `${Math.round(100 * saturated)} %`,
      ];
    }),
  );
  output.line(table(['layer', 'gate', 'mean', 'saturated'], rows));
}

function summary(values: Float32Array, steps: number, gates: number, hidden: number, gate: number): { mean: number; saturated: number } {
  let sum = 0;
  let saturated = 0;
  for (let t = 0; t < steps; t++) {
    for (let k = 0; k < hidden; k++) {
      const value = values[(t * gates + gate) * hidden + k]!;
      sum += value;
      if (Math.abs(value) > 0.9) saturated++;
    }
  }
  return { mean: sum / (steps * hidden), saturated: saturated / (steps * hidden) };
}

function showGradients(output: Output, { gradients, windows }: ModelInspection): void {
  output.line();
  output.line(`Norm of the gradient by steps before the layer's last, over ${windows} validation windows:`);
  const longest = gradients.reduce((most, { byLag }) => Math.max(most, byLag.length), 0);
  const lags = [0, ...Array.from({ length: 20 }, (_, i) => 2 ** i).filter((lag) => lag < longest - 1), longest - 1].filter(
    (lag) => lag >= 0,
  );
  output.line(
    table(
      ['lag', ...gradients.map(({ layer }) => layer)],
      [...new Set(lags)].map((lag) => [String(lag), ...gradients.map(({ byLag }) => (lag < byLag.length ? figure(byLag[lag]!, 3) : ''))]),
    ),
  );
}
