import type { Structure } from '../protocol/training.ts';
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

/**
 * From how many steps before layer `layer`, counted from 1, reads its state where the model is dilated: 2^(layer-1) (Chang et al. 2017).
 * In an ES-RNN the fourth layer reads it from one season before and each layer below from half as far as the one above, where that is more;
 * for months and quarters these are the (1, 3), (6, 12) and (1, 2), (4, 8) of Smyl (2020).
 */
export function dilationOf(structure: Structure, season: number, layer: number): number {
  const doubled = 2 ** (layer - 1);
  return structure === 'es-rnn' && layer > 1 ? Math.max(doubled, Math.round((season * doubled) / 8)) : doubled;
}

/** Adds one recurrent layer of the configured kind. */
export function addRecurrent(plan: Blueprint, { cell, finalCell, ...wiring }: Wiring): string {
  const { kind, hidden, resetAfter } = plan.model;
  if (kind === 'rnn') return plan.add({ op: 'rnn', ...wiring, hidden });
  if (kind === 'gru') return plan.add({ op: 'gru', ...wiring, hidden, resetAfter });
  const cells = { ...(cell === undefined ? {} : { cell }), ...(finalCell === undefined ? {} : { finalCell }) };
  return plan.add({ op: 'lstm', ...wiring, hidden, ...cells });
}

/** One layer of a stack: what its recurrent nodes write, `[T, H]` each, the backward one in reversed order; both side by side, normalised. */
export interface Layer {
  forward: string;
  backward: string | null;
  normalised: string;
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
 * layer normalisation; plus its input where that is as wide; dropout, but not after the last; where `dilated`, states of
 * `dilationOf` steps before. `hands`: whether somebody reads the last cells.
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
        ...(model.dilated && layer > 1 ? { dilation: dilationOf(model.structure, plan.data.season, layer) } : {}),
        ...(options.hands ? { finalCell: finalCellOf(output) } : {}),
      });
    let joined: string;
    let backward: string | null = null;
    const forward = recurrent(sequence, options.bidirectional ? `${name}.forward` : name);
    if (options.bidirectional) {
      const reversed = plan.add({ op: 'reverse', input: sequence, output: `${name}.reversed` });
      backward = recurrent(reversed, `${name}.backward`);
      const aligned = plan.add({ op: 'reverse', input: backward, output: `${name}.aligned` });
      joined = plan.add({ op: 'concat', left: forward, right: aligned, output: name });
    } else joined = forward;
    const normalised = addNorm(plan, joined);
    layers.push({ forward, backward, normalised });
    const output = addResidual(plan, sequence, normalised, (layer === 1 ? features : width) === width);
    sequence = layer < model.layers ? plan.dropout(output) : output;
  }
  return { output: sequence, layers };
}

/** Normalises what a recurrent layer writes, where the model wants that. */
export function addNorm(plan: Blueprint, input: string): string {
  return plan.model.layerNorm ? plan.add({ op: 'norm', input, output: `${input}.norm` }) : input;
}

/** Adds a layer's input to its output, where the model wants that and they are equally wide. */
export function addResidual(plan: Blueprint, input: string, output: string, fits: boolean): string {
  return plan.model.residual && fits ? plan.add({ op: 'add', left: output, right: input, output: `${output}.sum` }) : output;
}

/**
 * What a layer or a stack knows at its end: the last step of its output, with both directions each where it has read everything,
 * `[T, H] -> [H]` or `[T, 2 H] -> [2 H]`.
 */
export function addSummary(plan: Blueprint, sequence: string, bidirectional: boolean, name: string): string {
  if (!bidirectional) return plan.add({ op: 'last', input: sequence, output: name });
  const { hidden } = plan.model;
  const last = plan.add({ op: 'last', input: sequence, output: `${name}.end` });
  const first = plan.add({ op: 'step', input: sequence, output: `${name}.start`, index: 0 });
  const left = plan.add({ op: 'part', input: last, output: `${name}.forward`, from: 0, count: hidden });
  const right = plan.add({ op: 'part', input: first, output: `${name}.backward`, from: hidden, count: hidden });
  return plan.add({ op: 'concat', left, right, output: name });
}
