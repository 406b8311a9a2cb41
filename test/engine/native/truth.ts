/** Compares one pass of the core with the reference, which is computed once for all instruction sets. */
import { afterAll, expect } from 'vitest';

import type { Graph, InstructionSet, LossSpec, ParameterInfo, TensorBatch } from '../../../engine/native/api.ts';
import { createModel, largestDifference, perturbed, randomBatch, type Difference } from './models.ts';
import { outputsPerTarget } from './reference/losses.ts';
import { choicesOf } from './reference/masks.ts';
import { Reference } from './reference/model.ts';

export interface Case {
  graph: Graph;
  loss: LossSpec;
  batch?: TensorBatch;
  /** The training step whose dropout and teaching are drawn. */
  dropoutStep?: number;
  seed?: number;
}

export interface Truth {
  batch: TensorBatch;
  parameters: readonly ParameterInfo[];
  theta: Float64Array;
  outputs: number[];
  loss: number;
  gradient: Float64Array;
}

/** Relative to max(1, |expected|), in single precision, over graphs of a few layers. */
export const TOLERANCE = 1e-5;
/** Of a whole parameter tensor's gradient, relative to its norm: where every element is small, that says more. */
const NORM_TOLERANCE = 1e-4;
const LEAST_NORM = 1e-3;
/** One more than a shard of the core holds. */
const WINDOWS = 17;
const SEED = 7;

const norm = (values: Float64Array): number => Math.hypot(...values);

export function truthOf({ graph, loss, dropoutStep, seed = SEED, ...given }: Case): Truth {
  const model = createModel(graph, { loss, seed }, 'scalar');
  const theta = perturbed(model, 3);
  const batch = given.batch ?? randomBatch(graph, loss, model.outputs / outputsPerTarget(loss), WINDOWS);
  const reference = new Reference(graph, loss, model.parameters);
  const pass = dropoutStep === undefined ? {} : { choices: choicesOf(seed, dropoutStep) };
  return {
    batch,
    parameters: model.parameters,
    theta,
    outputs: reference.outputs(theta, batch, pass).flat(),
    loss: reference.loss(theta, batch, pass),
    gradient: reference.gradient(theta, batch, pass),
  };
}

/** The gradient of each parameter, with its norm. */
export function byParameter(
  { parameters }: Truth,
  gradient: ArrayLike<number>,
): Array<{ name: string; values: Float64Array; norm: number }> {
  const all = Float64Array.from(gradient);
  return parameters.map(({ name, offset, shape }) => {
    const values = all.subarray(offset, offset + shape.reduce((a, b) => a * b, 1));
    return { name, values, norm: norm(values) };
  });
}

/** Fails where the core on one instruction set is not the truth; returns the differences. */
export async function expectTruth(
  { graph, loss, dropoutStep, seed = SEED }: Case,
  truth: Truth,
  isa: InstructionSet,
): Promise<Difference[]> {
  const model = createModel(graph, { loss, seed, threads: 2 }, isa);
  model.setParameters(Float32Array.from(truth.theta));
  const result = await model.gradients(truth.batch, dropoutStep);
  model.dispose();
  const actual = byParameter(truth, result.gradient);
  for (const [k, expected] of byParameter(truth, truth.gradient).entries()) {
    const difference = norm(expected.values.map((value, at) => value - (actual[k]?.values[at] ?? NaN)));
    expect(difference / Math.max(expected.norm, LEAST_NORM), `norm of ${expected.name}`).toBeLessThan(NORM_TOLERANCE);
  }
  const differences = [
    largestDifference('outputs', result.outputs, truth.outputs),
    largestDifference('loss', [result.loss], [truth.loss]),
    largestDifference('gradient', result.gradient, truth.gradient),
  ];
  for (const { error, place } of differences) expect(error, place).toBeLessThan(TOLERANCE);
  return differences;
}

/** Collects differences and prints the largest when the tests of a file or a group are done. */
export function reportLargest(group: string): (differences: Difference[], of: string) => void {
  let worst: Difference = { error: 0, place: 'nothing' };
  afterAll(() => console.log(`largest difference of ${group}: ${worst.error.toExponential(1)} at ${worst.place}`));
  return (differences, of) => {
    for (const { error, place } of differences) if (error > worst.error) worst = { error, place: `${of}, ${place}` };
  };
}
