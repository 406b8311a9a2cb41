import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import type { NativeModel } from '../../../engine/native/api.ts';
import type { ModelConfig } from '../../../engine/protocol/training.ts';
import { prepare } from '../../../engine/train/prepare.ts';
import { resolveConfig } from '../../../engine/train/resolve.ts';
import { startSmoothing } from '../../../engine/train/smoothing-start.ts';
import { createNetwork } from '../../../engine/train/train-model.ts';
import { datasetOf, seasonalSeries } from '../../helpers/dataset.ts';

/** A walk, whose last value says most, and noise around one level, whose mean says most. */
function walkAndNoise(): Array<{ y: Float64Array }> {
  const random = createRandom(5);
  let level = 100;
  const walk = Float64Array.from({ length: 300 }, () => (level += random.normal()));
  return [{ y: walk }, { y: Float64Array.from({ length: 300 }, () => 100 + random.normal()) }];
}

function created(dataset: ReturnType<typeof datasetOf>, model: Partial<ModelConfig>, season: number) {
  const data = { target: 'y', horizon: 3, context: 24, season, transform: 'none' as const };
  const config = resolveConfig(dataset, { datasetId: 'd', data, model: { hidden: 4, layers: 1, ...model } });
  const prepared = prepare(dataset, config.data, config.model);
  const core = loadNative();
  const network = createNetwork(core, config, prepared.seriesIds.length);
  network.setSource(prepared.source);
  return { core, config, prepared, network };
}

/** The rates of each row, after their sigmoids. */
function ratesOf(model: NativeModel): number[][] {
  const { offset, shape } = model.parameters.find(({ name }) => name.startsWith('rates.'))!;
  const values = model.getParameters();
  const share = (i: number): number => 1 / (1 + Math.exp(-values[offset + i]!));
  return Array.from({ length: shape[0]! }, (_, row) => [share(2 * row), share(2 * row + 1)]);
}

describe('the first smoothing rates', () => {
  it('follow each series: a walk is smoothed little, noise much', async () => {
    const { core, config, prepared, network } = created(datasetOf(walkAndNoise(), 1), { structure: 'es-rnn' }, 1);
    const [unknown] = ratesOf(network);
    await startSmoothing(core, network, prepared, config);
    const [after, walk, noise] = ratesOf(network);
    expect(walk![0]).toBeGreaterThan(0.6);
    expect(noise![0]).toBeLessThan(0.15);
    expect(after).toEqual(unknown);
    network.dispose();
  });

  it('lower the loss of the untrained network, which is the smoothing alone', async () => {
    const { core, config, prepared, network } = created(datasetOf([{ y: seasonalSeries(170, 12, 3, 3) }]), { structure: 'es-rnn' }, 12);
    const before = await network.evaluate(prepared.training, 64);
    await startSmoothing(core, network, prepared, config);
    expect(await network.evaluate(prepared.training, 64)).toBeLessThan(before);
    expect(ratesOf(network)).toHaveLength(1);
    network.dispose();
  });

  it('leave another network as it is', async () => {
    const { core, config, prepared, network } = created(datasetOf(walkAndNoise(), 1), { structure: 'stack' }, 1);
    const before = network.getParameters();
    await startSmoothing(core, network, prepared, config);
    expect(network.getParameters()).toEqual(before);
    network.dispose();
  });
});
