/** Seasonal exponential smoothing of one window in float64, in the component form of a textbook: a gap is NaN. */

const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length);
const isObserved = (value: number | undefined): value is number => value !== undefined && !Number.isNaN(value);

/** The season before the first step: means of the detrended phases around their own mean; a phase without a value has 0. */
function firstSeason(values: readonly number[], season: number): number[] {
  if (season === 1) return [0];
  const changes = values.map((value, t) => value - values[t - season]!).filter(isObserved);
  const trend = mean(changes) / season;
  const phases = Array.from({ length: season }, (_, phase) =>
    values.map((value, t) => value - trend * (t - values.length + 1)).filter((value, t) => t % season === phase && isObserved(value)),
  );
  const centre = mean(phases.filter((phase) => phase.length > 0).map(mean));
  return phases.map((phase) => (phase.length > 0 ? mean(phase) - centre : 0));
}

/** What the operation `smooth` writes: the values without level and season (0 at a gap), then the forecast of `steps` steps. */
export function smoothed(values: readonly number[], rates: readonly number[], season: number, steps: number): number[] {
  const [alpha, gamma] = [rates[0]!, season === 1 ? 0 : rates[1]!];
  const seasons = firstSeason(values, season);
  let level: number | null = null;
  values.forEach((value, t) => {
    const before = seasons[t]!;
    if (!isObserved(value)) {
      seasons.push(before);
      return;
    }
    level = level === null ? value - before : alpha * (value - before) + (1 - alpha) * level;
    seasons.push(gamma * (value - level) + (1 - gamma) * before);
  });
  const end = level ?? 0;
  const context = values.map((value, t) => (isObserved(value) ? value - seasons[t]! - end : 0));
  return [...context, ...Array.from({ length: steps }, (_, k) => end + seasons[values.length + (k % season)]!)];
}
