import type { Dataset } from '../data/dataset.ts';
import { seriesEnd, timesAhead, timeWriter } from '../data/index.ts';
import { columnValues } from '../train/columns.ts';
import type { Place, WindowColumns } from './raw-window.ts';

/**
 * Why a forecast from an origin lacks something that must be known ahead: the first column without a value at one of the h steps, and that
 * step's time, with what to do; null where nothing is missing.
 */
export function missingAhead(
  dataset: Dataset,
  { future, horizon, categorical, categories }: WindowColumns,
  { series, known }: Place,
): string | null {
  const first = dataset.series[series]!.offset + known;
  const end = seriesEnd(dataset, series);
  const columns = future.map((name) => ({ name, values: columnValues(dataset, name, categories[categorical.indexOf(name)]) }));
  for (let k = 0; k < horizon; k++) {
    const missing = columns.find(({ values }) => first + k >= end || Number.isNaN(values[first + k]!));
    if (missing === undefined) continue;
    const time = timesAhead(dataset, series, known, horizon)[k]!;
    return (
      `the future covariate "${missing.name}" has no value at ${timeWriter(dataset)(time)}, step ${k + 1} of the ${horizon} to forecast; ` +
      'add rows after the last observed target that hold the covariates and leave the target empty'
    );
  }
  return null;
}
