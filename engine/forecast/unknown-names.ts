import type { Dataset } from '../data/dataset.ts';
import { seriesEnd } from '../data/index.ts';
import { namesOf } from '../train/columns.ts';
import type { Place, WindowColumns } from './raw-window.ts';

/** Names that a sentence lists before it counts the others. */
const LISTED = 3;

/**
 * One sentence for each categorical column that shows a model, at these origins, names which its training never met, and what the model makes of
 * them.
 */
export function unknownNames(dataset: Dataset, columns: WindowColumns, origins: readonly Place[]): string[] {
  const { covariates, statics, categorical, categories, context, horizon } = columns;
  return categorical.flatMap((column, i) => {
    const known = new Set(categories[i]);
    const read = namesOf(dataset, column);
    const unknown = new Set<string>();
    for (const { series, known: rows } of origins) {
      const { offset, length } = dataset.series[series]!;
      const [from, to] = statics.includes(column)
        ? [offset, offset + length]
        : [
            offset + Math.max(0, rows - context),
            Math.min(seriesEnd(dataset, series), offset + rows + (covariates.includes(column) ? 0 : horizon)),
          ];
      for (let row = from; row < to; row++) {
        const name = read(row);
        if (name !== null && !known.has(name)) unknown.add(name);
      }
    }
    if (unknown.size === 0) return [];
    const listed = [...unknown]
      .slice(0, LISTED)
      .map((name) => `"${name}"`)
      .join(', ');
    const others = unknown.size > LISTED ? ` and ${unknown.size - LISTED} more` : '';
    return [`Training never met ${listed}${others} in column "${column}": the model reads what is between all names that it knows.`];
  });
}
