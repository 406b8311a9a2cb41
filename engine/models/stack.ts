import type { Graph } from '../native/api.ts';
import { type Blueprint, channelCount } from './blueprint.ts';
import { addStack, addSummary } from './layers.ts';

/**
 * RNN, LSTM or GRU with a direct multi-horizon head (MQ-RNN, Wen et al. 2017, without its local decoder): the layers
 * read `[C, channels]`, the last state goes through one dense layer to all outputs `[h * P]` at once. With `skip` a
 * linear map from the context's targets is added, so that the network learns what a linear model leaves
 * (DLinear and N-Linear, Zeng et al. 2023, show how much that is).
 */
export function stackGraph(plan: Blueprint): Graph {
  const { data, model, width } = plan;
  const features = channelCount(data) + (plan.series > 0 ? model.seriesEmbedding : 0);
  const stack = addStack(plan, plan.input(), features, { bidirectional: model.bidirectional, hands: false });
  const state = plan.dropout(addSummary(plan, stack.output, model.bidirectional, 'state'));
  const head = plan.add({ op: 'dense', input: state, output: 'head', units: data.horizon * width, bias: true, zero: plan.quietHead });
  return plan.graph(model.skip ? plan.add({ op: 'add', left: head, right: plan.bypass(), output: 'forecast' }) : head);
}
