import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../../engine/protocol/errors.ts';
import type { TrainingRequest } from '../../../engine/protocol/training.ts';
import { resolveConfig } from '../../../engine/train/resolve.ts';
import { datasetOf, seasonalSeries } from '../../helpers/dataset.ts';

const dataset = datasetOf([{ y: seasonalSeries(144), x: seasonalSeries(144, 12, 2) }]);

function request(data: Partial<TrainingRequest['data']>, rest: Partial<TrainingRequest> = {}): TrainingRequest {
  return { datasetId: 'd', data: { target: 'y', horizon: 12, ...data }, ...rest };
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ExpectedError) return error.code;
    throw error;
  }
  return 'none';
}

describe('resolveConfig', () => {
  it('keeps every decision of the user', () => {
    const config = resolveConfig(
      dataset,
      request(
        { context: 20, season: 6, transform: 'log', anchor: false, covariates: ['x'] },
        { model: { kind: 'lstm', hidden: 7 }, training: { rate: 0.1, seed: 9 } },
      ),
    );
    expect(config.data).toMatchObject({ context: 20, season: 6, transform: 'log', anchor: false, covariates: ['x'] });
    expect(config.model).toMatchObject({ kind: 'lstm', hidden: 7 });
    expect(config.training).toMatchObject({ rate: 0.1, seed: 9 });
  });

  it.each(['stack', 'encoder-decoder', 'segments', 'deepar', 'es-rnn'] as const)(
    'of a run of structure %s can be asked for again',
    (structure) => {
      const config = resolveConfig(dataset, request({}, { model: { structure } }));
      expect(resolveConfig(dataset, { datasetId: 'd', ...config })).toEqual(config);
    },
  );

  it('takes logarithms where the spread grows with the level, and not where it does not', () => {
    const multiplicative = Float64Array.from({ length: 144 }, (_, t) => Math.exp(0.02 * t) * (100 + 30 * Math.sin((2 * Math.PI * t) / 12)));
    expect(resolveConfig(datasetOf([{ y: multiplicative }]), request({})).data.transform).toBe('log');
    expect(resolveConfig(dataset, request({})).data.transform).toBe('none');
  });

  it('chooses the transform by the training part alone', () => {
    const growing = Float64Array.from({ length: 144 }, (_, t) =>
      t > 130 ? 0 : Math.exp(0.02 * t) * (100 + 30 * Math.sin((2 * Math.PI * t) / 12)),
    );
    expect(resolveConfig(datasetOf([{ y: growing }]), request({})).data.transform).toBe('log');
  });

  it('takes a difference in the place of the anchor, with a context that holds it, and says what it does', () => {
    const notes: string[] = [];
    const config = resolveConfig(dataset, request({ difference: 30, season: 1 }), (note) => notes.push(note));
    expect(config.data).toMatchObject({ difference: 30, anchor: false, context: 44 });
    expect(notes.join(' ')).toContain('changes from 30 steps before');
    expect(resolveConfig(dataset, { datasetId: 'd', ...config })).toEqual(config);
    expect(resolveConfig(dataset, request({ difference: 20, season: 1 })).data.context).toBe(40);
    // What a run without one had decided is no reason to refuse.
    expect(resolveConfig(dataset, request({ difference: 12, anchor: true })).data).toMatchObject({ difference: 12, anchor: false });
    expect(resolveConfig(dataset, request({})).data).toMatchObject({ difference: 0, anchor: true });
  });

  it('chooses the exponent of Box-Cox by the training part alone, and says so', () => {
    const growing = Float64Array.from({ length: 144 }, (_, t) => (4 + 0.1 * t + Math.sin((2 * Math.PI * t) / 12)) ** 2);
    const notes: string[] = [];
    const wishes = request({ transform: 'box-cox', season: 12 });
    const { data } = resolveConfig(datasetOf([{ y: growing }]), wishes, (note) => notes.push(note));
    expect(data.transform).toBe('box-cox');
    expect(Math.abs(data.lambda - 0.5)).toBeLessThan(0.1);
    expect(notes.join(' ')).toContain(`Lambda ${data.lambda}: `);
    for (const poison of [Number.NaN, 1e30, 1e-30]) {
      const later = growing.map((value, t) => (t >= 144 - 2 * 21 ? poison * (1 + (t % 5)) : value));
      expect(resolveConfig(datasetOf([{ y: later }]), wishes).data.lambda, String(poison)).toBe(data.lambda);
    }
  });

  it('takes the exponent that the user says, and refuses one without Box-Cox and values without powers', () => {
    expect(resolveConfig(dataset, request({ transform: 'box-cox', lambda: -0.25 })).data).toMatchObject({ lambda: -0.25 });
    expect(resolveConfig(dataset, request({ transform: 'log' })).data.lambda).toBe(1);
    expect(resolveConfig(dataset, request({ transform: 'log', lambda: 1 })).data.lambda).toBe(1);
    expect(() => resolveConfig(dataset, request({ transform: 'log', lambda: 0.5 }))).toThrow(
      /transform box-cox for lambda 0.5 but received log/,
    );
    const counts = Float64Array.from({ length: 144 }, (_, t) => t % 12);
    expect(() => resolveConfig(datasetOf([{ y: counts }]), request({ transform: 'box-cox' }))).toThrow(
      /has 0 in line 2: box-cox needs values above zero/,
    );
  });

  it('never takes logarithms of a series that reaches zero', () => {
    const counts = Float64Array.from({ length: 144 }, (_, t) => (t % 12) * t);
    expect(resolveConfig(datasetOf([{ y: counts }]), request({})).data.transform).toBe('none');
  });

  it('fits the context to most series of a panel, not to the longest', () => {
    const panel = datasetOf([{ y: seasonalSeries(2000) }, ...Array.from({ length: 7 }, (_, i) => ({ y: seasonalSeries(70, 12, i + 2) }))]);
    const { context } = resolveConfig(panel, request({ horizon: 6 })).data;
    expect(context).toBe(Math.floor((70 - 2 * 11 - 6) / 2));
  });

  it('leaves at least as many training windows as half the training rows', () => {
    const { context } = resolveConfig(datasetOf([{ y: seasonalSeries(80) }]), request({ horizon: 12 })).data;
    expect(context).toBe(Math.floor((80 - 2 * 12 - 12) / 2));
  });

  it.each([
    ['unknown-column', dataset, request({ target: 'z' })],
    ['unknown-column', dataset, request({ covariates: ['z'] })],
    ['bad-config', dataset, request({ covariates: ['y'] })],
    ['bad-config', dataset, request({}, { training: { quantiles: [0.1, 0.9] } })],
    ['constant-column', datasetOf([{ y: new Float64Array(50).fill(3) }]), request({})],
    ['empty-column', datasetOf([{ y: new Float64Array(50).fill(Number.NaN) }]), request({})],
    ['series-too-short', datasetOf([{ y: seasonalSeries(30) }]), request({ horizon: 12 })],
    ['series-too-short', dataset, request({ horizon: 200 })],
    ['series-too-short', dataset, request({ context: 140 })],
  ])('refuses with %s', (code, data, wanted) => {
    expect(codeOf(() => resolveConfig(data, wanted))).toBe(code);
  });
});
