import { ExpectedError } from '../protocol/errors.ts';
import type { Blueprint } from './blueprint.ts';

/**
 * What the covariates known ahead say at their own step, `[h * P]`, as the local decoder of MQ-RNN (Wen et al. 2017) has it: the
 * context's `state` `[F]` beside the step's covariates, a dense layer to the hidden width, a ReLU, a dense layer to the step's outputs; all
 * steps share the weights.
 */
export function addStepHead(plan: Blueprint, state: string): string {
  const { data, model, width } = plan;
  const everywhere = plan.add({ op: 'repeat', input: state, output: 'state.steps', steps: data.horizon });
  const both = plan.add({ op: 'concat', left: everywhere, right: plan.ahead().output, output: 'steps' });
  const wide = plan.add({ op: 'dense', input: both, output: 'steps.wide', units: model.hidden, bias: true, zero: false });
  const bent = plan.add({ op: 'activation', input: wide, output: 'steps.bent', kind: 'relu' });
  const each = plan.add({ op: 'dense', input: bent, output: 'steps.head', units: width, bias: true, zero: plan.quietHead });
  return plan.add({ op: 'reshape', input: each, output: 'steps.flat', steps: 0, features: data.horizon * width });
}

/** What the decoder reads at a step, counted from 1: `fed`, and beside it what is known of the step. */
export function addKnownStep(plan: Blueprint, fed: string, step: number, output = `read${step}`): string {
  if (plan.known === 0) return fed;
  const known = plan.add({ op: 'step', input: plan.ahead().output, output: `known${step}`, index: step - 1 });
  return plan.add({ op: 'concat', left: fed, right: known, output });
}

/**
 * Queries `[count, H]` with what is known of the steps of their segments and of their series, through one dense layer that all segments share.
 * Error: `bad-config` where the horizon is not whole segments.
 */
export function addToQueries(plan: Blueprint, queries: string, count: number): string {
  const statics = plan.staticColumns();
  const parts = [
    ...(plan.known > 0 ? [cutSegments(plan, count)] : []),
    ...(statics === null ? [] : [plan.add({ op: 'repeat', input: statics.output, output: 'statics.steps', steps: count })]),
  ];
  if (parts.length === 0) return queries;
  const known = parts.reduce((left, right) => plan.add({ op: 'concat', left, right, output: 'known.described' }));
  const right = plan.add({ op: 'dense', input: known, output: 'known.queries', units: plan.model.hidden, bias: false, zero: false });
  return plan.add({ op: 'add', left: queries, right, output: 'queries.known' });
}

/** What is known ahead, segment by segment, `[count, segment * features]`. */
function cutSegments(plan: Blueprint, count: number): string {
  const { horizon } = plan.data;
  const { segment } = plan.model;
  if (count * segment !== horizon) {
    throw new ExpectedError(
      'bad-config',
      `Expected a segment that divides the horizon of ${horizon} steps, whose covariates it reads, but received ${segment}. Choose another segment or horizon.`,
      { segment, horizon },
    );
  }
  const { output, features } = plan.ahead();
  return plan.add({ op: 'reshape', input: output, output: 'known', steps: count, features: segment * features });
}
