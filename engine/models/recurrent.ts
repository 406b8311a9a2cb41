import type { Graph, GraphNode, LossSpec } from '../native/api.ts';
import type { DataConfig, ModelConfig, TrainingConfig } from '../protocol/training.ts';

/** Channels of the network's input: target, covariates, and the mask of observed targets. */
export function channelCount(data: DataConfig): number {
  return 1 + data.covariates.length + 1;
}

/** The loss of a configuration as the core knows it. */
export function lossSpec(training: TrainingConfig): LossSpec {
  return training.loss === 'mse' ? { kind: 'mse' } : { kind: 'pinball', quantiles: training.quantiles };
}

/**
 * RNN, LSTM or GRU with a direct multi-horizon head (MQ-RNN, Wen et al. 2017, without its local decoder): the layers
 * read `[C, channels]`, the last state goes through one dense layer to all outputs `[h * Q]` at once. With `skip` a
 * linear map from the context's targets is added, so that the network learns what a linear model leaves
 * (DLinear and N-Linear, Zeng et al. 2023, show how much that is).
 */
export function recurrentGraph(data: DataConfig, model: ModelConfig, loss: LossSpec): Graph {
  const outputs = data.horizon * (loss.kind === 'pinball' ? loss.quantiles.length : 1);
  const nodes: GraphNode[] = [];
  let sequence = 'x';
  for (let layer = 1; layer <= model.layers; layer++) {
    const output = `layer${layer}`;
    if (model.kind === 'gru') {
      nodes.push({ op: 'gru', input: sequence, output, hidden: model.hidden, resetAfter: model.resetAfter });
    } else {
      nodes.push({ op: model.kind, input: sequence, output, hidden: model.hidden });
    }
    sequence = output;
    if (model.dropout > 0 && layer < model.layers) {
      nodes.push({ op: 'dropout', input: sequence, output: `${output}.kept`, rate: model.dropout });
      sequence = `${output}.kept`;
    }
  }
  nodes.push({ op: 'last', input: sequence, output: 'state' });
  let state = 'state';
  if (model.dropout > 0) {
    nodes.push({ op: 'dropout', input: state, output: 'state.kept', rate: model.dropout });
    state = 'state.kept';
  }
  nodes.push({ op: 'dense', input: state, output: 'head', units: outputs, bias: true, zero: false });
  if (model.skip) {
    nodes.push({ op: 'channel', input: 'x', output: 'targets', channel: 0 });
    nodes.push({ op: 'dense', input: 'targets', output: 'skip', units: outputs, bias: false, zero: true });
    nodes.push({ op: 'add', left: 'head', right: 'skip', output: 'forecast' });
  }
  return { context: data.context, channels: channelCount(data), nodes, output: model.skip ? 'forecast' : 'head' };
}
