import fuzzysort from 'fuzzysort';
import type { Match, QuickPickItem } from './quick-input-service.ts';

/** Rows that a list shows; what does not fit is counted. */
export const shownLimit = 200;
/** A match of the label counts more than one of the description. */
const descriptionWeight = 0.6;

/** The items that fit the query, best first, all of them; in their own order where nothing is asked. */
export function matchItems<T>(query: string, items: ReadonlyArray<QuickPickItem<T>>): Array<Match<T>> {
  const text = query.trim();
  if (text === '') return items.map((item) => ({ item, indexes: [] }));
  const results = fuzzysort.go(text, items, {
    keys: ['label', 'description'],
    threshold: 0,
    scoreFn: (found) => Math.max(found[0]?.score ?? 0, descriptionWeight * (found[1]?.score ?? 0)),
  });
  return results.map((result) => ({
    item: result.obj,
    indexes: result[0]?.indexes ?? [],
    descriptionIndexes: (result[0]?.indexes ?? []).length > 0 ? [] : (result[1]?.indexes ?? []),
  }));
}
