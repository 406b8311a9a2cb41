import type { FoundSeason, Frequency } from '../../protocol/data.ts';
import { type Candidate, comb, harmonicPower, hills, peaks } from './candidates.ts';
import { aboutTrend, interpolate, lagCorrelation, type Pattern, patternOf } from './pattern.ts';
import { type Spectrum, spectrum, withoutCubic } from './spectrum.ts';

export interface SeasonOptions {
  /** The step of the series: its usual seasons are looked at even where no autocorrelation points to them. */
  frequency?: Frequency | undefined;
  /** At most so many seasons; 3 where left open. */
  most?: number;
}

/** A season must be seen so many times. */
const CYCLES = 3;
/** Of longer series the last part is looked at. */
const LONGEST_SERIES = 65_536;
/** A multiple of a period replaces it where its autocorrelation is higher by this. */
const HIGHER = 0.1;
/** A usual length is preferred to its neighbours where its harmonics have this share of their power. */
const NEARLY = 0.8;
/** A season that changes with time leaves some of itself beside it: within so many cycles in the whole series is no other season. */
const SIDE_LOBE = 2;
/** Multiples of a period that are looked at. */
const TIMES = [2, 3, 4, 5, 6];
/** How far a usual length may be from a whole multiple, in multiples. */
const HARMONIC_SLACK = 0.15;
/** By how much the correlation at one period rises above the valleys beside it, and others nearby may rise above it: more of few pairs. */
const HILL = 0.05;
/** Values further from the trend than so many standard deviations are brought back to that. */
const FAR = 3;
/** The least autocorrelation at one period, and the least share of variance, of a season worth naming. */
const LEAST_CORRELATION = 0.1;
const LEAST_STRENGTH = 0.05;
/** What is left of a series without noise, as a share of its variance. */
const NOTHING = 1e-10;

/**
 * The seasons of a series, the strongest first, from periodogram and autocorrelation together (the idea of AUTOPERIOD, Vlachos, Yu &
 * Castelli 2005): a candidate is a frequency, or the harmonics of a length, above the noise around it; it stays where the series about
 * its moving average resembles itself one period later more than at other lags nearby. A season is taken out before the next is looked
 * for, so that its harmonics are no seasons. Periods are whole steps, seen three times at least. NaN is a gap. Noise of any colour,
 * a trend and a random walk bring no season in all but a few series of a hundred.
 */
export function findSeasons(values: ArrayLike<number>, options: SeasonOptions = {}): FoundSeason[] {
  const { frequency, most = 3 } = options;
  const end = lastPart(values);
  const observed = interpolate(end);
  if (observed === null || observed.values.length < 2 * CYCLES) return [];
  const source = end.subarray(observed.from);
  const usual = usualSeasons(frequency);
  const found: Array<FoundSeason & { usual: boolean }> = [];
  let left = withoutOutliers(observed.values);
  const first = variance(left);
  while (found.length < most && variance(left) > NOTHING * first) {
    const next = strongest(
      left,
      source,
      usual,
      found.map(({ period }) => period),
    );
    if (next === null) break;
    const { period, pattern, r, candidate } = next;
    found.push({ period, strength: pattern.strength, evidence: evidence(period, r, pattern, candidate), usual: usual.includes(period) });
    left = left.map((value, t) => value - pattern.means[t % period]!);
  }
  return withoutHarmonics(found)
    .sort((a, b) => b.strength - a.strength)
    .map(({ period, strength, evidence: told }) => ({ period, strength, evidence: told }));
}

function lastPart(values: ArrayLike<number>): Float64Array {
  const from = Math.max(0, values.length - LONGEST_SERIES);
  const part = new Float64Array(values.length - from);
  for (let t = 0; t < part.length; t++) part[t] = values[from + t]!;
  return part;
}

interface Confirmed {
  period: number;
  r: number;
  pattern: Pattern;
  candidate: Candidate;
}

/** What is left of a series, and what is known of it. */
interface Look {
  left: Float64Array;
  /** The series itself, for its gaps. */
  source: Float64Array;
  powers: Spectrum;
  longest: number;
  usual: readonly number[];
  removed: readonly number[];
}

