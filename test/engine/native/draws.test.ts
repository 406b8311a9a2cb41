/** Sample paths of the core against float64 on every instruction set, and the losses that go with them. */
import { describe, expect, it } from 'vitest';

import type { Graph, LossSpec, WindowSource } from '../../../engine/native/api.ts';
import { countQuantile } from '../../../engine/models/counts.ts';
import { pathNoise } from '../../../engine/models/paths.ts';
import { studentQuantile } from '../../../engine/models/student-t.ts';
import { drawing } from './graphs/draws.ts';
import { createModel, largestDifference, native, noise, perturbed, withGaps } from './models.ts';
import { drawOf, exactCount, type Distribution } from './reference/draws.ts';
import { Reference } from './reference/model.ts';
import { pieces } from './reference/operations.ts';
import { windowsOf } from './reference/windows.ts';
import { reportLargest } from './truth.ts';

const H = 5;
const PATHS = 4;
const SIZES = { T: 6, I: 2, H: 3, O: H };
const DISTRIBUTIONS: Distribution[] = ['normal', 'studentT', 'negativeBinomial'];
/** Of a path relative to its size: each step reads the rounding of those before. */
const TOLERANCE = 2e-5;
/** More windows than a shard holds, and gaps in them. */
const WINDOWS = 21;

function sourceOf(distribution: Distribution): WindowSource {
  const rows = WINDOWS + SIZES.T + H;
  const counts = distribution === 'negativeBinomial';
  return {
    values: withGaps(
      noise(rows, 3).map((value) => (counts ? Math.floor((value + 1) * 30) : value)),
      0.1,
      5,
    ),
    channels: 1,
    starts: Int32Array.from({ length: WINDOWS }, (_, k) => k),
    horizon: H,
    anchor: counts ? 'none' : 'last',
    mask: true,
    scaling: counts ? 'level' : 'none',
  };
}

/** `[n][paths][h]` by the reference. */
function truePaths(graph: Graph, loss: LossSpec, distribution: Distribution, given: Float32Array, shared: boolean): number[] {
  const model = createModel(graph, { loss });
  const theta = perturbed(model, 3);
  const reference = new Reference(graph, loss, model.parameters);
  const source = sourceOf(distribution);
  const { batch, anchors } = windowsOf(source, graph, source.starts);
  const byWindow = pieces(pieces(pieces([...given], 2), H), PATHS);
  const P = distribution === 'studentT' ? 3 : 2;
  const paths = Array.from({ length: PATHS }, (_, path) => {
    const own = Array.from({ length: WINDOWS }, (_, window) => byWindow[shared ? 0 : window]![path]!);
    return reference.outputs(theta, batch, { training: false, noise: own }).map((output, window) =>
      pieces(output, P).map((parameters, step) => {
        const anchor = distribution === 'negativeBinomial' ? 0 : anchors[window]![step]!;
        return drawOf(distribution, parameters, own[window]![step]!, batch.scales![window]!) + anchor;
      }),
    );
  });
  return Array.from({ length: WINDOWS }, (_, window) => paths.flatMap((path) => path[window]!)).flat();
}

for (const distribution of DISTRIBUTIONS)
  describe(`sample paths, ${distribution}`, () => {
    const graph = drawing(distribution, SIZES, H);
    const loss: LossSpec = { kind: distribution };
    const report = reportLargest(`sample paths, ${distribution}`);
    for (const shared of [false, true]) {
      const given = shared ? pathNoise(1, 0, PATHS, H) : pathNoise(1, 0, PATHS * WINDOWS, H);
      const expected = truePaths(graph, loss, distribution, given, shared);
      for (const isa of native.info().available)
        it(`as in float64 by ${isa}, ${shared ? 'one noise for all' : 'each window its own noise'}`, async () => {
          const model = createModel(graph, { loss, threads: 2 }, isa);
          perturbed(model, 3);
          const source = sourceOf(distribution);
          model.setSource(source);
          const actual = await model.samplePaths(source.starts, 7, PATHS, given);
          const difference = largestDifference('paths', actual, expected);
          expect(difference.error, difference.place).toBeLessThan(TOLERANCE);
          report([difference], isa);
          expect(await model.samplePaths(source.starts, 500, PATHS, given), 'in another batch').toEqual(actual);
        });
    }

    it('is the point forecast where nothing draws', async () => {
      const model = createModel(graph, { loss });
      const theta = perturbed(model, 3);
      const source = sourceOf(distribution);
      model.setSource(source);
      await model.samplePaths(source.starts, 7, PATHS, pathNoise(1, 0, PATHS, H));
      const { batch, anchors } = windowsOf(source, graph, source.starts);
      const P = distribution === 'studentT' ? 3 : 2;
      const expected = new Reference(graph, loss, model.parameters)
        .outputs(theta, batch, { training: false })
        .flatMap((output, window) =>
          output.map((value, o) => value + (o % P === 0 && distribution !== 'negativeBinomial' ? anchors[window]![Math.floor(o / P)]! : 0)),
        );
      const { error, place } = largestDifference('outputs', await model.predict(source.starts, 7), expected);
      expect(error, place).toBeLessThan(TOLERANCE);
    });

    it('evaluates the likelihood of the true path, as training does', async () => {
      const taught = drawing(distribution, SIZES, H, 1);
      const model = createModel(taught, { loss });
      perturbed(model, 3);
      const source = sourceOf(distribution);
      model.setSource(source);
      const { batch } = windowsOf(source, taught, source.starts);
      const { loss: trained } = await model.gradients(batch);
      expect(await model.evaluate(source.starts, 7)).toBeCloseTo(trained, 5);
      const { loss: own } = await createModel({ ...graph }, { loss }).gradients(batch);
      expect(Math.abs(own - trained)).toBeGreaterThan(1e-3);
    });
  });

