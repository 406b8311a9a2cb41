import * as ort from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import { backtest } from '../../../engine/forecast/backtest.ts';
import { createPredictor, type Predictor } from '../../../engine/forecast/predict.ts';
import { cumulatedLevels, pathNoise, quantileOfSorted } from '../../../engine/models/paths.ts';
import type { TrainedModel } from '../../../engine/models/trained.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import { exportModel } from '../../../engine/onnx/export.ts';
import type { DataConfig, LossKind } from '../../../engine/protocol/training.ts';
import { datasetOf, seasonalSeries } from '../../helpers/dataset.ts';
import { trainQuietly } from '../../helpers/fit.ts';

const HORIZON = 6;
const CHANCE = { seed: 4, stream: 0 };

/** y_t = 5 (1 - phi) + phi y_{t-1} + e_t, e standard normal. */
function autoregression(length: number, phi: number): Float64Array {
  const random = createRandom(12);
  let y = 5;
  return Float64Array.from({ length }, () => (y = 5 + phi * (y - 5) + random.normal()));
}

/** Counts of a Poisson distribution with a seasonal mean between 1 and 7, by inversion. */
function counts(length: number): Float64Array {
  const random = createRandom(3);
  return Float64Array.from({ length }, (_, t) => {
    const mean = 4 + 3 * Math.sin((2 * Math.PI * t) / 12);
    let [count, probability, left] = [0, Math.exp(-mean), random.uniform()];
    for (; left > probability; left -= probability, probability *= mean / count) count++;
    return count;
  });
}

const deviation = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};

async function withModel(trained: TrainedModel, use: (predictor: Predictor) => Promise<void>): Promise<void> {
  const predictor = createPredictor(loadNative(), trained, 1);
  try {
    await use(predictor);
  } finally {
    predictor.dispose();
  }
}

async function train(y: Float64Array, loss: LossKind, epochs: number, data: Partial<DataConfig> = {}): Promise<TrainedModel> {
  const { trained } = await trainQuietly(datasetOf([{ y }]), {
    data: { target: 'y', horizon: HORIZON, context: 12, season: 12, transform: 'none', ...data },
    model: { structure: 'deepar', hidden: 8 },
    training: { loss, epochs },
  });
  return trained;
}

const PHI = 0.8;
/** Variances of the forecast k steps ahead, and of the sum of all steps (Box & Jenkins 1970, section 5.1). */
const MARGINAL = Array.from({ length: HORIZON }, (_, k) => (1 - PHI ** (2 * (k + 1))) / (1 - PHI ** 2));
const SUM = MARGINAL.reduce((sum, _, k) => sum + ((1 - PHI ** (k + 1)) / (1 - PHI)) ** 2, 0);
const INDEPENDENT = MARGINAL.reduce((a, b) => a + b, 0);

interface Spread {
  /** Mean variances over origins. */
  steps: number[];
  sum: number;
  /** Mean of the sums less what theory expects. */
  bias: number;
}

/** What the paths from several origins of a series spread like. */
async function spreadOf(predictor: Predictor, y: Float64Array, origins: readonly number[], count: number): Promise<Spread> {
  const spread: Spread = { steps: MARGINAL.map(() => 0), sum: 0, bias: 0 };
  for (const [stream, origin] of origins.entries()) {
    const target = y.subarray(0, origin);
    const paths = (await predictor.samplePaths({ target, covariates: [], series: 0 }, count, { seed: 4, stream }))!;
    const each = Array.from({ length: count }, (_, s) => [...paths.subarray(s * HORIZON, (s + 1) * HORIZON)]);
    spread.steps = spread.steps.map((sum, k) => sum + deviation(each.map((path) => path[k]!)) ** 2 / origins.length);
    const totals = each.map((path) => path.reduce((a, b) => a + b, 0));
    spread.sum += deviation(totals) ** 2 / origins.length;
    const expected = MARGINAL.reduce((sum, _, k) => sum + 5 + PHI ** (k + 1) * (target.at(-1)! - 5), 0);
    spread.bias += (totals.reduce((a, b) => a + b, 0) / count - expected) / origins.length;
  }
  return spread;
}

/** Fails where a deviation differs from theory by more than a share. */
function expectTheory({ steps, sum, bias }: Spread, share: number): void {
  MARGINAL.forEach((truth, k) => expect(Math.abs(Math.sqrt(steps[k]! / truth) - 1), `step ${k + 1}`).toBeLessThan(share));
  expect(Math.abs(Math.sqrt(sum / SUM) - 1), 'sum').toBeLessThan(share);
  expect(Math.abs(bias) / Math.sqrt(SUM), 'mean of the sum').toBeLessThan(share);
  expect(Math.sqrt(sum / INDEPENDENT), 'against independent steps').toBeGreaterThan(1.7);
  const ratios = steps.map((square, k) => Math.sqrt(square / MARGINAL[k]!).toFixed(3));
  console.log(`deviation over theory: steps ${ratios.join(' ')}, sum ${Math.sqrt(sum / SUM).toFixed(3)}`);
}