function strongest(left: Float64Array, source: Float64Array, usual: readonly number[], removed: readonly number[]): Confirmed | null {
  const longest = Math.floor(left.length / CYCLES);
  const look: Look = { left, source, powers: spectrum(left), longest, usual: usual.filter((period) => period <= longest), removed };
  const combs = [
    ...hills(left, longest).flatMap((lag) => comb(look.powers, lag, removed, longest) ?? []),
    ...look.usual.flatMap((period) => comb(look.powers, period, removed, 1) ?? []),
  ];
  // A comb of a length holds the peaks of all its parts, so single peaks come first.
  const candidates = [...peaks(look.powers, longest), ...combs.sort((a, b) => b.surprise - a.surprise)];
  for (const candidate of candidates) {
    const confirmed = confirm(candidate, look);
    if (confirmed) return partOf(confirmed.period, candidates, look) ?? confirmed;
  }
  return null;
}

/** The usual season that divides a longer one comes first: with the longer one taken out, nothing of it would be left to find. */
function partOf(period: number, candidates: readonly Candidate[], look: Look): Confirmed | null {
  for (const part of look.usual) {
    if (part >= period || period % part !== 0 || look.removed.includes(part)) continue;
    const candidate = candidates.find(({ from, to }) => from <= part && part <= to);
    const confirmed = candidate ? confirm({ ...candidate, from: part, to: part }, look) : null;
    if (confirmed) return confirmed;
  }
  return null;
}

/** The whole period of a candidate that the spectrum fits best; null where the series does not resemble itself one period later. */
function confirm(candidate: Candidate, look: Look): Confirmed | null {
  const { left, source, removed, usual } = look;
  const best = bestPeriod(candidate.from, candidate.to, look);
  const period = usual.includes(best) ? best : multipleOf(best, look);
  if (removed.some((season) => Math.abs(left.length / period - left.length / season) < SIDE_LOBE)) return null;
  const detrended = aboutTrend(left, period, source);
  const { r, pairs } = lagCorrelation(detrended, period);
  if (r < Math.max(LEAST_CORRELATION, 2 / Math.sqrt(pairs)) || !isHill(detrended, period, r, Math.max(HILL, 2 / Math.sqrt(pairs))))
    return null;
  const pattern = patternOf(detrended, period);
  if (pattern === null || pattern.strength < LEAST_STRENGTH) return null;
  return { period, r, pattern, candidate };
}

/** The length from `from` to `to` with the most power in its harmonics; a usual one that has nearly as much. */
function bestPeriod(from: number, to: number, { powers, usual }: Look): number {
  let best = { period: from, power: -1 };
  for (let period = from; period <= to; period++) {
    const power = harmonicPower(powers, period);
    if (power > best.power) best = { period, power };
  }
  const known = usual.find((period) => period >= from && period <= to && harmonicPower(powers, period) > NEARLY * best.power);
  return known ?? best.period;
}

/**
 * A peak may be a harmonic of a longer season: the smallest multiple, or usual length that is nearly one, at which the series resembles
 * itself clearly more, and of which other harmonics are left once the period itself is taken out. Else the period.
 */
function multipleOf(period: number, look: Look): number {
  const { left, source, longest, usual } = look;
  const multiples = TIMES.map((times) => times * period);
  const known = usual.filter((length) => length > period && Math.abs(length / period - Math.round(length / period)) < HARMONIC_SLACK);
  const compared = [...new Set([...multiples, ...known])]
    .filter((multiple) => multiple <= longest)
    .sort((a, b) => a - b)
    .map((multiple) => {
      const about = aboutTrend(left, multiple, source);
      const { r, pairs } = lagCorrelation(about, multiple);
      return { multiple, r, gain: r - lagCorrelation(about, period).r - Math.max(HIGHER, 2 / Math.sqrt(pairs)) };
    });
  const pattern = patternOf(aboutTrend(left, period, source), period);
  if (pattern === null || compared.every(({ gain }) => gain <= 0)) return period;
  const powers = spectrum(left.map((value, t) => value - pattern.means[t % period]!));
  const rest: Look = { ...look, left, powers };
  const tops = peaks(powers, longest);
  const most = Math.max(...compared.map(({ r }) => r));
  for (const { multiple, r, gain } of compared) {
    if (gain <= 0 || r < most - HIGHER) continue;
    const reach = Math.ceil(multiple ** 2 / left.length);
    const exact =
      comb(powers, multiple, [period], TIMES.length) === null
        ? otherHarmonic(multiple, period, tops, rest)
        : bestPeriod(multiple - reach, Math.min(longest, multiple + reach), rest);
    if (exact !== null && Math.abs(exact - multiple) <= multiple / period / 2) return exact;
  }
  return period;
}

