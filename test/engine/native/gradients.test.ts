/** Outputs, losses and gradients of every operation and loss against the float64 reference, on every instruction set. */
import { describe, expect, it } from 'vitest';

import type { GraphNode, LossSpec } from '../../../engine/native/api.ts';
import { GRAPH_OF, GRAPHS } from './graphs/all.ts';
import { LOSSES } from './losses.ts';
import { cellNode, CELLS, createModel, dense, largestDifference, native, randomBatch, stack } from './models.ts';
import { logGamma, outputsPerTarget } from './reference/losses.ts';
import { Reference } from './reference/model.ts';
import { byParameter, expectTruth, reportLargest, TOLERANCE, truthOf, type Case, type Truth } from './truth.ts';

const SIZES = { T: 6, I: 2, H: 3, O: 3 };
const MSE: LossSpec = { kind: 'mse' };

/** A loss at the end of the context, and one at each of its steps. */
function lossCases(name: string, loss: LossSpec): Record<string, Case> {
  const P = outputsPerTarget(loss);
  const { T, I } = SIZES;
  const everyStep: GraphNode[] = [
    cellNode('lstm', 'x', 'h', 3),
    dense('h', 'each', P),
    { op: 'reshape', input: 'each', output: 'y', steps: 0, features: T * P },
  ];
  const end: Case = { graph: stack('gru', { ...SIZES, O: 2 * P }), loss };
  const { weights: _, scales: __, ...plain } = randomBatch(end.graph, loss, 2, 17);
  return {
    [`loss ${name}`]: end,
    [`loss ${name}, without weights and scales`]: { ...end, batch: plain },
    [`loss ${name}, at every step`]: { graph: { context: T, channels: I, nodes: everyStep, output: 'y' }, loss },
  };
}

const truths = new Map<string, Truth>();

/** Computed when first asked for, and then the same for all instruction sets. */
function truth(name: string, of: Case): Truth {
  const known = truths.get(name) ?? truthOf(of);
  truths.set(name, known);
  return known;
}

const graphCases = (filter: (name: string) => boolean): Record<string, Case> =>
  Object.fromEntries(
    Object.entries(GRAPHS)
      .filter(([name]) => filter(name))
      .map(([name, build]) => [name, { graph: build(SIZES), loss: MSE }]),
  );
/** Whether a training step draws anything: a teacher that is always or never taken is not drawn. */
const draws = ({ graph }: Case): boolean =>
  graph.nodes.some((node) => node.op === 'dropout' || (node.op === 'teach' && node.rate > 0 && node.rate < 1));
const ofCell = (name: string): string | undefined => CELLS.find((cell) => name.startsWith(`${cell},`));

const GROUPS: Record<string, Record<string, Case>> = {
  ...Object.fromEntries(CELLS.map((cell) => [cell, graphCases((name) => ofCell(name) === cell)])),
  operations: graphCases((name) => ofCell(name) === undefined),
  'dropout and teaching': Object.fromEntries(
    Object.entries(graphCases(() => true))
      .filter(([, of]) => draws(of))
      .flatMap(([name, of]) => [
        [`${name}, at step 0`, { ...of, dropoutStep: 0 }],
        [`${name}, at step 1000`, { ...of, dropoutStep: 1000, seed: 2 ** 40 + 3 }],
      ]),
  ),
  losses: Object.fromEntries(Object.entries(LOSSES).flatMap(([name, loss]) => Object.entries(lossCases(name, loss)))),
};

describe('the suite', () => {
  for (const [op, name] of Object.entries(GRAPH_OF))
    it(`reaches every parameter of a graph with ${op}`, () => {
      const of: Case = { graph: GRAPHS[name]!(SIZES), loss: MSE };
      expect(of.graph.nodes.map((node) => node.op)).toContain(op);
      const expected = truth(name, of);
      for (const parameter of byParameter(expected, expected.gradient)) expect(parameter.norm, parameter.name).toBeGreaterThan(1e-4);
    });

  it('knows the gamma function', () => {
    const values: Array<[number, number]> = [
      [0.5, Math.log(Math.PI) / 2],
      [1, 0],
      [2, 0],
      [1.5, Math.log(Math.PI) / 2 - Math.log(2)],
      [11, Math.log(3_628_800)],
      [20, Math.log(121_645_100_408_832_000)],
    ];
    for (const [x, expected] of values) expect(Math.abs(logGamma(x) - expected) / Math.max(1, expected)).toBeLessThan(1e-13);
  });
});

for (const [group, cases] of Object.entries(GROUPS))
  for (const isa of native.info().available)
    describe(`${group} by ${isa}`, () => {
      const report = reportLargest(`${group} by ${isa}`);
      for (const [name, of] of Object.entries(cases)) it(name, async () => report(await expectTruth(of, truth(name, of), isa), name));
    });

describe('gates that are shut or open', () => {
  for (const cell of CELLS)
    for (const shift of [-100, -20, 20, 100])
      it(`${cell}, moved by ${shift}`, async () => {
        const of: Case = { graph: stack(cell, SIZES), loss: MSE };
        const { batch, theta, parameters } = truth(`${cell}, one layer`, of);
        const { offset, shape } = parameters.find(({ name }) => name === 'h1.bias')!;
        const reference = new Reference(of.graph, MSE, parameters);
        for (let from = offset; from < offset + shape[0]!; from += SIZES.H) {
          const moved = Float64Array.from(theta, (value, k) => Math.fround(k >= from && k < from + SIZES.H ? value + shift : value));
          const expected = reference.gradient(moved, batch);
          for (const isa of native.info().available) {
            const model = createModel(of.graph, {}, isa);
            model.setParameters(Float32Array.from(moved));
            const { error, place } = largestDifference('gradient', (await model.gradients(batch)).gradient, expected);
            expect(error, `${isa}, ${place}`).toBeLessThan(TOLERANCE);
          }
        }
      });
});
