/** What a series is told to be like: parts that cannot be looked at say why, and strange values stay out of trend and season. */
import { describe, expect, it } from 'vitest';
import { locate, rangeStatistics } from '../../../engine/data/index.ts';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import { diagnose, type DiagnosisRequest } from '../../../engine/services/diagnose.ts';
import { HeavyWork } from '../../../engine/services/heavy/heavy-work.ts';
import { LookedAt } from '../../../engine/services/looked-at.ts';
import { datasetOf } from '../../helpers/dataset.ts';
import { stillClock } from '../../helpers/still-clock.ts';

const never = new AbortController().signal;
const none = Number.NaN;
const wave = (n: number): Float64Array => Float64Array.from({ length: n }, (_, t) => 100 + 0.5 * t + 10 * Math.sin((2 * Math.PI * t) / 12));
const about: DiagnosisRequest = { seriesId: 's0', column: 'y', periods: [12], far: [] };
const tell = (values: ArrayLike<number>, more: Partial<DiagnosisRequest> = {}) =>
  diagnose(datasetOf([{ y: values }]), { ...about, ...more }, never);

describe('a diagnosis', () => {
  it('of a line and a wave has their trend and season, whose sum with the remainder is the series', async () => {
    const values = wave(120);
    const { decomposition, without } = await tell(values);
    expect(without).toEqual({});
    const { trend, seasonal, remainder, trendStrength, seasonStrengths } = decomposition!;
    values.forEach((value, t) => expect(trend[t]! + seasonal[0]![t]! + remainder[t]!).toBeCloseTo(value, 9));
    expect(trend[60]).toBeCloseTo(130, 0);
    expect(seasonal[0]![63]).toBeCloseTo(10, 0);
    expect(trendStrength).toBeGreaterThan(0.99);
    expect(seasonStrengths[0]).toBeGreaterThan(0.99);
  });

  it('keeps values that are far, and gaps, out of trend and season', async () => {
    const values = wave(120);
    values[60] = 900;
    values.fill(none, 80, 86);
    const { decomposition, missing } = await tell(values, { far: [60] });
    expect(missing).toMatchObject({ count: 6, gapCount: 1 });
    const { trend, remainder } = decomposition!;
    expect(Math.abs(trend[60]! - 130)).toBeLessThan(1);
    expect(remainder[60]!).toBeGreaterThan(700);
    expect(Math.abs(trend[83]! - 141.5)).toBeLessThan(1);
  });

  it('says what it could not look at, and why', async () => {
    expect((await tell(new Float64Array(100).fill(none))).without).toEqual({
      correlogram: 'all-missing',
      decomposition: 'all-missing',
      stationarity: 'all-missing',
      entropy: 'all-missing',
      intermittency: 'all-missing',
    });
    expect((await tell(new Float64Array(100).fill(5))).without).toEqual({
      correlogram: 'constant',
      decomposition: 'constant',
      stationarity: 'constant',
      entropy: 'constant',
    });
    expect((await tell([1, 2, 3, -4])).without).toEqual({
      correlogram: 'too-short',
      decomposition: 'too-short',
      stationarity: 'too-short',
      entropy: 'too-short',
      intermittency: 'negative',
    });
    expect((await tell(wave(120), { periods: [] })).without).toEqual({ decomposition: 'no-season' });
    expect((await tell(wave(120), { periods: [90] })).without).toEqual({ decomposition: 'too-short' });
  });

  it('looks at the end of a long series, and says how much', async () => {
    const found = await tell(wave(12_000));
    expect([found.steps, found.lookedAt, found.decomposition!.time[0]]).toEqual([12_000, 10_000, 2000]);
  });

  it('is cancelled on its way', async () => {
    const abort = new AbortController();
    abort.abort();
    await expect(diagnose(datasetOf([{ y: wave(100) }]), about, abort.signal)).rejects.toThrow(CancelledError);
  });

  it('is made once for the same content; one that was cancelled is made again', async () => {
    const [dataset, lookedAt] = [datasetOf([{ y: wave(120) }]), new LookedAt(new HeavyWork(stillClock))];
    const abort = new AbortController();
    abort.abort();
    await expect(lookedAt.diagnosis(dataset, 's0', 'y', abort.signal)).rejects.toThrow(CancelledError);
    const first = await lookedAt.diagnosis(dataset, 's0', 'y', never);
    expect(await lookedAt.diagnosis(dataset, 's0', 'y', never)).toBe(first);
    expect(first.decomposition!.periods).toEqual([12]);
  });
});

describe('a stretch', () => {
  const dataset = datasetOf([{ y: [9, 9, 9] }, { y: [1, none, 3, 7, none, 100] }]);

  it('is told with both of its ends, gaps counted and passed over', () => {
    // The times of the second series are its rows, 3 to 8.
    expect(rangeStatistics(dataset, { seriesId: 's1', column: 'y', from: 3, to: 6 })).toEqual({
      first: 3,
      rows: 4,
      count: 3,
      missing: 1,
      min: 1,
      max: 7,
      mean: 11 / 3,
      // Of (0, 1), (2, 3), (3, 7): 26/14 by hand.
      slope: expect.closeTo(26 / 14, 12) as number,
    });
  });

  it('without values has none to tell', () => {
    expect(rangeStatistics(dataset, { seriesId: 's1', column: 'y', from: 4, to: 4 })).toMatchObject({
      rows: 1,
      count: 0,
      mean: null,
      slope: null,
    });
    expect(rangeStatistics(dataset, { seriesId: 's1', column: 'y', from: 50, to: 60 })).toMatchObject({ rows: 0, count: 0, missing: 0 });
  });

  it('a place is found by line and by time, the nearest and the earlier one of two', () => {
    expect(locate(dataset, { datasetId: 'd', fileRow: 5 })).toEqual({ row: 3 });
    expect(locate(dataset, { datasetId: 'd', fileRow: 0 })).toEqual({ row: null });
    expect(locate(dataset, { datasetId: 'd', fileRow: 99 })).toEqual({ row: null });
    const at = (time: number) => locate(dataset, { datasetId: 'd', seriesId: 's1', time }).row;
    expect([at(-5), at(4.5), at(4.6), at(99)]).toEqual([3, 4, 5, 8]);
  });
});