/** The length near a multiple that a peak which is no harmonic of the period speaks for. */
function otherHarmonic(multiple: number, period: number, tops: readonly Candidate[], rest: Look): number | null {
  const times = Math.round(multiple / period);
  for (const { from, to } of tops) {
    for (let harmonic = 1; harmonic <= 2 * times; harmonic++) {
      if (harmonic % times === 0 || multiple / harmonic < from || multiple / harmonic > to) continue;
      return bestPeriod(from * harmonic, Math.min(rest.longest, to * harmonic), rest);
    }
  }
  return null;
}

/** Whether no other lag nearby has a higher correlation than by `chance`, and some have a clearly lower one. */
function isHill(detrended: Float64Array, period: number, r: number, chance: number): boolean {
  const reach = Math.max(1, Math.floor(period / 4));
  const step = Math.max(1, Math.floor(reach / 25));
  let lowest = r;
  for (let away = 1; away <= Math.max(reach, Math.floor(period / 2)); away += away < 4 ? 1 : step) {
    for (const lag of [period - away, period + away]) {
      if (lag < 1) continue;
      const other = lagCorrelation(detrended, lag).r;
      if (away <= reach && other > r + chance) return false;
      lowest = Math.min(lowest, other);
    }
  }
  return lowest < r - HILL;
}

/** Half or a third of another season, and no usual length itself, is that season's harmonic. */
function withoutHarmonics<T extends FoundSeason & { usual: boolean }>(found: readonly T[]): T[] {
  return found.filter(
    ({ period, usual }) => usual || !found.some((other) => [2, 3].some((times) => Math.abs(other.period - times * period) <= times / 2)),
  );
}

/** Usual seasons in steps: the day and the week of hours, the week and the year of days. */
function usualSeasons(frequency: Frequency | undefined): number[] {
  if (frequency === undefined) return [];
  return (USUAL[frequency.unit] ?? [])
    .filter((whole) => whole % frequency.step === 0 || whole >= 300)
    .map((whole) => Math.round(whole / frequency.step))
    .filter((period) => period >= 2);
}

const USUAL: Partial<Record<Frequency['unit'], readonly number[]>> = {
  second: [60, 3600, 86_400],
  minute: [60, 1440, 10_080],
  hour: [24, 168, 8766],
  day: [7, 365],
  'business-day': [5, 261],
  week: [52],
  month: [12],
  quarter: [4],
};

/** Two far values alone look like a season of their distance, so they are brought nearer. */
function withoutOutliers(values: Float64Array): Float64Array {
  const about = withoutCubic(values);
  let limit = Infinity;
  for (let round = 0; round < 2; round++) limit = FAR * Math.sqrt(variance(about.map((value) => clip(value, limit))));
  return values.map((value, t) => value - about[t]! + clip(about[t]!, limit));
}

function clip(value: number, limit: number): number {
  return Math.min(limit, Math.max(-limit, value));
}

function variance(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

function evidence(period: number, r: number, { strength, cycles }: Pattern, { kind, size }: Candidate): string {
  const what =
    kind === 'peak'
      ? `a peak of the periodogram ${size >= 1000 ? 'more than 1000' : size.toFixed(0)} times above the noise around it`
      : `harmonics in the periodogram ${size.toFixed(1)} standard deviations above the noise between them`;
  return `A season of ${period} steps: ${what}, autocorrelation ${r.toFixed(2)} at lag ${period}; it explains ${Math.round(strength * 100)} % of the variance about the trend over ${cycles} cycles.`;
}
