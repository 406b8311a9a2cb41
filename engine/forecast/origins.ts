import type { Dataset } from '../data/dataset.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { DataConfig } from '../protocol/training.ts';
import { knownPart } from '../data/index.ts';
import { splitSeries } from '../data/split.ts';

/** Folds a series gets where the caller does not say: enough to average over, cheap at any size. */
const DEFAULT_FOLDS = 20;

/** One origin of a backtest: the first `known` rows of a series are seen, the next h are forecast. */
export interface Origin {
  /** Index of the series in the dataset. */
  series: number;
  /** From 0, the earliest of the backtest. */
  fold: number;
  known: number;
}

/**
 * Rolling origins over the test part of every series, `stride` steps apart, the last one h steps before the end.
 * Null for folds or stride: as many as fit, at most 20, spread evenly. Series without a test part of one horizon are left out.
 * Error: `too-many-folds` where folds x stride reach back into rows that training or validation used.
 */
export function testOrigins(
  dataset: Dataset,
  data: DataConfig,
  folds: number | null,
  stride: number | null,
): { origins: Origin[]; stride: number; folds: number } {
  const { series: all } = knownPart(dataset, data);
  const rooms = all.map(({ length }) => {
    const split = splitSeries(length, data);
    return split === null ? -1 : length - split.validationEnd - data.horizon;
  });
  const room = rooms.reduce((most, spare) => Math.max(most, spare), -1);
  if (room < 0) {
    throw new ExpectedError(
      'series-too-short',
      `No series of ${dataset.name} is long enough for a backtest with context ${data.context} and horizon ${data.horizon}. Use a shorter horizon or more data.`,
    );
  }
  const count = folds ?? Math.min(DEFAULT_FOLDS, stride === null ? room + 1 : Math.floor(room / stride) + 1);
  const step = stride ?? Math.max(1, count > 1 ? Math.floor(room / (count - 1)) : 1);
  const span = (count - 1) * step;
  if (span > room) {
    const most = Math.floor(room / step) + 1;
    throw new ExpectedError(
      'too-many-folds',
      `${count} folds with stride ${step} and horizon ${data.horizon} need ${span + data.horizon} test rows, but ${dataset.name} keeps ` +
        `${room + data.horizon}. Use at most ${most} folds, or train with a larger test share.`,
    );
  }
  const origins: Origin[] = [];
  rooms.forEach((spare, series) => {
    for (let fold = count - 1; fold >= 0; fold--) {
      if (spare - fold * step < 0) continue;
      origins.push({ series, fold: count - 1 - fold, known: all[series]!.length - data.horizon - fold * step });
    }
  });
  return { origins, stride: step, folds: count };
}
