import type { Dataset, NumericColumn } from '../data/dataset.ts';
import type { FoundSeason } from '../protocol/data.ts';
import { findPanelSeasons } from '../data/seasons/panel-seasons.ts';

/** The share of the variance about the trend that a season must explain before it takes the place of the usual one. */
const STRONG = 0.3;

export interface SeasonChoice {
  season: number;
  /** Why, a sentence. */
  reason: string;
}

/** Lengths of training parts of which the seasons are kept for a column: those of the forms and runs that somebody works with at a time. */
const KEPT = 8;
const known = new WeakMap<Float64Array, Map<string, FoundSeason[]>>();

/** The seasons of the parts, looked for once: a form asks again with each change, mostly of something else. */
function seasonsOf(parts: readonly Float64Array[], { frequency }: Dataset, { values }: NumericColumn): FoundSeason[] {
  const key = JSON.stringify([frequency, parts.map(({ length }) => length)]);
  let kept = known.get(values);
  if (!kept) known.set(values, (kept = new Map<string, FoundSeason[]>()));
  const found = kept.get(key) ?? findPanelSeasons(parts, { frequency }).seasons;
  kept.delete(key);
  kept.set(key, found);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return found;
}

/**
 * The season of a target: the usual one of the frequency (12 for months, 24 for hours), unless the training parts of most series do not
 * show it and show another strongly. 1 where no series has three of it. `trainingRows`: rows from the start of a series of a length that
 * may be looked at, so that nothing after them has a say.
 */
export function chooseSeason(dataset: Dataset, target: NumericColumn, trainingRows: (length: number) => number): SeasonChoice {
  const longest = dataset.series.reduce((most, { length }) => Math.max(most, length), 0);
  const parts = dataset.series.map(({ offset, length }) => target.values.subarray(offset, offset + Math.max(0, trainingRows(length))));
  const seasons = seasonsOf(parts, dataset, target);
  const usual = seasons.find(({ period }) => period === dataset.season);
  if (usual) return { season: usual.period, reason: usual.evidence };
  const strongest = seasons[0];
  const usualText = dataset.season > 1 ? `the usual season of ${dataset.season} steps` : 'no season';
  if (strongest && strongest.strength >= STRONG) {
    return { season: strongest.period, reason: `${strongest.evidence} It is taken instead of ${usualText}.` };
  }
  if (longest < 3 * dataset.season) {
    return {
      season: 1,
      reason: `No season is assumed: the longest series has ${longest} rows, fewer than three times the usual season of ${dataset.season}.`,
    };
  }
  const weak = strongest ? ` (${strongest.period} steps are too weak at ${Math.round(strongest.strength * 100)} %)` : '';
  return { season: dataset.season, reason: `The training data show no clear season${weak}, so ${usualText} is assumed, by the frequency.` };
}

/** What is to be known of a season that the user states; nothing where a series has two of it. */
export function statedSeason({ series }: Pick<Dataset, 'series'>, season: number): SeasonChoice {
  const longest = series.reduce((most, { length }) => Math.max(most, length), 0);
  if (season === 1 || longest >= 2 * season) return { season, reason: '' };
  return {
    season,
    reason: `A season of ${season} steps cannot be seen in series of at most ${longest} rows: what needs one forecasts as if there were none.`,
  };
}
