import type { Graph } from '../native/api.ts';
import { ExpectedError } from '../protocol/errors.ts';
import { addToQueries } from './ahead.ts';
import type { Blueprint } from './blueprint.ts';
import { addNorm, addRecurrent, addResidual, addStack, finalCellOf, type Stack } from './layers.ts';

/**
 * SegRNN (Lin et al. 2023, section 4): the context in segments of w steps, each through a dense layer and a ReLU to H features,
 * goes through the recurrent layers; then every segment of the horizon is decoded at once, each by one step of the same layers from
 * their last states, reading a learned query of its position; dropout; and a dense layer to the segment's outputs `[w][P]`.
 * Where the context is not whole segments its oldest steps are left out, where the horizon is not, the last segment's end.
 * A segment holds all channels. Where the model knows its series, a part of each query is the series' vector, as the paper's channels. What is
 * known ahead of a segment, and the static columns, join its query.
 */
export function segmentsGraph(plan: Blueprint): Graph {
  const { data, model, width } = plan;
  const { segment } = model;
  const count = Math.ceil(data.horizon / segment);
  const stack = addStack(plan, embedSegments(plan), model.hidden, { bidirectional: false, hands: true });
  const decoded = plan.dropout(decode(plan, stack, count));
  const dense = plan.add({ op: 'dense', input: decoded, output: 'segments', units: segment * width, bias: true, zero: plan.quietHead });
  const features = count * segment * width;
  let head = plan.add({ op: 'reshape', input: dense, output: 'head', steps: 0, features });
  const wanted = data.horizon * width;
  if (features > wanted) head = plan.add({ op: 'part', input: head, output: 'head.horizon', from: 0, count: wanted });
  return plan.graph(model.skip ? plan.add({ op: 'add', left: head, right: plan.bypass(), output: 'forecast' }) : head);
}

/** The context as segments, `[n, H]`. Error: `bad-config` where it is shorter than one. */
function embedSegments(plan: Blueprint): string {
  const { data, model } = plan;
  const { segment } = model;
  const context = plan.context();
  const channels = context.features;
  const count = Math.floor(data.context / segment);
  if (count === 0) {
    throw new ExpectedError(
      'bad-config',
      `Expected a segment of at most the context's ${data.context} steps but received ${segment}. Choose a shorter segment or a longer context.`,
      { segment, context: data.context },
    );
  }
  let source = context.output;
  if (count * segment < data.context) {
    const flat = plan.add({ op: 'reshape', input: source, output: 'context', steps: 0, features: data.context * channels });
    const kept = count * segment * channels;
    source = plan.add({ op: 'part', input: flat, output: 'context.end', from: data.context * channels - kept, count: kept });
  }
  const cut = plan.add({ op: 'reshape', input: source, output: 'cut', steps: count, features: segment * channels });
  const dense = plan.add({ op: 'dense', input: cut, output: 'embedded', units: model.hidden, bias: true, zero: false });
  return plan.add({ op: 'activation', input: dense, output: 'source', kind: 'relu' });
}

/** The queries through the encoder's layers, one step each from its last states, `[count, H]`: with a dilation of `count` no step follows another. */
function decode(plan: Blueprint, { layers }: Stack, count: number): string {
  const { model } = plan;
  let sequence = addToQueries(plan, queries(plan, count), count);
  layers.forEach(({ forward }, index) => {
    const name = `decoder${index + 1}`;
    const state = plan.add({ op: 'last', input: forward, output: `memory${index + 1}` });
    const output = addRecurrent(plan, {
      input: sequence,
      output: name,
      state,
      ...(model.kind === 'lstm' ? { cell: finalCellOf(forward) } : {}),
      dilation: count,
      weights: forward,
    });
    const around = addResidual(plan, sequence, addNorm(plan, output), true);
    sequence = index + 1 < layers.length ? plan.dropout(around) : around;
  });
  return sequence;
}

/** What the decoder reads, `[count, H]`: positions, and where the model knows its series, beside them the series' vector. */
function queries(plan: Blueprint, count: number): string {
  const { hidden, seriesEmbedding } = plan.model;
  if (plan.series === 0) return plan.add({ op: 'query', output: 'queries', steps: count, units: hidden });
  if (seriesEmbedding >= hidden) {
    throw new ExpectedError(
      'bad-config',
      `Expected a series embedding smaller than the ${hidden} hidden units but received ${seriesEmbedding}. Choose a smaller one.`,
      { seriesEmbedding, hidden },
    );
  }
  const positions = plan.add({ op: 'query', output: 'positions', steps: count, units: hidden - seriesEmbedding });
  const right = plan.add({ op: 'repeat', input: plan.seriesVector(), output: 'series.steps', steps: count });
  return plan.add({ op: 'concat', left: positions, right, output: 'queries' });
}
