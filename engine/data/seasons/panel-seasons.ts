import type { FoundSeason } from '../../protocol/data.ts';
import { findSeasons, type SeasonOptions } from './find-seasons.ts';

/** Of larger panels as many series are looked at, evenly spread. */
const LOOKED_AT = 60;

export interface PanelSeasons {
  /** Those that most series have; `strength` is the mean over the series that have it. */
  seasons: FoundSeason[];
  /** Series that were looked at. */
  series: number;
}

/**
 * The seasons that more than half of the series show, the strongest first, each series judged alone by `findSeasons`. Series that are
 * constant or too short for any season have no vote.
 */
export function findPanelSeasons(series: ReadonlyArray<ArrayLike<number>>, options: SeasonOptions = {}): PanelSeasons {
  const every = Math.max(1, series.length / LOOKED_AT);
  const votes = new Map<number, FoundSeason[]>();
  let voters = 0;
  for (let at = 0; at < series.length; at += every) {
    const values = series[Math.floor(at)]!;
    if (!canVote(values)) continue;
    voters++;
    for (const season of findSeasons(values, options)) votes.set(season.period, [...(votes.get(season.period) ?? []), season]);
  }
  const seasons = [...votes]
    .filter(([, found]) => found.length > voters / 2)
    .map(([period, found]): FoundSeason => {
      const strength = found.reduce((sum, season) => sum + season.strength, 0) / found.length;
      if (voters === 1) return found[0]!;
      const evidence = `A season of ${period} steps: found in ${found.length} of ${voters} series, where it explains ${Math.round(strength * 100)} % of the variance about the trend on average.`;
      return { period, strength, evidence };
    });
  return { seasons: seasons.sort((a, b) => b.strength - a.strength), series: voters };
}

/** Whether at least the shortest season could be seen three times, and something varies. */
function canVote(values: ArrayLike<number>): boolean {
  let first = Number.NaN;
  let observed = 0;
  let varies = false;
  for (let t = 0; t < values.length; t++) {
    if (Number.isNaN(values[t]!)) continue;
    if (observed++ === 0) first = values[t]!;
    else if (values[t] !== first) varies = true;
  }
  return varies && observed >= 6;
}
