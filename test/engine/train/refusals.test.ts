/** What is refused before or while training, each with what to do. */
import { describe, expect, it } from 'vitest';
import { loadNative } from '../../../engine/native/binding.ts';
import type { NativeInfo } from '../../../engine/native/api.ts';
import { ExpectedError } from '../../../engine/protocol/errors.ts';
import type { TrainingRequest } from '../../../engine/protocol/training.ts';
import { diverged } from '../../../engine/train/diverged.ts';
import { instructionSet, recordedSet } from '../../../engine/train/instruction-set.ts';
import { explainMemory, requireMemory } from '../../../engine/train/memory.ts';
import { openModel } from '../../../engine/train/open-model.ts';
import { optimizerSpec } from '../../../engine/train/optimizer.ts';
import { resolveModel } from '../../../engine/train/resolve-model.ts';
import { resolveConfig } from '../../../engine/train/resolve.ts';
import { datasetOf, seasonalSeries } from '../../helpers/dataset.ts';

const one = datasetOf([{ y: seasonalSeries(144) }]);
const panel = datasetOf([{ y: seasonalSeries(144) }, { y: seasonalSeries(144, 12, 2) }]);
const whole = datasetOf([{ y: seasonalSeries(144).map(Math.round) }]);
type Wishes = Pick<TrainingRequest, 'model' | 'training'> & {
  context?: number;
  horizon?: number;
  transform?: 'log' | 'box-cox';
  anchor?: boolean;
  difference?: number;
};

function resolve(
  { context = 24, horizon = 12, transform, anchor, difference, ...rest }: Wishes,
  dataset = one,
): ReturnType<typeof resolveConfig> {
  return resolveConfig(dataset, { datasetId: 'd', data: { target: 'y', horizon, context, transform, anchor, difference }, ...rest });
}

