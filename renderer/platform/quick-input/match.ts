import fuzzysort from 'fuzzysort';
import type { Match, QuickPickItem } from './quick-input-service.ts';

const limit = 200;

/** The items that fit the query, best first; in their own order where nothing is asked. */
export function matchItems<T>(query: string, items: ReadonlyArray<QuickPickItem<T>>): Array<Match<T>> {
  const text = query.trim();
  if (text === '') return items.slice(0, limit).map((item) => ({ item, indexes: [] }));
  const results = fuzzysort.go(text, items, { keys: ['label', 'description'], limit, threshold: 0 });
  return results.map((result) => ({ item: result.obj, indexes: result[0]?.indexes ?? [] }));
}
