/** The optimiser against the float64 reference: Adam, decay, clipping, the norms it reports, and its noise. */
import { describe, expect, it } from 'vitest';

import type { NativeModel, OptimizerSpec, TrainStepsResult, WindowSource } from '../../../engine/native/api.ts';
import { createModel, largestDifference, noise, perturbed, stack } from './models.ts';
import { Reference } from './reference/model.ts';
import { ReferenceOptimizer } from './reference/optimizer.ts';
import { windowsOf } from './reference/windows.ts';

const GRAPH = stack('rnn', { T: 4, I: 1, H: 3, O: 2 });
const BATCH = 12;
const SOURCE: WindowSource = {
  values: noise(60, 3),
  channels: 1,
  starts: Int32Array.from({ length: 40 }, (_, k) => k),
  horizon: 2,
  anchor: 'none',
  mask: false,
};
const RATES = Float64Array.of(0.01, 0.02, 0.01, 0.005);
const ADAM: OptimizerSpec = { beta1: 0.8, beta2: 0.95, epsilon: 1e-4, clipNorm: 0 };

const VARIANTS: Record<string, Partial<OptimizerSpec>> = {
  'plain Adam': {},
  'clipNorm, which holds at every step': { clipNorm: 0.05 },
  'clipNorm, which never holds': { clipNorm: 50 },
  clipValue: { clipValue: 0.03 },
  'clipValue before clipNorm': { clipValue: 0.03, clipNorm: 0.05 },
  AdamW: { weightDecay: 0.3 },
  'AdamW, said so': { weightDecay: 0.3, decoupled: true },
  'L2 decay': { weightDecay: 0.3, decoupled: false },
  'L2 decay after clipping': { weightDecay: 0.3, decoupled: false, clipValue: 0.03, clipNorm: 0.05 },
};

describe('the optimiser follows the reference with', () => {
  for (const [name, variant] of Object.entries(VARIANTS))
    it(name, async () => {
      const optimizer = { ...ADAM, ...variant };
      const model = createModel(GRAPH, { optimizer });
      const theta = perturbed(model, 8);
      model.setSource(SOURCE);
      const reference = new Reference(GRAPH, { kind: 'mse' }, model.parameters);
      const expected = new ReferenceOptimizer(optimizer, model.parameterCount);
      const result = await model.trainSteps({ order: SOURCE.starts, batch: BATCH, rates: RATES });
      const rows = [...RATES].map((rate, step) => {
        const { batch } = windowsOf(SOURCE, GRAPH, SOURCE.starts.subarray(step * BATCH, (step + 1) * BATCH));
        const loss = reference.loss(theta, batch);
        return { loss, ...expected.update(theta, reference.gradient(theta, batch), rate) };
      });
      for (const { error, place } of [
        largestDifference(
          'losses',
          result.losses,
          rows.map(({ loss }) => loss),
        ),
        largestDifference(
          'gradientNorms',
          result.gradientNorms,
          rows.map(({ norm }) => norm),
        ),
        largestDifference(
          'clippedNorms',
          result.clippedNorms,
          rows.map(({ clippedNorm }) => clippedNorm),
        ),
        largestDifference('parameters', model.getParameters(), theta),
      ])
        expect(error, place).toBeLessThan(1e-5);
    });
});

