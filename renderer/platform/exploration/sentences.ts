/** One plain sentence for each part of a profile, from its numbers. */
import type { DataProfile, Frequency } from '../../../engine/protocol/data.ts';
import type {
  Correlogram,
  Decomposition,
  Diagnosis,
  Distribution,
  MissingPattern,
  NoDiagnosis,
  Stationarity,
} from '../../../engine/protocol/exploration.ts';
import { formatNumber, formatPercent } from '../../base/format.ts';
import { t } from './messages.ts';
import { periodName } from './period-name.ts';

/** Level of the tests. */
const significant = 0.05;
/** Skewness from which on a distribution leans (Bulmer 1979: moderately from one half on). */
const leaning = 0.5;

const hundredths = (value: number): string => formatNumber(Math.round(value * 100) / 100);
const joined = (...sentences: Array<string | null | false>): string => sentences.filter(Boolean).join(' ');

export function missingSentence(missing: MissingPattern, steps: number, moment: (time: number) => string): string {
  const [longest] = missing.gaps;
  if (!longest) return t('missingNone', { steps });
  return joined(
    t('missingSome', { count: missing.count, steps, share: formatPercent(missing.count / Math.max(1, steps)) }),
    t('missingGaps', { count: missing.gapCount, longest: t('steps', { count: longest.steps }), when: moment(longest.time) }),
    missing.before > 0 && t('missingBefore', { count: missing.before }),
    missing.after > 0 && t('missingAfter', { count: missing.after }),
  );
}

export function distributionSentence(about: Distribution): string {
  const at = (level: number): string => formatNumber(about.quantiles.find((one) => one.level === level)?.value);
  if (about.count === 0) return t('allMissing');
  if (about.min === about.max) return t('allEqual', { value: formatNumber(about.min) });
  const skew = about.skew ?? 0;
  return joined(
    t('spread', { min: formatNumber(about.min), max: formatNumber(about.max), low: at(0.25), high: at(0.75), median: at(0.5) }),
    t(skew > leaning ? 'skewRight' : skew < -leaning ? 'skewLeft' : 'skewNone', { skew: hundredths(skew) }),
    skew > leaning && (about.min ?? 0) > 0 && t('logarithms'),
    about.zeros > 0 && t('zeros', { share: formatPercent(about.zeros / about.count) }),
    about.whole && (about.negative > 0 ? t('whole') : t('counts')),
  );
}

export function seasonSentences(profile: DataProfile, frequency: Frequency): string[] {
  if (profile.seasons.length === 0) return [t('seasonNone')];
  return profile.seasons.map(({ period, strength }) =>
    t('seasonExplains', { name: periodName(period, frequency), share: formatPercent(Math.round(strength * 100) / 100) }),
  );
}

export function correlogramSentence({ correlations, bound }: Correlogram): string {
  const outside = correlations.filter((value) => Math.abs(value) > bound).length;
  if (outside <= Math.max(1, Math.round(correlations.length * significant))) return t('memoryNone', { bound: hundredths(bound) });
  const strongest = correlations.reduce((best, value, index) => (Math.abs(value) > Math.abs(correlations[best] ?? 0) ? index : best), 0);
  return t('memory', {
    outside,
    lags: correlations.length,
    lag: strongest + 1,
    correlation: hundredths(correlations[strongest] ?? 0),
  });
}

export function decompositionSentence({ trendStrength, seasonStrengths, periods }: Decomposition, frequency: Frequency): string {
  return joined(
    t('trendStrength', { strength: formatPercent(Math.round(trendStrength * 100) / 100) }),
    ...periods.map((period, index) =>
      t('seasonStrength', {
        name: periodName(period, frequency),
        strength: formatPercent(Math.round((seasonStrengths[index] ?? 0) * 100) / 100),
      }),
    ),
  );
}

export function stationaritySentence({ adf, kpss }: Stationarity): string {
  const [returns, moves] = [adf.pValue < significant, kpss.pValue < significant];
  return t(returns ? (moves ? 'aroundTrend' : 'steady') : moves ? 'wanders' : 'undecided');
}

/** `p = 0.03`, `p ≤ 0.01`, `p ≥ 0.1`; far below what anyone decides by: `p < 0.0001`. */
export function pText({ pValue, bound }: Stationarity['adf']): string {
  if (bound === 'exact' && pValue < 1e-4) return `p < ${formatNumber(1e-4)}`;
  const sign = bound === 'exact' ? '=' : bound === 'at-most' ? '≤' : '≥';
  return `p ${sign} ${formatNumber(Number(pValue.toPrecision(2)))}`;
}

export function demandSentence({ kind, interval, variation }: NonNullable<Diagnosis['intermittency']>): string {
  const numbers = { interval: formatNumber(interval), variation: formatNumber(variation) };
  if (interval === 1 && kind === 'smooth') return t('smoothAlways', numbers);
  return interval === 1 && kind === 'erratic' ? t('erraticAlways', numbers) : t(kind, numbers);
}

export function entropySentence(entropy: number): string {
  const share = formatPercent(Math.round(entropy * 100) / 100);
  return t(entropy < 0.5 ? 'entropyLow' : entropy < 0.85 ? 'entropySome' : 'entropyHigh', { share });
}

export function withoutSentence(why: NoDiagnosis): string {
  return t(why);
}
