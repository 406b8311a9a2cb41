import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../../../engine/base/random.ts';
import { findSeasons } from '../../../../engine/data/seasons/find-seasons.ts';
import { findPanelSeasons } from '../../../../engine/data/seasons/panel-seasons.ts';
import type { Frequency } from '../../../../engine/protocol/data.ts';

const periods = (values: ArrayLike<number>, frequency?: Frequency): number[] =>
  findSeasons(values, { frequency })
    .map(({ period }) => period)
    .sort((a, b) => a - b);

/** A wave with a second harmonic of half its size. */
function wave(period: number, random: Random): (t: number) => number {
  const [first, second] = [random.uniform() * 7, random.uniform() * 7];
  return (t) => Math.sin((2 * Math.PI * t) / period + first) + 0.5 * Math.sin((4 * Math.PI * t) / period + second);
}

function noise(length: number, seed: number, carried: number): Float64Array {
  const random = createRandom(seed, 2);
  let before = 0;
  return Float64Array.from({ length }, () => (before = carried * before + random.normal()));
}

describe('noise has no seasons in at least 95 of 100 series', () => {
  it.each<[string, (length: number, seed: number) => Float64Array]>([
    ['white', (n, seed) => noise(n, seed, 0)],
    ['red', (n, seed) => noise(n, seed, 0.5)],
    ['very red', (n, seed) => noise(n, seed, 0.9)],
    ['alternating', (n, seed) => noise(n, seed, -0.5)],
    ['a random walk', (n, seed) => noise(n, seed, 1)],
    ['far values', (n, seed) => noise(n, seed, 0).map(Math.exp)],
    ['a trend', (n, seed) => noise(n, seed, 0).map((value, t) => value + 0.1 * t)],
    ['a bent trend', (n, seed) => noise(n, seed, 0).map((value, t) => value + 90 * (t / n) ** 2)],
    ['growth', (n, seed) => noise(n, seed, 0).map((value, t) => value + 10 * Math.exp((5 * t) / n))],
  ])('%s', (_, make) => {
    for (const length of [30, 60, 144, 500]) {
      let wrong = 0;
      for (let seed = 1; seed <= 100; seed++) if (findSeasons(make(length, seed)).length > 0) wrong++;
      expect(wrong, `of 100 series of ${length}`).toBeLessThanOrEqual(5);
    }
  });
});

describe('a season twice as large as the noise is found, and nothing else, in at least 90 of 100 series', () => {
  it.each([4, 7, 12, 24, 52, 96])('of %i steps', (period) => {
    for (const cycles of [15, 25]) {
      let right = 0;
      for (let seed = 1; seed <= 50; seed++) {
        const random = createRandom(seed, period);
        const season = wave(period, random);
        const values = Float64Array.from({ length: cycles * period + 3 }, (_, t) => 2 * season(t) + 0.02 * t + random.normal());
        if (String(periods(values)) === String(period)) right++;
      }
      expect(right, `of 50 series of ${cycles} cycles`).toBeGreaterThanOrEqual(45);
    }
  });
});

describe('several seasons, in at least 90 of 100 series, to one step in a hundred', () => {
  it.each<[number[], number, Frequency | undefined]>([
    [[24, 168], 1500, undefined],
    [[24, 168], 800, { unit: 'hour', step: 1 }],
    [[7, 365], 1600, { unit: 'day', step: 1 }],
    [[7, 365], 3000, { unit: 'day', step: 1 }],
    [[10, 64], 700, undefined],
  ])('%j in %i values', (expected, length, frequency) => {
    let right = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const random = createRandom(seed, 9);
      const waves = expected.map((period) => wave(period, random));
      const values = Float64Array.from({ length }, (_, t) => 2 * waves.reduce((sum, at) => sum + at(t), 0) + random.normal());
      const found = periods(values, frequency);
      if (found.length === 2 && found.every((period, i) => Math.abs(period / expected[i]! - 1) <= 0.01)) right++;
    }
    expect(right, 'of 20 series').toBeGreaterThanOrEqual(18);
  });

  it('harmonics belong to their season, also where one is the strongest', () => {
    const random = createRandom(5);
    const values = Float64Array.from({ length: 480 }, (_, t) => {
      return (
        3 * Math.sin((2 * Math.PI * t) / 12) + 2 * Math.sin((2 * Math.PI * t) / 24 + 1) + Math.sin((2 * Math.PI * t) / 8) + random.normal()
      );
    });
    expect(periods(values)).toEqual([24]);
  });
});

