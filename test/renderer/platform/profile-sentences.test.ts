import { afterEach, describe, expect, test } from 'vitest';
import { setLanguage } from '../../../renderer/base/language.ts';
import { periodName } from '../../../renderer/platform/exploration/period-name.ts';
import {
  correlogramSentence,
  demandSentence,
  distributionSentence,
  entropySentence,
  missingSentence,
  pText,
  seasonSentences,
  stationaritySentence,
} from '../../../renderer/platform/exploration/sentences.ts';
import { fakeDistribution } from '../fixture/fake-diagnosis.ts';

afterEach(() => setLanguage('en'));

describe('a period is named by the calendar', () => {
  test.each([
    [7, 'day', 1, 'Weekly season'],
    [24, 'hour', 1, 'Daily season'],
    [96, 'minute', 15, 'Daily season'],
    [168, 'hour', 1, 'Weekly season'],
    [5, 'business-day', 1, 'Weekly season'],
    [12, 'month', 1, 'Yearly season'],
    [4, 'quarter', 1, 'Yearly season'],
    [3, 'month', 1, 'Quarterly season'],
    [52, 'week', 1, 'Yearly season'],
    [365, 'day', 1, 'Yearly season'],
    [8766, 'hour', 1, 'Yearly season'],
    [10, 'day', 1, 'Season of 10 steps'],
    [12, 'row', 1, 'Season of 12 steps'],
  ] as const)('%i steps of %s', (period, unit, step, name) => expect(periodName(period, { unit, step })).toBe(name));
});

const moment = (time: number): string => `moment ${time}`;
const gap = (steps: number, time: number) => ({ row: 0, time, steps });

test('missing values are told with their gaps and the ends', () => {
  expect(missingSentence({ count: 0, gaps: [], gapCount: 0, before: 0, after: 0 }, 1000, moment)).toBe(
    'Every one of the 1,000 steps has a value.',
  );
  expect(missingSentence({ count: 1, gaps: [gap(1, 5)], gapCount: 1, before: 0, after: 0 }, 200, moment)).toBe(
    '1 of 200 steps (0.5%) have no value. They form 1 gap of 1 step, from moment 5.',
  );
  expect(missingSentence({ count: 6, gaps: [gap(4, 9), gap(2, 0)], gapCount: 2, before: 2, after: 0 }, 60, moment)).toBe(
    '6 of 60 steps (10%) have no value. They form 2 gaps; the longest, of 4 steps, begins at moment 9. 2 of them stand before the first value.',
  );
});

test('a distribution is told with its lean, its zeros, and whether it counts', () => {
  const about = fakeDistribution(0);
  expect(distributionSentence({ ...about, skew: 0.1, whole: false })).toBe(
    'Values lie between 104 and 622, half of them between 233.5 and 492.5; the median is 363. They lie about evenly on both sides of it (skewness 0.1).',
  );
  expect(distributionSentence(about)).toMatch(
    /far above the others \(skewness 0\.57\)\. Logarithms may even that out\. All are whole numbers without a sign/,
  );
  expect(distributionSentence({ ...about, min: 0, zeros: 72 })).toMatch(/0\.57\)\. 50% of them are zero\./);
  expect(distributionSentence({ ...about, min: 7, max: 7 })).toBe('Every value is 7: there is nothing to forecast.');
  expect(distributionSentence({ ...about, count: 0 })).toBe('No value is observed.');
});

test('seasons are told by what they explain, in the language of the window', () => {
  const profile = { seriesId: '', column: 'y', outliers: [], changepoints: [], missing: { count: 0, longestGap: 0 }, notes: [] };
  const daily = { unit: 'day', step: 1 } as const;
  const seasons = [{ period: 7, strength: 0.638, evidence: '' }];
  expect(seasonSentences({ ...profile, seasons }, daily)).toEqual(['Weekly season: explains 64% of the variation about the trend.']);
  expect(seasonSentences({ ...profile, seasons: [] }, daily)).toEqual(['No season was found.']);
  setLanguage('de');
  expect(seasonSentences({ ...profile, seasons }, daily)[0]).toMatch(/^Wochensaison: erklärt 64/);
});

test('a correlogram is told by its strongest lag, where more lags stand out than noise has', () => {
  const quiet = { correlations: Array.from({ length: 20 }, (_, i) => (i === 4 ? 0.3 : 0.01)), partial: [], bound: 0.2 };
  expect(correlogramSentence(quiet)).toMatch(/^Hardly any lag is outside of ±0\.2/);
  const wave = { ...quiet, correlations: Array.from({ length: 20 }, (_, i) => (i === 6 ? -0.8 : 0.5)) };
  expect(correlogramSentence(wave)).toBe(
    '20 of 20 lags are outside of what noise shows; the strongest is lag 7 with a correlation of -0.8.',
  );
});

test('two tests make four verdicts', () => {
  const result = (pValue: number) => ({ statistic: 0, pValue, lags: 0, bound: 'exact' as const });
  const told = [
    [0.01, 0.1],
    [0.9, 0.01],
    [0.01, 0.01],
    [0.9, 0.1],
  ].map(([adf, kpss]) => stationaritySentence({ adf: result(adf!), kpss: result(kpss!) }));
  expect(new Set(told).size).toBe(4);
  expect(told[0]).toMatch(/Both tests say that the series returns/);
  expect([pText(result(0.0312)), pText(result(1e-9)), pText({ ...result(0.01), bound: 'at-most' })]).toEqual([
    'p = 0.031',
    'p < 0.0001',
    'p ≤ 0.01',
  ]);
});

test('demand and disorder are told with their numbers', () => {
  expect(demandSentence({ kind: 'smooth', interval: 1, variation: 0.1 })).toMatch(/^Every value is above zero/);
  expect(demandSentence({ kind: 'lumpy', interval: 3, variation: 0.9 })).toMatch(/only every 3 steps .* 0\.9\): lumpy/);
  expect([entropySentence(0.2), entropySentence(0.7), entropySentence(0.97)].map((text) => /\d+%/.exec(text)?.[0])).toEqual([
    '20%',
    '70%',
    '97%',
  ]);
});
