import type { Blueprint } from './blueprint.ts';

/** What a recurrent node of the configured kind reads besides its input. `cell` and `finalCell` are an LSTM's. */
export interface Wiring {
  input: string;
  output: string;
  state?: string;
  cell?: string;
  finalCell?: string;
  dilation?: number;
  weights?: string;
}

/** Adds one recurrent layer of the configured kind. */
export function addRecurrent(plan: Blueprint, { cell, finalCell, ...wiring }: Wiring): string {
  const { kind, hidden, resetAfter } = plan.model;
  if (kind === 'rnn') return plan.add({ op: 'rnn', ...wiring, hidden });
  if (kind === 'gru') return plan.add({ op: 'gru', ...wiring, hidden, resetAfter });
  const cells = { ...(cell === undefined ? {} : { cell }), ...(finalCell === undefined ? {} : { finalCell }) };
  return plan.add({ op: 'lstm', ...wiring, hidden, ...cells });
}

/** One layer of a stack: the recurrent nodes' own outputs `[T, H]`, the backward one in reversed order. */
export interface Layer {
  forward: string;
  backward: string | null;
}

export interface Stack {
  /** What the stack writes: `[T, H]`, with both directions `[T, 2 H]`, forward first. */
  output: string;
  layers: Layer[];
}

/** Name of the tensor with an LSTM's last cells. */
export function finalCellOf(recurrent: string): string {
  return `${recurrent}.cell`;
}

/**
 * Recurrent layers over a sequence `[T, F]`. Each: recurrent, in both directions where `bidirectional` (Schuster & Paliwal 1997);
 * layer normalisation; plus its input where that is as wide; dropout, but not after the last. Layer l reads its state of 2^(l-1)
 * steps before where `dilated`. `hands`: whether somebody reads the last cells.
 */
export function addStack(plan: Blueprint, input: string, features: number, options: { bidirectional: boolean; hands: boolean }): Stack {
  const { model } = plan;
  const width = (options.bidirectional ? 2 : 1) * model.hidden;
  const layers: Layer[] = [];
  let sequence = input;
  for (let layer = 1; layer <= model.layers; layer++) {
    const name = `layer${layer}`;
    const recurrent = (source: string, output: string): string =>
      addRecurrent(plan, {
        input: source,
        output,
        ...(model.dilated && layer > 1 ? { dilation: 2 ** (layer - 1) } : {}),
        ...(options.hands ? { finalCell: finalCellOf(output) } : {}),
      });
    let output: string;
    if (options.bidirectional) {
      const forward = recurrent(sequence, `${name}.forward`);
      const reversed = plan.add({ op: 'reverse', input: sequence, output: `${name}.reversed` });
      const backward = recurrent(reversed, `${name}.backward`);
      const aligned = plan.add({ op: 'reverse', input: backward, output: `${name}.aligned` });
      output = plan.add({ op: 'concat', left: forward, right: aligned, output: name });
      layers.push({ forward, backward });
    } else {
      output = recurrent(sequence, name);
      layers.push({ forward: output, backward: null });
    }
    output = addAround(plan, { name, input: sequence, output, fits: (layer === 1 ? features : width) === width });
    sequence = layer < model.layers ? plan.dropout(output) : output;
  }
  return { output: sequence, layers };
}

/** What surrounds a recurrent layer: normalisation of what it writes, and its input where that fits. */
export function addAround(plan: Blueprint, layer: { name: string; input: string; output: string; fits: boolean; norm?: boolean }): string {
  const { model } = plan;
  let { output } = layer;
  if (model.layerNorm && layer.norm !== false) output = plan.add({ op: 'norm', input: output, output: `${layer.name}.norm` });
  if (model.residual && layer.fits) output = plan.add({ op: 'add', left: output, right: layer.input, output: `${layer.name}.sum` });
  return output;
}

/** What a stack knows at its end: the last step, with both directions each where it has read everything, `[H]` or `[2 H]`. */
export function addSummary(plan: Blueprint, { output, layers }: Stack): string {
  const { hidden } = plan.model;
  if (layers.at(-1)?.backward === null) return plan.add({ op: 'last', input: output, output: 'state' });
  const last = plan.add({ op: 'last', input: output, output: 'end' });
  const first = plan.add({ op: 'step', input: output, output: 'start', index: 0 });
  const left = plan.add({ op: 'part', input: last, output: 'end.forward', from: 0, count: hidden });
  const right = plan.add({ op: 'part', input: first, output: 'start.backward', from: hidden, count: hidden });
  return plan.add({ op: 'concat', left, right, output: 'state' });
}
