import type { Graph } from '../native/api.ts';
import { addKnownStep } from './ahead.ts';
import type { Blueprint } from './blueprint.ts';
import { addRecurrent, addResidual, addStack, addSummary, finalCellOf, type Layer } from './layers.ts';
import { pointOutput } from './loss.ts';

/** State and, of an LSTM, cells `[H]` of one decoder layer. */
interface Memory {
  state: string;
  cell: string | null;
}

/**
 * Sequence to sequence (Sutskever et al. 2014; Cho et al. 2014): a stack reads the context, backwards where `reverseSource`;
 * a second stack with its own weights starts from its layers' last states and goes through the horizon step by step, all steps
 * sharing one set of weights. It reads its own point forecast of the step before (the median, or mu), in the first step the
 * context's last target; in training the true value instead, with probability `teacherForcing`. Beside it stands what is known ahead of the step. The linear bypass joins each step's
 * forecast before it is fed back. Layer normalisation is the encoder's: it has no weights
 * that steps could share.
 */
export function encoderDecoderGraph(plan: Blueprint): Graph {
  const { data, model, width } = plan;
  const memories = encode(plan);
  const bypass = model.skip ? plan.bypass() : null;
  const end = plan.add({ op: 'last', input: 'x', output: 'now' });
  let fed = plan.add({ op: 'part', input: end, output: 'now.target', from: 0, count: 1 });
  const steps: string[] = [];
  for (let step = 1; step <= data.horizon; step++) {
    const state = decodeStep(plan, step, fed, memories);
    const shared = step > 1 ? { weights: 'head1' } : {};
    let forecast = plan.add({
      op: 'dense',
      input: state,
      output: `head${step}`,
      units: width,
      bias: true,
      zero: plan.quietHead,
      ...shared,
    });
    if (bypass !== null) {
      const right = plan.add({ op: 'part', input: bypass, output: `skip${step}`, from: (step - 1) * width, count: width });
      forecast = plan.add({ op: 'add', left: forecast, right, output: `forecast${step}` });
    }
    steps.push(forecast);
    if (step < data.horizon) fed = feedBack(plan, step, forecast);
  }
  return plan.graph(plan.join(steps));
}

/** The encoder, and what it hands to each layer of the decoder. */
function encode(plan: Blueprint): Memory[] {
  const { model } = plan;
  const { output, features } = plan.input();
  const input = model.reverseSource ? plan.add({ op: 'reverse', input: output, output: 'source' }) : output;
  const { layers } = addStack(plan, input, features, { bidirectional: model.bidirectional, hands: true });
  return layers.map((layer, index) => handOver(plan, layer, `memory${index + 1}`));
}

/** What one layer knows at its end, normalised where the model wants that; of two directions both, through a dense layer to the decoder's width. */
function handOver(plan: Blueprint, { forward, backward, normalised }: Layer, name: string): Memory {
  const { hidden, kind } = plan.model;
  const isLstm = kind === 'lstm';
  if (backward === null) return { state: addSummary(plan, normalised, false, name), cell: isLstm ? finalCellOf(forward) : null };
  const narrow = (input: string, output: string): string =>
    plan.add({ op: 'dense', input, output, units: hidden, bias: true, zero: false });
  const state = narrow(addSummary(plan, normalised, true, `${name}.both`), name);
  if (!isLstm) return { state, cell: null };
  const cells = plan.add({ op: 'concat', left: finalCellOf(forward), right: finalCellOf(backward), output: `${name}.cells` });
  return { state, cell: narrow(cells, `${name}.cell`) };
}

/** One step of all decoder layers from `fed` `[1]` and what is known of the step, to `[H]`; moves `memories` on. */
function decodeStep(plan: Blueprint, step: number, fed: string, memories: Memory[]): string {
  const { model } = plan;
  let input = addKnownStep(plan, fed, step);
  memories.forEach(({ state, cell }, index) => {
    const layer = index + 1;
    const output = `decoder${layer}.${step}`;
    addRecurrent(plan, {
      input,
      output,
      state,
      ...(cell === null ? {} : { cell, finalCell: finalCellOf(output) }),
      ...(step > 1 ? { weights: `decoder${layer}.1` } : {}),
    });
    memories[index] = { state: output, cell: cell === null ? null : finalCellOf(output) };
    input = plan.dropout(addResidual(plan, input, output, layer > 1 || model.hidden === 1 + plan.ahead().features));
  });
  return input;
}

/** What the decoder reads after a step, `[1]`; of counts their mean. */
function feedBack(plan: Blueprint, step: number, forecast: string): string {
  const { model, loss, width } = plan;
  const from = pointOutput(loss);
  let own = width === 1 ? forecast : plan.add({ op: 'part', input: forecast, output: `own${step}`, from, count: 1 });
  if (loss.kind === 'negativeBinomial') own = plan.add({ op: 'activation', input: own, output: `mean${step}`, kind: 'softplus' });
  if (model.teacherForcing === 0) return own;
  const teacher = plan.add({ op: 'step', input: 'teacher', output: `true${step}`, index: step - 1 });
  return plan.add({ op: 'teach', input: own, teacher, output: `fed${step}`, rate: model.teacherForcing });
}