describe('sample paths of a Gaussian autoregression', () => {
  it('whose weights are set by hand spread in steps and sums as theory says', async () => {
    const y = autoregression(300, PHI);
    const trained = await train(y, 'normal', 1, { context: 4, anchor: false });
    trained.values.fill(0);
    const set = (name: string, at: number, value: number): void => {
      trained.values[trained.parameters.find((parameter) => parameter.name === name)!.offset + at] = value;
    };
    set('skip.weights', 3, PHI);
    set('head.bias', 0, 5 * (1 - PHI));
    set('head.bias', 1, Math.log(Math.exp(1 - 1e-4) - 1));
    // 20,000 paths know a deviation to half a percent.
    await withModel({ ...trained, scalers: [[{ centre: 0, scale: 1 }]] }, async (predictor) =>
      expectTheory(await spreadOf(predictor, y, [300], 20_000), 0.02),
    );
  });

  it('that was learned from 8,500 rows do so within what such rows tell', async () => {
    const y = autoregression(10_000, PHI);
    // The level tells where the series returns to, so it is not taken off.
    await withModel(await train(y, 'normal', 10, { context: 4, anchor: false }), async (predictor) => {
      const origins = Array.from({ length: 20 }, (_, k) => 8800 + 50 * k);
      expectTheory(await spreadOf(predictor, y, origins, 500), 0.08);
    });
  });
});

describe('sample paths of counts', () => {
  it('are whole numbers from 0 on, and the forecast beats seasonal naive', async () => {
    const y = counts(600);
    const trained = await train(y, 'negativeBinomial', 30);
    expect(trained.data).toMatchObject({ anchor: false, transform: 'none' });
    await withModel(trained, async (predictor) => {
      const paths = (await predictor.samplePaths({ target: y, covariates: [], series: 0 }, 500, CHANCE))!;
      expect(paths.every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
      expect(new Set(paths).size).toBeGreaterThan(5);
      const never = new AbortController().signal;
      const dataset = datasetOf([{ y }]);
      const { metrics } = await backtest({ dataset, predictor, folds: null, stride: null, signal: never, onProgress: () => {} });
      expect(metrics.model.mase).toBeLessThan(metrics.seasonalNaive.mase!);
      expect(metrics.model.coverage80).toBeGreaterThan(0.65);
    });
  });
});

describe.each<LossKind>(['normal', 'studentT', 'negativeBinomial'])('a model of the loss %s', (loss) => {
  const y = loss === 'negativeBinomial' ? counts(300) : seasonalSeries(300);
  const windows = [300, 40, 120, 7].map((length) => ({ target: y.subarray(0, length), covariates: [], series: 0 }));

  it('draws the same bytes for the same seed, others for another seed or stream', async () => {
    const trained = await train(y, loss, 4);
    await withModel(trained, async (predictor) => {
      const paths = await predictor.samplePaths(windows[0]!, 50, CHANCE);
      expect(await predictor.samplePaths(windows[0]!, 50, CHANCE)).toEqual(paths);
      expect(await predictor.samplePaths(windows[0]!, 50, { seed: 5, stream: 0 })).not.toEqual(paths);
      expect(await predictor.samplePaths(windows[0]!, 50, { seed: 4, stream: 1 })).not.toEqual(paths);
      expect(await predictor.samplePaths({ ...windows[0]!, target: new Float64Array(12).fill(Number.NaN) }, 50, CHANCE)).toBeNull();
      const alone = await predictor.predict([windows[1]!]);
      const among = await predictor.predict(windows);
      expect(among.quantiles.slice(alone.quantiles.length, 2 * alone.quantiles.length)).toEqual(alone.quantiles);
    });
  });

  it('is exported with a noise input that draws the same paths', async () => {
    const trained = await train(y, loss, 4);
    await withModel(trained, async (predictor) => {
      const { bytes, verification } = await exportModel(trained, windows, (list) => predictor.predict(list));
      expect(verification.relativeDifference).toBeLessThanOrEqual(verification.tolerance);
      expect(verification.inputs.find(({ name }) => name === 'noise')?.shape).toBe(`[batch, paths, ${HORIZON}, 2]`);
      const count = 40;
      const native = (await predictor.samplePaths(windows[0]!, count, CHANCE))!;
      const session = await ort.InferenceSession.create(bytes);
      const type = verification.inputs.find(({ name }) => name === 'target')!.type;
      const context = y.slice(-12);
      const target =
        type === 'float64' ? new ort.Tensor('float64', context, [1, 12]) : new ort.Tensor('float32', Float32Array.from(context), [1, 12]);
      const noise = new ort.Tensor('float32', pathNoise(CHANCE.seed, CHANCE.stream, count, HORIZON), [1, count, HORIZON, 2]);
      const { paths } = await session.run({ target, noise }, ['paths']);
      expect(paths!.dims).toEqual([1, count, HORIZON]);
      const drawn = Float64Array.from(paths!.data as Float32Array | Float64Array);
      const scale = deviation([...y]);
      drawn.forEach((value, i) => expect(Math.abs(value - native[i]!) / scale, `number ${i}`).toBeLessThan(1e-4));
      await session.release();
    });
  });
});

describe('quantiles of paths', () => {
  it('are linear between the ordered values', () => {
    const values = Float64Array.of(1, 2, 4, 8, 16);
    expect([0, 0.1, 0.5, 0.625, 1].map((level) => quantileOfSorted(values, level))).toEqual([1, 1.4, 4, 6, 16]);
  });

  it('of sums add up each path first', () => {
    // Two paths that mirror each other: every step spreads, no sum of two does.
    const paths = Float64Array.of(1, 3, 3, 1);
    expect([...cumulatedLevels(paths, 2, 2, [0.5])]).toEqual([2, 4]);
    expect([
      ...cumulatedLevels(
        paths,
        2,
        2,
        [0, 1].map((level) => level),
      ),
    ]).toEqual([1, 3, 4, 4]);
  });
});
