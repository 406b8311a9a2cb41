import type { Graph } from '../native/api.ts';
import type { Blueprint } from './blueprint.ts';
import { addStepHead } from './ahead.ts';
import { addStack, addSummary } from './layers.ts';

/**
 * RNN, LSTM or GRU with a direct multi-horizon head (MQ-RNN, Wen et al. 2017): the layers
 * read `[C, channels]`, the last state goes through one dense layer to all outputs `[h * P]` at once. With `skip` a
 * linear map from the context's targets is added, so that the network learns what a linear model leaves
 * (DLinear and N-Linear, Zeng et al. 2023, show how much that is). Where something is known ahead, each step adds what its own
 * part of that says.
 */
export function stackGraph(plan: Blueprint): Graph {
  const { data, model, width } = plan;
  const input = plan.input();
  const stack = addStack(plan, input.output, input.features, { bidirectional: model.bidirectional, hands: false });
  const state = plan.dropout(addSummary(plan, stack.output, model.bidirectional, 'state'));
  let head = plan.add({ op: 'dense', input: state, output: 'head', units: data.horizon * width, bias: true, zero: plan.quietHead });
  if (plan.known > 0) head = plan.add({ op: 'add', left: head, right: addStepHead(plan, state), output: 'head.known' });
  return plan.graph(model.skip ? plan.add({ op: 'add', left: head, right: plan.bypass(), output: 'forecast' }) : head);
}
