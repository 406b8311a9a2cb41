import { rangeInRows, withinRange } from '../data/index.ts';
import type { Dataset } from '../data/dataset.ts';
import type { TrainingRequest } from '../protocol/training.ts';

/** A request with its range in the words of the data, and the rows that it reads. Error: `bad-config`. */
export function ranged<R extends Pick<TrainingRequest, 'data'>>(whole: Dataset, request: R): { dataset: Dataset; request: R } {
  const { from, to, ...data } = request.data;
  const range = rangeInRows(whole, { from, to });
  return { dataset: withinRange(whole, { ...data, ...range }), request: { ...request, data: { ...data, ...range } } };
}

/** What the range of a request leaves of the data, a sentence; null where it takes all of it. */
export function rangeNote(whole: Dataset, part: Dataset, { data }: Pick<TrainingRequest, 'data'>): string | null {
  if (part === whole) return null;
  const [rows, all, left] = [part.time.length, whole.time.length, whole.series.length - part.series.length];
  const said =
    data.from === undefined
      ? `Only the rows up to ${data.to} are read: ${rows} of ${all}.`
      : data.to === undefined
        ? `Only the rows from ${data.from} on are read: ${rows} of ${all}.`
        : `Only the rows from ${data.from} to ${data.to} are read: ${rows} of ${all}.`;
  return left === 0 ? said : `${said} Without a row there: ${left} of ${whole.series.length} series.`;
}