describe("draws of Student's t", () => {
  it.each([2.1, 3, 8])('have its distribution, nu = %d', async (nu) => {
    const nodes: Graph['nodes'] = [
      { op: 'last', input: 'x', output: 'v' },
      { op: 'dense', input: 'v', output: 'y', units: 3, bias: true, zero: true },
    ];
    const model = createModel({ context: 1, channels: 1, horizon: 1, noise: true, nodes, output: 'y' }, { loss: { kind: 'studentT' } });
    // Weights, then the bias: mu, s for sigma = 1, n.
    const inverseSoftplus = (value: number): number => Math.log(Math.expm1(value));
    model.setParameters(Float32Array.of(0, 0, 0, 0, inverseSoftplus(1 - 1e-4), inverseSoftplus(nu - 2)));
    const starts = Int32Array.of(0);
    model.setSource({ values: new Float32Array(2), channels: 1, starts, horizon: 1, anchor: 'none', mask: false });
    const count = 100_000;
    const drawn = await model.samplePaths(starts, 1, count, pathNoise(9, 0, count, 1));
    for (const level of [0.01, 0.1, 0.3, 0.5, 0.8, 0.95, 0.999]) {
      const quantile = studentQuantile(level, 1 / nu);
      const below = drawn.filter((value) => value < quantile).length / count;
      // Four standard errors of a share.
      expect(Math.abs(below - level), `level ${level}`).toBeLessThan(4 * Math.sqrt((level * (1 - level)) / count));
    }
  });
});

describe('what cannot be drawn is refused', () => {
  const model = createModel(drawing('normal', SIZES, H), { loss: { kind: 'normal' } });
  const source = sourceOf('normal');
  model.setSource(source);
  const given = pathNoise(1, 0, PATHS, H);

  it('noise of another length, or outside of (0, 1)', async () => {
    await expect(model.samplePaths(source.starts, 7, 3, given)).rejects.toThrow('Expected 630 elements for noise [21, 3, 5, 2]');
    await expect(model.samplePaths(source.starts, 7, PATHS, given.fill(1, 4, 5))).rejects.toThrow(
      'Expected numbers between 0 and 1 for noise',
    );
  });

  it('paths of a graph without noise, or of a loss that is no distribution', async () => {
    const { noise: _, ...quiet } = drawing('normal', SIZES, 1);
    const plain = createModel({ ...quiet, horizon: 1 }, { loss: { kind: 'normal' } });
    plain.setSource({ ...source, horizon: 1 });
    const message = 'Expected a graph with noise and the loss of a distribution for sample paths';
    await expect(plain.samplePaths(source.starts, 7, 1, pathNoise(1, 0, 1, 1))).rejects.toThrow(message);
    const other = createModel(drawing('normal', SIZES, H), { loss: { kind: 'pinball', quantiles: [0.1, 0.9] } });
    other.setSource(source);
    await expect(other.samplePaths(source.starts, 7, PATHS, pathNoise(1, 0, PATHS, H))).rejects.toThrow(message);
  });

  it.each([
    [
      'a third parameter for a normal distribution',
      3,
      'normal',
      "Expected a vector of the distribution's parameters for the input of draw 'd'",
    ],
    ['two parameters for Student', 2, 'studentT', "Expected a vector of the distribution's parameters for the input of draw 'd'"],
  ] as const)('%s', (_, units, distribution, message) => {
    const nodes: Graph['nodes'] = [
      { op: 'last', input: 'x', output: 'v' },
      { op: 'dense', input: 'v', output: 'p', units, bias: true, zero: false },
      { op: 'step', input: 'noise', output: 'n', index: 0 },
      { op: 'draw', input: 'p', noise: 'n', output: 'd', distribution },
      { op: 'dense', input: 'd', output: 'y', units: 2, bias: true, zero: false },
    ];
    expect(() =>
      createModel({ context: 2, channels: 1, horizon: 1, noise: true, nodes, output: 'y' }, { loss: { kind: 'normal' } }),
    ).toThrow(message);
  });
});

describe('quantiles of counts', () => {
  const LEVELS = [0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999];
  const cases = [1e-6, 0.01, 0.1, 0.5, 1, 2, 4].flatMap((alpha) => [0.01, 0.3, 2, 20, 100, 300, 3000].map((mean) => ({ alpha, mean })));

  it('are exact below 256', () => {
    let checked = 0;
    for (const { alpha, mean } of cases)
      for (const level of LEVELS) {
        const expected = exactCount(level, mean, alpha);
        if (expected >= 256) continue;
        expect(countQuantile(level, mean, alpha), `level ${level}, mean ${mean}, alpha ${alpha}`).toBe(expected);
        checked++;
      }
    expect(checked).toBeGreaterThan(300);
  });

  it('are near beyond, as countQuantile states', () => {
    let checked = 0;
    for (const { alpha, mean } of cases)
      for (const level of LEVELS) {
        const expected = exactCount(level, mean, alpha);
        if (expected < 256 || level < 0.01 || level > 0.99) continue;
        const allowed = 1 + (alpha <= 2 ? 0.07 : 0.2) * Math.sqrt(mean + alpha * mean ** 2);
        const words = `level ${level}, mean ${mean}, alpha ${alpha}`;
        expect(Math.abs(countQuantile(level, mean, alpha) - expected), words).toBeLessThanOrEqual(allowed);
        checked++;
      }
    expect(checked).toBeGreaterThan(70);
  });
});
