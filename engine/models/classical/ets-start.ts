import type { EtsForm, EtsStates } from './ets-model.ts';
import { seasonalIndices } from './deseasonalise.ts';

/** Seasons at the beginning that the first seasonal states are estimated from. */
const SEASONS = 5;

/**
 * First states (Hyndman et al. 2008, section 2.6.1): seasonal states from a classical decomposition of the first seasons; level and slope
 * from a line through the first seasonally adjusted values, at least ten or two seasons. Null where the season cannot be estimated.
 */
export function startStates(form: EtsForm, values: Float64Array, season: number): EtsStates | null {
  let seasonal = new Float64Array(0);
  let adjusted = values;
  if (form.season !== 'N') {
    const kind = form.season === 'A' ? 'additive' : 'multiplicative';
    const found = seasonalIndices(values.subarray(0, SEASONS * season), season, kind) ?? seasonalIndices(values, season, kind);
    if (found === null) return null;
    seasonal = Float64Array.from(found);
    adjusted = values.map((value, t) => (form.season === 'A' ? value - seasonal[t % season]! : value / seasonal[t % season]!));
  }
  const wanted = Math.max(10, form.season === 'N' ? 0 : 2 * season);
  const times: number[] = [];
  for (let t = 0; t < adjusted.length && times.length < wanted; t++) if (!Number.isNaN(adjusted[t]!)) times.push(t);
  const meanT = times.reduce((sum, t) => sum + t, 0) / times.length;
  const meanY = times.reduce((sum, t) => sum + adjusted[t]!, 0) / times.length;
  if (form.trend === 'N') return { level: meanY, slope: 0, seasonal };
  let products = 0;
  let squares = 0;
  for (const t of times) {
    products += (t - meanT) * (adjusted[t]! - meanY);
    squares += (t - meanT) ** 2;
  }
  const slope = squares === 0 ? 0 : products / squares;
  // Level and slope stand one step before the first value; a relative error needs a positive level there.
  const level = meanY - slope * (meanT + 1);
  const positive = form.error === 'A' && form.season !== 'M';
  return positive || level + slope > 0 ? { level, slope, seasonal } : { level: meanY, slope: 0, seasonal };
}
