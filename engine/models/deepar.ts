import type { Graph, GraphNode } from '../native/api.ts';
import { addKnownStep } from './ahead.ts';
import { BYPASS, type Blueprint, SERIES_VECTORS } from './blueprint.ts';
import { addRecurrent, addResidual, addStack, finalCellOf } from './layers.ts';
import { pathDistribution } from './loss.ts';

/** What goes on from step to step: each layer's state `[H]` and cells, and the last C targets `[C]` of the bypass. */
interface Progress {
  memories: Array<{ state: string; cell: string | null }>;
  lags: string | null;
}

/**
 * DeepAR (Salinas et al. 2020, figure 2): one recurrent stack with one set of weights reads the context and goes on through the horizon
 * step by step. After each step its state gives the parameters of the distribution of the next value, through a dense layer that all
 * steps share. What a step reads is the value before: in training and where a loss is evaluated the true one, so that the loss is
 * the likelihood of the whole path by the chain rule; in sample paths a draw; else the point forecast. Beside it stands what is known ahead; a learned
 * vector stands for what is not. The loss covers the horizon's steps, not the context's. The
 * bypass is a linear autoregression on the last C values, whose weights all steps share.
 */
export function deeparGraph(plan: Blueprint): Graph {
  const { data, model } = plan;
  const input = plan.input();
  const stack = addStack(plan, input.output, input.features, { bidirectional: false, hands: true });
  const memories = stack.layers.map(({ forward }, index) => ({
    state: plan.add({ op: 'last', input: forward, output: `memory${index + 1}` }),
    cell: model.kind === 'lstm' ? finalCellOf(forward) : null,
  }));
  const lags = model.skip ? plan.add({ op: 'channel', input: 'x', output: 'lags1', channel: 0 }) : null;
  const ahead = unknownAhead(plan);
  const progress: Progress = { memories, lags };
  let state = plan.dropout(plan.add({ op: 'last', input: stack.output, output: 'state1' }));
  const steps: string[] = [];
  for (let step = 1; ; step++) {
    const parameters = forecast(plan, step, state, progress.lags);
    steps.push(parameters);
    if (step === data.horizon) break;
    const fed = feedBack(plan, step, parameters);
    if (progress.lags !== null) progress.lags = shift(plan, step + 1, progress.lags, fed);
    state = goOn(plan, step + 1, readAt(plan, step + 1, fed, ahead), progress.memories);
  }
  return { ...plan.graph(plan.join(steps)), horizon: data.horizon, noise: true, ...scaleOf(plan) };
}

/** What stands for the channels that are not known ahead, in their order: those before the known ones, and those after them. */
interface UnknownAhead {
  before: string | null;
  after: string;
}

/** A learned vector in the place of what is not known in the horizon: past covariates, the time since the last value, the mask. */
function unknownAhead(plan: Blueprint): UnknownAhead {
  const units = plan.context().features - 1 - (plan.known > 0 ? plan.ahead().features : 0);
  const vector = plan.add({ op: 'query', output: 'ahead', steps: 0, units });
  if (plan.known === 0) return { before: null, after: vector };
  const count = plan.data.sinceObserved ? 2 : 1;
  const after = plan.add({ op: 'part', input: vector, output: 'ahead.after', from: units - count, count });
  if (units === count) return { before: null, after };
  return { before: plan.add({ op: 'part', input: vector, output: 'ahead.before', from: 0, count: units - count }), after };
}

/** What a step of the horizon reads, in the order of the context's channels. */
function readAt(plan: Blueprint, step: number, fed: string, { before, after }: UnknownAhead): string {
  const past = before === null ? fed : plan.add({ op: 'concat', left: fed, right: before, output: `past${step}` });
  return plan.add({ op: 'concat', left: addKnownStep(plan, past, step, `told${step}`), right: after, output: `read${step}` });
}

/** Counts are drawn in the series' units, so their scale is an input. */
function scaleOf({ loss }: Blueprint): Pick<Graph, 'scale'> {
  return loss.kind === 'negativeBinomial' ? { scale: true } : {};
}

/** The distribution's parameters `[P]` from what the layers know. */
function forecast(plan: Blueprint, step: number, state: string, lags: string | null): string {
  const dense = (first: string, input: string, options: { bias: boolean; zero: boolean }): string => {
    const own = step === 1 ? { output: first } : { output: `${first}${step}`, weights: first };
    return plan.add({ op: 'dense', input, units: plan.width, ...options, ...own });
  };
  const head = dense('head', state, { bias: true, zero: plan.quietHead });
  if (lags === null) return head;
  return plan.add({ op: 'add', left: head, right: dense(BYPASS, lags, { bias: false, zero: true }), output: `forecast${step}` });
}

/** The value after a step, `[1]`. */
function feedBack(plan: Blueprint, step: number, parameters: string): string {
  const noise = plan.add({ op: 'step', input: 'noise', output: `noise${step}`, index: step - 1 });
  const distribution = pathDistribution(plan.loss);
  const wires = { op: 'draw', input: parameters, noise, output: `drawn${step}` } as const;
  const draw: GraphNode = distribution === 'negativeBinomial' ? { ...wires, distribution, scale: 'scale' } : { ...wires, distribution };
  const own = plan.add(draw);
  const teacher = plan.add({ op: 'step', input: 'teacher', output: `true${step}`, index: step - 1 });
  return plan.add({ op: 'teach', input: own, teacher, output: `fed${step}`, rate: 1, evaluation: true });
}

/** The last C targets, one step later. */
function shift(plan: Blueprint, step: number, lags: string, fed: string): string {
  const { context } = plan.data;
  if (context === 1) return fed;
  const kept = plan.add({ op: 'part', input: lags, output: `kept${step}`, from: 1, count: context - 1 });
  return plan.add({ op: 'concat', left: kept, right: fed, output: `lags${step}` });
}

/** One step of all layers, as in the context; moves `memories` on. */
function goOn(plan: Blueprint, step: number, read: string, memories: Progress['memories']): string {
  const { model } = plan;
  let input = read;
  if (plan.series > 0) input = plan.add({ op: 'concat', left: read, right: SERIES_VECTORS, output: `input${step}` });
  const statics = plan.staticColumns();
  if (statics !== null) input = plan.add({ op: 'concat', left: input, right: statics.output, output: `described${step}` });
  const features = plan.input().features;
  memories.forEach(({ state, cell }, index) => {
    const output = `layer${index + 1}.${step}`;
    addRecurrent(plan, {
      input,
      output,
      state,
      ...(cell === null ? {} : { cell, finalCell: finalCellOf(output) }),
      weights: `layer${index + 1}`,
    });
    memories[index] = { state: output, cell: cell === null ? null : finalCellOf(output) };
    input = plan.dropout(addResidual(plan, input, output, index > 0 || features === model.hidden));
  });
  return input;
}
