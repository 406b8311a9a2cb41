import type { Dataset } from '../data/dataset.ts';
import { knownPart } from '../data/index.ts';
import type { Predictor } from '../forecast/predict.ts';
import { rawWindow } from '../forecast/raw-window.ts';
import { isObserved, type RawWindow } from '../models/window.ts';
import { ExpectedError } from '../protocol/errors.ts';

/** What the model sees at the end of a series, the first where none is named. Errors: `unknown-series`, `nothing-observed`. */
export function lastWindow(dataset: Dataset, predictor: Predictor, seriesId: string | undefined): { window: RawWindow; index: number } {
  const index = seriesId === undefined ? 0 : dataset.series.findIndex(({ id }) => id === seriesId);
  if (index < 0) {
    const some = dataset.series.slice(0, 10).map(({ id }) => id);
    throw new ExpectedError(
      'unknown-series',
      `${dataset.name} has no series "${seriesId}". Its series: ${some.join(', ')}${dataset.series.length > some.length ? ', ...' : ''}.`,
      { flag: '--series' },
    );
  }
  const { id, length } = knownPart(dataset, predictor.model.data).series[index]!;
  const window = rawWindow(dataset, predictor, { series: index, known: length });
  const { data, seriesIds } = predictor.model;
  if (seriesIds.length === 1 && predictor.seriesIndex(id) < 0) {
    throw new ExpectedError(
      'unknown-series',
      `The model was trained on the series "${seriesIds[0]}" alone and knows no scale for "${id}".`,
      {
        flag: '--series',
      },
    );
  }
  if (!isObserved(predictor.model, window.target)) {
    throw new ExpectedError('nothing-observed', `The last ${data.context} rows of series "${id}" have no observed "${data.target}".`, {
      flag: '--series',
    });
  }
  return { window, index };
}
