import type { Baseline } from '../../engine/models/baseline.ts';

import { applyRidge, localRidge, solveRidge, sumWindows } from '../../engine/models/ridge/index.ts';
import { forwardTransform, inverseTransform } from '../../engine/models/window.ts';
import { catalogue } from './catalogue.ts';
import type { History, PanelForecasts, PanelModel } from './panel.ts';

/** Context of the ridge for all series, in seasons: three weeks of hours. */
const GLOBAL_SEASONS = 21;
const GLOBAL_PENALTY = 0.01;

/** A method of the catalogue, series by series. */
function each(method: Baseline): PanelModel {
  return async (series) => points(series.map(({ training, horizon, season }) => method(training, horizon, season)));
}

/**
 * One ridge for all series of a season and horizon, in logarithms where all of them are above zero. The context is 21 seasons (without
 * one: 4 horizons), or less where a quarter of the series would have no window of it.
 */
async function globalRidge(series: readonly History[]): Promise<PanelForecasts> {
  const forecasts: Float64Array[] = [];
  for (const members of groupsOf(series)) {
    const { season, horizon } = series[members[0]!]!;
    const lengths = members.map((i) => series[i]!.training.length).sort((a, b) => a - b);
    const room = lengths[Math.floor(lengths.length / 4)]! - horizon;
    const context = Math.max(1, Math.min(season > 1 ? GLOBAL_SEASONS * season : 4 * horizon, room));
    const transform = members.every((i) => series[i]!.training.every((value) => !(value <= 0))) ? 'log' : 'none';
    const values = members.map((i) => series[i]!.training.map((value) => forwardTransform(transform, value)));
    const map = solveRidge(sumWindows(values, context, horizon, 'scaled'), 'scaled', GLOBAL_PENALTY);
    members.forEach((i, n) => {
      forecasts[i] =
        map === null
          ? new Float64Array(horizon).fill(Number.NaN)
          : applyRidge(map, values[n]!).map((value) => inverseTransform(transform, value));
    });
  }
  return points(forecasts);
}

/** Indices of the series with the same season and horizon. */
function groupsOf(series: readonly History[]): Iterable<number[]> {
  const groups = new Map<string, number[]>();
  series.forEach(({ season, horizon }, i) => {
    const key = `${season} ${horizon}`;
    groups.set(key, [...(groups.get(key) ?? []), i]);
  });
  return groups.values();
}

/** The mean of the two, in the units of the series. */
async function ridgeBlend(series: readonly History[], seed: number): Promise<PanelForecasts> {
  const [all, one] = [await globalRidge(series), await each(localRidge)(series, seed)];
  return points(all.points.map((forecast, i) => forecast.map((value, k) => (value + one.points[i]![k]!) / 2)));
}

function points(forecasts: Float64Array[]): PanelForecasts {
  return { points: forecasts, quantiles: null };
}

export const panelModels: Record<string, PanelModel> = {
  ...Object.fromEntries(Object.entries(catalogue).map(([name, method]) => [name, each(method)])),
  'ridge-local': each(localRidge),
  'ridge-global': globalRidge,
  'ridge-blend': ridgeBlend,
};