function refusal(run: () => unknown): ExpectedError {
  try {
    run();
  } catch (error) {
    if (error instanceof ExpectedError) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('parts that do not go together', () => {
  it.each<[string, Wishes, RegExp]>([
    ['bidirectional', { model: { structure: 'segments', bidirectional: true } }, /stack, encoder-decoder or es-rnn for bidirectional/],
    ['dilated', { model: { structure: 'segments', dilated: true } }, /for dilated but received segments/],
    ['residual', { model: { structure: 'segments', residual: true } }, /for residual/],
    ['layerNorm', { model: { structure: 'segments', layerNorm: true } }, /for layerNorm/],
    ['teacherForcing', { model: { teacherForcing: 0.2 } }, /encoder-decoder for teacherForcing but received stack/],
    ['reverseSource', { model: { reverseSource: true } }, /encoder-decoder for reverseSource/],
    ['segment', { model: { segment: 4 } }, /segments for segment but received stack/],
    ['segment', { model: { structure: 'segments', segment: 5 } }, /divides context 24 and horizon 12 but received 5/],
    [
      'layers',
      { model: { dilated: true, layers: 6 } },
      /within the context of 24 steps but layer 6 would look 32 steps back.*at most 5 layers/,
    ],
    [
      'context',
      { model: { structure: 'es-rnn' }, context: 20 },
      /two seasons, 24 steps, for the structure es-rnn but received 20.*longer context/,
    ],
    ['layers', { model: { structure: 'es-rnn', layers: 5 } }, /layer 5 would look 24 steps back.*at most 4 layers/],
    ['skipStart', { model: { structure: 'es-rnn', skipStart: 'ridge' } }, /for skipStart but received es-rnn/],
    ['quantiles', { training: { quantiles: [0.1, 0.9] } }, /include 0.5/],
    ['monotone', { model: { monotone: true }, training: { loss: 'mse' } }, /loss quantile .* but received mse/],
    ['loss', { model: { structure: 'deepar' }, training: { loss: 'quantile' } }, /distribution .* for deepar.* but received quantile/],
    ['dilated', { model: { structure: 'deepar', dilated: true } }, /for dilated but received deepar/],
    ['transform', { model: { structure: 'deepar' }, training: { loss: 'studentT' }, transform: 'box-cox' }, /no power .* Student's t/],
    ['transform', { model: { structure: 'deepar' }, training: { loss: 'studentT' }, transform: 'log' }, /no logarithm .* Student's t/],
    ['difference', { difference: 24 }, /less than the context of 24 steps but received 24.*longer context/],
    ['difference', { difference: 12, model: { structure: 'es-rnn' } }, /for a difference of 12 steps but received es-rnn/],
    ['difference', { difference: 12, model: { structure: 'deepar' } }, /for a difference of 12 steps but received deepar/],
    ['seriesEmbedding', { model: { seriesEmbedding: 4 } }, /several series .* but the data have one/],
  ])('%s', (field, wishes, message) => {
    const error = refusal(() => resolve(wishes));
    expect(error.code).toBe('bad-config');
    expect(error.message).toMatch(message);
    expect(error.details).toMatchObject({ field });
  });

  it.each<[string, Wishes, RegExp]>([
    ['transform', { transform: 'log' }, /transform none .* counts, but received log/],
    ['anchor', { anchor: true }, /no anchor .* counts/],
    ['difference', { difference: 12 }, /no difference .* counts, but received 12/],
    ['skipStart', { model: { skipStart: 'ridge' } }, /starts at zero .* but received ridge/],
  ])('with counts: %s', (field, wishes, message) => {
    const error = refusal(() => resolve({ ...wishes, training: { loss: 'negativeBinomial' } }, whole));
    expect(error).toMatchObject({ code: 'bad-config', details: { field } });
    expect(error.message).toMatch(message);
  });

  it.each([
    [2.5, 'has 2.5'],
    [-1, 'has -1'],
  ])('a value that is no count: %d, by its line', (value, words) => {
    const y = seasonalSeries(144).map(Math.round);
    y[40] = value;
    const error = refusal(() => resolve({ training: { loss: 'negativeBinomial' } }, datasetOf([{ y }])));
    expect(error).toMatchObject({ code: 'not-counts', details: { row: 42 } });
    expect(error.message).toContain(`line 42 ${words}`);
  });

  it('counts and sample paths choose what goes with them', () => {
    expect(resolve({ training: { loss: 'negativeBinomial' } }, whole).data).toMatchObject({ transform: 'none', anchor: false });
    expect(resolve({ model: { structure: 'deepar' } }).training.loss).toBe('normal');
  });

  it('and those that do', () => {
    expect(resolve({ model: { structure: 'segments', kind: 'lstm' } }).model.segment).toBe(12);
    expect(resolve({ model: { structure: 'segments', segment: 6 }, context: 30 }).model.segment).toBe(6);
    expect(
      resolve({ model: { structure: 'encoder-decoder', bidirectional: true, reverseSource: true, teacherForcing: 0 } }).model,
    ).toMatchObject({
      segment: 0,
      teacherForcing: 0,
    });
    expect(resolve({ model: { dilated: true, layers: 5, residual: true, layerNorm: true } }).model.dilated).toBe(true);
    expect(resolve({ model: { seriesEmbedding: 4 } }, panel).model.seriesEmbedding).toBe(4);
    expect(resolve({ model: { structure: 'es-rnn' } }).model).toMatchObject({
      kind: 'lstm',
      hidden: 40,
      layers: 4,
      residual: true,
      dilated: true,
      skipStart: 'zero',
    });
    // The fourth layer would look 8 steps back, the third looks 4.
    const short = { ...resolve({}).data, context: 7, season: 1 };
    expect(resolveModel({ structure: 'es-rnn' }, short, 100).layers).toBe(3);
    expect(resolveModel({ structure: 'es-rnn', dilated: false }, short, 100)).toMatchObject({ layers: 4, dilated: false });
    // Said, but as nothing: no reason to refuse.
    expect(resolve({ model: { bidirectional: false, segment: 0 } }).model.bidirectional).toBe(false);
  });

  it('AdamW decays by 0.01 where nothing else was chosen, Adam not at all', () => {
    expect(optimizerSpec(resolve({ training: { optimizer: 'adamw' } }).training)).toMatchObject({ weightDecay: 0.01, decoupled: true });
    expect(optimizerSpec(resolve({}).training)).toMatchObject({ weightDecay: 0, decoupled: false, clipNorm: 1, clipValue: 0, noise: 0 });
    const wishes = { optimizer: 'adamw' as const, weightDecay: 0, clipValue: 0.5, gradientNoise: 0.01, clipNorm: 0 };
    expect(optimizerSpec(resolve({ training: wishes }).training)).toMatchObject({
      weightDecay: 0,
      clipValue: 0.5,
      noise: 0.01,
      clipNorm: 0,
    });
  });
});

describe('a machine that lacks something', () => {
  const info: NativeInfo = { version: '', compiler: '', active: 'avx2', available: ['avx2', 'sse2', 'scalar'], hardwareThreads: 2 };

  it('instruction sets', () => {
    expect(instructionSet(info, 'auto')).toBe('avx2');
    expect(instructionSet(info, 'scalar')).toBe('scalar');
    expect(refusal(() => instructionSet(info, 'neon')).message).toMatch(/this machine \(avx2, sse2, scalar\) but received neon.*or auto/);
    expect(recordedSet(info, 'sse2', 'air')).toBe('sse2');
    expect(refusal(() => recordedSet(info, 'avx512', 'air')).message).toMatch(
      /trained with avx512.*it has avx2, sse2, scalar.*start a new run/,
    );
  });

  it('memory: the need, what there is, and what lowers it', () => {
    const config = resolve({});
    requireMemory(1e9, config, 1e9);
    const error = refusal(() => requireMemory(12.3e9, config, 8e9));
    expect(error.code).toBe('out-of-memory');
    expect(error.message).toMatch(/about 12.3 GB .* has 8.0 GB.*batch \(now 32\).*context \(now 24\).*hidden units \(now 32\)/);
    const refused = new Error(
      'Expected room for 5.10 GB of activations (batch 1, context 9, 1 threads) but it is not to be had: lower the batch',
    );
    expect(explainMemory(refused, config)).toMatchObject({ code: 'out-of-memory', message: expect.stringContaining('5.10 GB') as string });
    expect(explainMemory(new RangeError('Array buffer allocation failed'), config)).toMatchObject({ code: 'out-of-memory' });
    const other = new Error('something else');
    expect(explainMemory(other, config)).toBe(other);
  });
});

describe('shapes that the core refuses', () => {
  it('are a bad configuration, with both shapes and what to change', () => {
    const config = resolve({});
    const dense = (units: number) => ({ op: 'dense' as const, input: 'state', output: 'y', units, bias: true, zero: false });
    const graph = (units: number) => ({
      context: 24,
      channels: 2,
      nodes: [{ op: 'last' as const, input: 'x', output: 'state' }, dense(units)],
      output: 'y',
    });
    const uneven = refusal(() => openModel(loadNative(), config, graph(10), { kind: 'pinball', quantiles: [0.1, 0.5, 0.9] }));
    expect(uneven.code).toBe('bad-config');
    expect(uneven.message).toMatch(/3.*10/);
    const large = refusal(() => openModel(loadNative(), config, graph(400_000_000), { kind: 'mse' }));
    expect(large.code).toBe('bad-config');
    expect(large.message).toMatch(/400000000.*Lower the horizon \(now 12\)/);
  });
});

describe('a loss that is not finite', () => {
  it('names step, norms, the last good checkpoint and what to do', () => {
    const { training } = resolve({});
    const fact = { what: 'gradient', step: 12, epoch: 3, loss: 5e20, gradientNorm: Infinity, normBefore: 1234.5 } as const;
    const error = diverged({ ...fact, checkpoint: { step: 8, epoch: 2 } }, training);
    expect(error.message).toBe(
      'Training diverged: the gradient of step 12 (epoch 3) is not finite (loss 500000000000000000000, gradient norm Infinity), after a gradient norm of 1230 ' +
        'in the step before. The last good checkpoint is of step 8 (epoch 2). Halve the learning rate (now 0.003) or lower the clipping norm (now 1), ' +
        'look for extreme values in the data, and train again.',
    );
    expect(error.details).toMatchObject({ step: 12, epoch: 3, rate: 0.003 });
    const bare = diverged(
      { what: 'loss', step: 1, epoch: 1, loss: null, gradientNorm: null, normBefore: null, checkpoint: null },
      { ...training, clipNorm: 0 },
    );
    expect(bare.message).toMatch(/is not finite\. No checkpoint was written yet\. .* or clip gradients to a norm of 1/);
  });
});
