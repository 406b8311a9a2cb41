import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../engine/base/random.ts';
import { profileSeries } from '../../../../engine/data/index.ts';
import { findChanges } from '../../../../engine/data/profile/changepoints.ts';
import { withoutSeasons } from '../../../../engine/data/profile/deseasonalise.ts';
import { findOutliers } from '../../../../engine/data/profile/outliers.ts';
import { median, rollingMedian } from '../../../../engine/data/profile/rolling-median.ts';
import { findSeasons } from '../../../../engine/data/seasons/find-seasons.ts';
import { ExpectedError } from '../../../../engine/protocol/errors.ts';
import { datasetOf } from '../../../helpers/dataset.ts';

const none = (): number => 0;

function noise(length: number, seed: number, carried = 0, at: (t: number) => number = none): Float64Array {
  const random = createRandom(seed, 11);
  let before = 0;
  return Float64Array.from({ length }, (_, t) => at(t) + (before = carried * before + random.normal()));
}

const season = (t: number): number => 0.05 * t + 5 * Math.sin((2 * Math.PI * t) / 12);

function look(values: Float64Array): { outliers: number[]; changes: number[] } {
  const seasons = findSeasons(values);
  const adjusted = withoutSeasons(values, seasons);
  const longest = Math.max(1, ...seasons.map(({ period }) => period));
  return {
    outliers: findOutliers(values, adjusted, longest).map(({ at }) => at),
    changes: findChanges(adjusted, longest).map(({ at }) => at),
  };
}

it('rolling medians are those of each window', () => {
  const values = noise(60, 3).map((value, t) => (t % 11 === 4 ? Number.NaN : value));
  const found = rollingMedian(values, 4);
  for (let t = 0; t < 60; t++) expect(found[t]).toBe(median(values.slice(Math.max(0, t - 4), t + 5)));
});

describe('clean series of 150 and 500 values bring a false alarm in at most 5 of 100', () => {
  it.each<[string, number, (t: number) => number]>([
    ['white noise', 0, none],
    ['noise that is carried on by a half', 0.5, none],
    ['a trend', 0.2, (t) => 0.1 * t],
    ['a season and a trend', 0, season],
  ])('%s', (_, carried, at) => {
    for (const length of [150, 500]) {
      const found = Array.from({ length: 100 }, (_, i) => look(noise(length, i + 1, carried, at)));
      expect(found.filter(({ outliers }) => outliers.length > 0).length, `outliers, ${length}`).toBeLessThanOrEqual(5);
      expect(found.filter(({ changes }) => changes.length > 0).length, `changes, ${length}`).toBeLessThanOrEqual(5);
    }
  });
});

it('values 8 deviations off in a seasonal series are found, and no others, in at least 95 of 100', () => {
  let right = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const values = noise(200, seed, 0.2, season);
    values[60] = values[60]! + 8;
    values[131] = values[131]! - 8;
    if (String(look(values).outliers) === '60,131') right++;
  }
  expect(right).toBeGreaterThanOrEqual(95);
});

it.each<[string, (t: number) => number, number]>([
  ['a step of four deviations', (t) => (t < 160 ? 0 : 4), 90],
  ['a trend that turns', (t) => (t < 160 ? 0.1 * t : 32 - 0.1 * t), 80],
  ['a step in a season', (t) => season(t) + (t < 160 ? 0 : 5), 90],
])('%s is found within 8 places in most series', (_, at, least) => {
  let right = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const { changes } = look(noise(400, seed, 0.2, at));
    if (changes.length === 1 && Math.abs(changes[0]! - 160) <= 8) right++;
  }
  expect(right).toBeGreaterThanOrEqual(least);
});

it('a spread that triples is a change', () => {
  const [change] = findChanges(
    noise(400, 5).map((value, t) => (t < 200 ? value : 3 * value)),
    1,
  );
  expect(Math.abs(change!.at - 200)).toBeLessThanOrEqual(10);
  expect(change!.after.spread / change!.before.spread).toBeGreaterThan(2);
});

describe('the profile of a series', () => {
  const values = noise(240, 7, 0, season);
  values[100] = 60;
  values.fill(Number.NaN, 30, 34);
  const dataset = datasetOf([{ y: values }, { y: new Float64Array(240).fill(3) }, { y: noise(10, 1) }]);

  it('tells seasons, the far value with its line and what was expected, and gaps, and changes nothing', async () => {
    const before = Float64Array.from(dataset.numeric[0]!.values);
    const profile = await profileSeries(dataset, 's0', 'y');
    expect(dataset.numeric[0]!.values).toEqual(before);
    expect(profile.seasons.map(({ period }) => period)).toEqual([12]);
    expect(profile.outliers).toHaveLength(1);
    expect(profile.outliers[0]).toMatchObject({ row: 102, value: 60 });
    expect(profile.outliers[0]!.high).toBeLessThan(30);
    expect(profile.outliers[0]!.sentence).toMatch(/^Row 102 \(100\) holds 60 where -?[\d.]+ to [\d.]+ was expected\.$/);
    expect(profile.changepoints).toEqual([]);
    expect(profile.missing).toEqual({ count: 4, longestGap: 4 });
  });

  it('says why nothing was looked for', async () => {
    expect((await profileSeries(dataset, 's1', 'y')).notes).toEqual(['Every value is 3: there is nothing to find.']);
    expect((await profileSeries(dataset, 's2', 'y')).notes).toEqual(['With 10 observed values nothing is looked for; 24 are needed.']);
    await expect(profileSeries(dataset, 's9', 'y')).rejects.toThrow(ExpectedError);
    await expect(profileSeries(dataset, 's0', 'z')).rejects.toThrow(ExpectedError);
  });
});
