import type { Baseline } from '../baseline.ts';
import { type Adjusted, deseasonalise, isSeasonalEitherWay } from './deseasonalise.ts';
import { dynamicThetaOfAdjusted } from './dynamic-theta.ts';
import { ets, recentRows, smoothed } from './ets.ts';
import { withoutSeasons } from './mstl-ets.ts';
import { observe } from './observed.ts';
import { logThetaOfAdjusted } from './theta.ts';

/** Longest season that classical decomposition takes off; a longer one may have another above it, and MSTL takes off both. */
export const LONGEST_CLASSICAL = 12;

/** A history of a combination, and without its season. */
interface Prepared {
  values: Float64Array;
  adjusted: Adjusted;
  /** Whether MSTL took the season off. */
  long: boolean;
  season: number;
}

type Method = (prepared: Prepared, horizon: number) => Float64Array;

const etsOf: Method = ({ values, adjusted, long, season }, horizon) =>
  long ? adjusted.restore(smoothed(adjusted.values, horizon, 1)) : ets(values, horizon, season);
const dynamicThetaOf: Method = ({ adjusted }, horizon) => adjusted.restore(dynamicThetaOfAdjusted(adjusted.values, horizon));
const logThetaOf: Method = ({ adjusted }, horizon) => adjusted.restore(logThetaOfAdjusted(adjusted.values, horizon));

/**
 * The mean of three methods that err differently, after the simple combination of Petropoulos & Svetunkov (2020): ETS, the dynamic optimised
 * theta model, and theta of the logarithms. They were chosen on the last horizon of the training parts of M3 (sMAPE 13.17 there, the best one
 * alone 13.28). The thetas see the history without a season that either test of `isSeasonalEitherWay` finds; a season above 12 steps is taken
 * off by MSTL for all three. Where no observed value is negative, no forecast is. Reads the last 2,048 rows.
 */
export const combination: Baseline = meanOf([etsOf, dynamicThetaOf, logThetaOf]);

/** The members of the combination by themselves, for pools that weigh them. */
export const combinedEts: Baseline = meanOf([etsOf]);
export const combinedDynamicTheta: Baseline = meanOf([dynamicThetaOf]);
export const combinedLogTheta: Baseline = meanOf([logThetaOf]);

function meanOf(methods: readonly Method[]): Baseline {
  return (history, horizon, season) => {
    const values = recentRows(history);
    const long = season > LONGEST_CLASSICAL;
    const adjusted = long ? withoutSeasons(values, season) : deseasonalise(values, season, isSeasonalEitherWay);
    const forecasts = methods.map((method) => method({ values, adjusted, long, season }, horizon));
    const lowest = observe(values).min < 0 ? Number.NEGATIVE_INFINITY : 0;
    return forecasts[0]!.map((_, k) => Math.max(lowest, forecasts.reduce((sum, forecast) => sum + forecast[k]!, 0) / forecasts.length));
  };
}
