import { autocorrelations } from '../autocorrelation.ts';
import { background, type Spectrum } from './spectrum.ts';

/** A length that may be a season, with how surprising it would be in noise: -ln of a probability, after all tries. */
export interface Candidate {
  /** Shortest and longest length in whole steps that the finding allows. */
  from: number;
  to: number;
  surprise: number;
  kind: 'peak' | 'comb';
  /** Peak: power over that of the noise around. Comb: standard deviations. */
  size: number;
}

/** Probability, after all tries, that a series of noise brings one candidate of a kind. */
const LEVEL = 0.002;
/** The same for a length that is usual, by one look. */
const USUAL_LEVEL = 0.05;
/**
 * How far a frequency may be from its peak, times the root of its ratio, in frequencies that the series tells apart: four deviations of
 * sqrt(6) / (pi sqrt(2 ratio)) (Rife & Boorstyn 1974), a third more under a Hann window.
 */
const LOCATED = 3;
const MOST_PEAKS = 8;
const MOST_HILLS = 6;
/** Standard deviation of the logarithm of an exponential variable. */
const LOG_DEVIATION = Math.PI / Math.sqrt(6);

/**
 * Single frequencies whose power stands above the noise around them. Under noise the ratio of one to the mean of m others has the F
 * distribution with 2 and 2 m degrees of freedom, P(> x) = (1 + x / m)^-m, and there are n / 2 of them (Fisher 1929, with a local
 * background in place of the mean power). A background by medians is worth about half of its frequencies.
 */
export function peaks(found: Spectrum, longest: number): Candidate[] {
  const { power, size, values } = found;
  const unit = size / values;
  const tries = Math.log(values / 2);
  const tops: Array<{ j: number; power: number }> = [];
  for (let j = Math.ceil(size / longest); j < size / 2; j++) {
    const own = power[j]!;
    if (own > power[j - 1]! && own >= power[j + 1]!) tops.push({ j, power: own });
  }
  const candidates: Candidate[] = [];
  for (const { j, power: own } of looked(tops, size)) {
    const noise = background(found, j);
    const ratio = own / noise.power;
    const m = noise.frequencies / 2;
    const surprise = m * Math.log1p(ratio / m) - tries;
    if (surprise < -Math.log(LEVEL)) continue;
    const off = unit * Math.min(1, LOCATED / Math.sqrt(ratio));
    candidates.push({
      from: Math.max(2, Math.floor(size / (j + off))),
      to: Math.min(longest, Math.ceil(size / Math.max(1, j - off))),
      surprise,
      kind: 'peak',
      size: ratio,
    });
  }
  return candidates.sort((a, b) => b.surprise - a.surprise).slice(0, MOST_PEAKS);
}

/** The highest tops of each octave: a red spectrum must not hide those of short periods, and few have to be judged. */
function looked(tops: ReadonlyArray<{ j: number; power: number }>, size: number): Array<{ j: number; power: number }> {
  const octaves = new Map<number, Array<{ j: number; power: number }>>();
  for (const top of tops) {
    const octave = Math.floor(Math.log2(size / top.j));
    const others = octaves.get(octave);
    if (others) others.push(top);
    else octaves.set(octave, [top]);
  }
  return [...octaves.values()].flatMap((list) => list.sort((a, b) => b.power - a.power).slice(0, MOST_PEAKS));
}

/** Lags at which the changes from step to step repeat: the highest hills of their autocorrelation. */
export function hills(values: Float64Array, longest: number): number[] {
  if (values.length < 8) return [];
  const changes = Float64Array.from({ length: values.length - 1 }, (_, t) => values[t + 1]! - values[t]!);
  const r = autocorrelations(changes, Math.min(longest + 1, changes.length - 1));
  const found: Array<{ lag: number; height: number }> = [];
  for (let lag = 2; lag < r.length - 1 && lag <= longest; lag++) {
    const least = 2 / Math.sqrt(changes.length - lag);
    if (r[lag]! > r[lag - 1]! && r[lag]! >= r[lag + 1]! && r[lag]! > least) found.push({ lag, height: r[lag]! });
  }
  return found
    .sort((a, b) => b.height - a.height)
    .slice(0, MOST_HILLS)
    .map(({ lag }) => lag);
}

/**
 * Whether the harmonics of a period stand above the frequencies halfway between them, by the sum of the differences of their log power:
 * what a single frequency does not show, many do together, such as a weekly pattern of few weeks. Under noise a difference is logistic,
 * with the moments pi s / sin(pi s), which bound the probability of the sum (Chernoff 1952). Harmonics of seasons that were taken out
 * already do not count. `tries`: among how many lengths this one was chosen; one that is usual was not chosen, and a twentieth will do.
 */
export function comb({ power, size, values }: Spectrum, period: number, removed: readonly number[], tries: number): Candidate | null {
  const unit = size / values;
  let total = 0;
  let pairs = 0;
  for (let harmonic = 1; harmonic + 0.5 < period / 2; harmonic++) {
    const at = (harmonic * size) / period;
    const between = ((harmonic + 0.5) * size) / period;
    if (removed.some((season) => near(at, size / season, 2 * unit) || near(between, size / season, 2 * unit))) continue;
    total += Math.log(power[Math.round(at)]! + Number.MIN_VALUE) - Math.log(power[Math.round(between)]! + Number.MIN_VALUE);
    pairs++;
  }
  let best = 0;
  for (let s = 0.02; s < 1; s += 0.02) best = Math.max(best, s * total - pairs * Math.log((Math.PI * s) / Math.sin(Math.PI * s)));
  const surprise = best - Math.log(tries);
  if (surprise < -Math.log(tries > 1 ? LEVEL : USUAL_LEVEL)) return null;
  return { from: period, to: period, surprise, kind: 'comb', size: total / (LOG_DEVIATION * Math.sqrt(2 * pairs)) };
}

/** How many harmonics tell neighbouring lengths apart. */
const HARMONICS = 8;

/** Power at the first harmonics of a period together; between two frequencies of the spectrum by the parabola through three. */
export function harmonicPower({ power, size }: Spectrum, period: number): number {
  let sum = 0;
  for (let harmonic = 1; harmonic <= Math.min(HARMONICS, period / 2); harmonic++) {
    const at = (harmonic * size) / period;
    const j = Math.min(power.length - 2, Math.max(1, Math.round(at)));
    const [before, own, after] = [power[j - 1]!, power[j]!, power[j + 1]!];
    const away = at - j;
    sum += own + (away * (after - before)) / 2 + (away * away * (after - 2 * own + before)) / 2;
  }
  return sum;
}

function near(at: number, fundamental: number, within: number): boolean {
  const rest = at % fundamental;
  return Math.min(rest, fundamental - rest) <= within;
}