describe('norms', () => {
  it('of the layers are those of their parameters, before clipping', async () => {
    const graph = stack('gruAfter', { T: 4, I: 1, H: 3, O: 2 }, 2);
    const model = createModel(graph, { optimizer: { ...ADAM, clipValue: 0.02, clipNorm: 0.03 } });
    expect(model.layers).toEqual(['h1', 'h2', 'y']);
    model.setSource(SOURCE);
    const { gradient } = await model.gradients(windowsOf(SOURCE, graph, SOURCE.starts.subarray(0, BATCH)).batch);
    const result = await model.trainSteps({ order: SOURCE.starts, batch: BATCH, rates: RATES });
    const expected = model.layers.map((layer) =>
      Math.hypot(
        ...model.parameters
          .filter(({ name }) => name.startsWith(`${layer}.`))
          .flatMap(({ offset, shape }) => [...gradient.subarray(offset, offset + shape.reduce((a, b) => a * b, 1))]),
      ),
    );
    const { error, place } = largestDifference('layerNorms', result.layerNorms.subarray(0, 3), expected);
    expect(error, place).toBeLessThan(1e-6);
    expect(result.layerNorms).toHaveLength(3 * RATES.length);
    for (const [step, norm] of result.gradientNorms.entries())
      expect(Math.hypot(...result.layerNorms.subarray(3 * step, 3 * step + 3))).toBeCloseTo(norm, 12);
    for (const norm of result.clippedNorms) expect(norm).toBeLessThanOrEqual(0.03);
  });

  it('are the same before and after where nothing is clipped', async () => {
    const model = createModel(GRAPH, { optimizer: ADAM });
    model.setSource(SOURCE);
    const { gradientNorms, clippedNorms } = await model.trainSteps({ order: SOURCE.starts, batch: BATCH, rates: RATES });
    expect(clippedNorms).toEqual(gradientNorms);
  });
});

describe('gradient noise', () => {
  const VARIANCE = 0.04;
  const FADING = 0.55;
  const wide = stack('rnn', { T: 4, I: 1, H: 170, O: 2 });
  /** Without a first moment's memory that moment is the gradient; without targets that gradient is the noise. */
  const trainee = (seed: number, threads = 1): NativeModel => {
    const model = createModel(wide, { seed, threads, optimizer: { ...ADAM, beta1: 0, noise: VARIANCE } });
    model.setSource({ ...SOURCE, values: SOURCE.values.map(() => NaN) });
    return model;
  };
  const draw = async (model: NativeModel, step: number): Promise<Float32Array> => {
    model.setOptimizerState({ moments: new Float32Array(2 * model.parameterCount), step });
    const result: TrainStepsResult = await model.trainSteps({ order: Int32Array.of(0), batch: 1, rates: Float64Array.of(0.01) });
    expect([...result.gradientNorms, ...result.clippedNorms]).toEqual([0, 0]);
    return model.getOptimizerState().moments.slice(0, model.parameterCount);
  };
  const mean = (values: Float32Array, of: (value: number, at: number) => number): number =>
    values.reduce((sum, value, k) => sum + of(value, k), 0) / values.length;

  for (const step of [0, 1, 5000])
    it(`is normal, with the variance of step ${step}`, async () => {
      const values = await draw(trainee(4), step);
      const variance = VARIANCE / (1 + step) ** FADING;
      const z = values.map((value) => value / Math.sqrt(variance));
      // Five standard errors of each moment of n independent normal numbers.
      const error = 5 / Math.sqrt(z.length);
      expect(Math.abs(mean(z, (value) => value))).toBeLessThan(error);
      expect(Math.abs(mean(z, (value) => value ** 2) - 1)).toBeLessThan(error * Math.sqrt(2));
      expect(Math.abs(mean(z, (value) => value ** 3))).toBeLessThan(error * Math.sqrt(15));
      expect(Math.abs(mean(z, (value) => value ** 4) - 3)).toBeLessThan(error * Math.sqrt(96));
      expect(Math.abs(mean(z, (value, k) => value * (z[k + 1] ?? 0)))).toBeLessThan(error);
    });

  it('is the same for one seed on any threads, and another for other seeds and steps', async () => {
    const first = await draw(trainee(4), 0);
    expect(await draw(trainee(4, 3), 0)).toEqual(first);
    const sizes = first.length * VARIANCE;
    for (const other of [await draw(trainee(5), 0), await draw(trainee(4), 1)]) {
      const correlation = first.reduce((sum, value, k) => sum + value * (other[k] ?? NaN), 0) / sizes;
      expect(Math.abs(correlation)).toBeLessThan(5 / Math.sqrt(first.length));
    }
  });
});