describe('conditions', () => {
  const random = createRandom(8);
  const season = wave(12, random);
  const values = Float64Array.from({ length: 240 }, (_, t) => 2 * season(t) + 0.5 * random.normal());

  it('gaps, single and long, do not hide a season', () => {
    const gappy = values.map((value, t) => (t % 7 === 3 || (t > 100 && t < 130) ? Number.NaN : value));
    expect(periods(gappy)).toEqual([12]);
  });

  it('one far value does not hide a season', () => {
    expect(periods(values.map((value, t) => (t === 77 ? 60 : value)))).toEqual([12]);
  });

  it('says what speaks for a season', () => {
    const [found] = findSeasons(values);
    expect(found!.strength).toBeGreaterThan(0.8);
    expect(found!.evidence).toMatch(/^A season of 12 steps: .* autocorrelation 0\.\d+ at lag 12; it explains \d+ % .* over 20 cycles\.$/);
  });

  it('a season without noise is found exactly', () => {
    expect(findSeasons(Float64Array.from({ length: 60 }, (_, t) => t % 5))).toMatchObject([{ period: 5, strength: 1 }]);
  });

  it('two cycles are not enough', () => {
    expect(periods(values.subarray(0, 30))).toEqual([]);
  });

  it.each<[string, Float64Array]>([
    ['nothing', new Float64Array(0)],
    ['one value', Float64Array.of(1)],
    ['a constant', new Float64Array(100).fill(7)],
    ['zeros', new Float64Array(100)],
    ['gaps alone', new Float64Array(100).fill(Number.NaN)],
    ['a line', Float64Array.from({ length: 100 }, (_, t) => 3 * t)],
  ])('%s has none', (_, degenerate) => expect(findSeasons(degenerate)).toEqual([]));

  it('of a panel are those of most series', () => {
    const other = wave(7, random);
    const panel = [0, 1, 2, 3, 4].map((i) =>
      Float64Array.from({ length: 200 }, (_, t) => (i < 3 ? 2 * season(t) : 2 * other(t)) + random.normal()),
    );
    expect(findPanelSeasons([...panel, new Float64Array(200)])).toMatchObject({ seasons: [{ period: 12 }], series: 5 });
    expect(findPanelSeasons(panel.slice(1)).seasons).toEqual([]);
  });
});

function column(text: string, index: number): number[] {
  const cells = text.trim().split('\n').slice(1);
  return cells.map((line) => Number(line.split(',').at(index)));
}

it('monthly air passengers have a season of 12', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../../samples/air-passengers/air-passengers.csv'), 'utf8');
  expect(periods(column(text, 1))).toEqual([12]);
});

const shared = join(import.meta.dirname, '../../../../../shared/data');
const absent = !existsSync(shared);
if (absent)
  console.warn(`SKIPPED: there are no data at ${shared}; seasons are not looked for in daily temperatures and M4's hourly series.`);

describe.skipIf(absent)('public data', () => {
  it('ten years of daily temperatures have a season of 365', () => {
    const text = readFileSync(join(shared, 'small/daily-min-temperatures.csv'), 'utf8');
    expect(periods(column(text, -1), { unit: 'day', step: 1 })).toEqual([365]);
  });

  it("M4's hourly series have a season of 24, and a third of them one of 168", () => {
    const text = readFileSync(join(shared, 'm4-hourly/Hourly-train.csv'), 'utf8');
    const series = text.trim().split('\n').slice(1);
    const found = series.map((line) =>
      periods(line.replaceAll('"', '').split(',').slice(1).filter(Boolean).map(Number), { unit: 'hour', step: 1 }),
    );
    const share = (period: number): number => found.filter((list) => list.includes(period)).length / found.length;
    console.log(
      `M4 hourly: a season of 24 in ${(share(24) * 100).toFixed(1)} %, of 168 in ${(share(168) * 100).toFixed(1)} % of ${found.length} series`,
    );
    expect(share(24)).toBeGreaterThan(0.95);
    expect(share(168)).toBeGreaterThan(0.33);
  });
});
