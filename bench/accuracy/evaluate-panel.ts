import { coverage, mae, owa, seasonalScale, smape, wql } from '../../engine/metrics/index.ts';
import type { PanelForecasts, PanelSeries } from './panel.ts';
import type { Figures } from './row.ts';

/** How a competition averages: M4 over series; M3's sMAPE over all points. */
export type Averaging = 'series' | 'points';

/**
 * The figures of one set. sMAPE as `averaging` says; MASE the mean over the series where it is defined; OWA against
 * Naive2 on the same series; WQL and the coverage of [q0.1, q0.9] over all points, for forecasts with quantiles.
 */
export function evaluatePanel(
  series: readonly PanelSeries[],
  forecasts: PanelForecasts,
  averaging: Averaging,
  naive2: PanelForecasts,
): Figures {
  const averages = averagesOf(series, forecasts.points, averaging);
  const reference = averagesOf(series, naive2.points, averaging);
  return { ...averages, owa: owa(averages, reference), mse: null, mae: null, ...intervals(series, forecasts) };
}

function averagesOf(
  series: readonly PanelSeries[],
  points: readonly Float64Array[],
  averaging: Averaging,
): { smape: number; mase: number } {
  let [sum, weight, scaled, defined] = [0, 0, 0, 0];
  series.forEach(({ test, training, season }, i) => {
    const observed = averaging === 'series' ? 1 : test.filter((value) => !Number.isNaN(value)).length;
    sum += smape(test, points[i]!) * observed;
    weight += observed;
    const scale = seasonalScale(training, season);
    if (Number.isNaN(scale)) return;
    scaled += mae(test, points[i]!) / scale;
    defined++;
  });
  return { smape: sum / weight, mase: scaled / defined };
}

function intervals(series: readonly PanelSeries[], { quantiles }: PanelForecasts): Pick<Figures, 'wql' | 'coverage80'> {
  if (quantiles === null) return { wql: null, coverage80: null };
  const { levels, values } = quantiles;
  const actual = joined(series.map(({ test }) => test));
  const all = joined(values);
  const level = (q: number): Float64Array => actual.map((_, i) => all[i * levels.length + levels.indexOf(q)]!);
  const whole = levels.includes(0.1) && levels.includes(0.9);
  return { wql: wql(actual, all, levels), coverage80: whole ? coverage(actual, level(0.1), level(0.9)) : null };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
