import type { Changepoint, ColumnSeasons, DataProfile, Outlier } from '../../protocol/data.ts';
import { requireColumn, requireSeries } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { findPanelSeasons } from '../seasons/panel-seasons.ts';
import { findSeasons } from '../seasons/find-seasons.ts';
import { timeWriter } from '../time/write-time.ts';
import { type Change, findChanges } from './changepoints.ts';
import { withoutSeasons } from './deseasonalise.ts';
import type { Pause } from '../csv/pause.ts';
import { type FarValue, findOutliers } from './outliers.ts';

/** Of more outliers the first are told. */
const TOLD = 200;
/** Share of far values from which on they are no exception. */
const COMMON = 0.02;
/** With fewer observed values nothing is looked for. */
const FEWEST = 24;

const noPause: Pause = () => Promise.resolve();

/** The seasons that most series show in a column. Error: `unknown-column`. */
export function columnSeasons(dataset: Dataset, column: string): ColumnSeasons {
  const { values } = requireColumn(dataset, column);
  const parts = dataset.series.map(({ offset, length }) => values.subarray(offset, offset + length));
  return findPanelSeasons(parts, { frequency: dataset.frequency });
}

/**
 * What one column of one series shows: seasons, values far from the expected, changes of trend or spread, gaps. Suggestions for a person
 * who looks at the data; they are of the whole series, so no forecast may be built on them, and nothing is changed.
 * Errors: `unknown-series`, `unknown-column`; cancelled at a pause.
 */
export async function profileSeries(dataset: Dataset, seriesId: string, column: string, pause: Pause = noPause): Promise<DataProfile> {
  const series = requireSeries(dataset, seriesId);
  const values = requireColumn(dataset, column).values.slice(series.offset, series.offset + series.length);
  const missing = gapsOf(values);
  const profile: DataProfile = { seriesId, column, seasons: [], outliers: [], changepoints: [], missing, notes: [] };
  const observed = values.filter((value) => !Number.isNaN(value));
  if (observed.every((value) => value === observed[0])) {
    profile.notes.push(observed.length === 0 ? 'No value is observed.' : `Every value is ${observed[0]}: there is nothing to find.`);
    return profile;
  }
  if (observed.length < FEWEST) {
    profile.notes.push(`With ${observed.length} observed values nothing is looked for; ${FEWEST} are needed.`);
    return profile;
  }
  profile.seasons = findSeasons(values, { frequency: dataset.frequency });
  await pause();
  const adjusted = withoutSeasons(values, profile.seasons);
  await pause();
  const when = timeWriter(dataset);
  const place = (at: number): { row: number; time: number; text: string } => {
    const row = series.offset + at;
    const time = dataset.time[row]!;
    return { row: dataset.fileRows[row]!, time, text: `${when(time)}` };
  };
  const longest = profile.seasons.reduce((most, { period }) => Math.max(most, period), 1);
  const stuck = mostlyEqual(observed);
  const outliers = stuck ? [] : usefulOutliers(findOutliers(values, adjusted, longest), observed.length, profile.notes);
  profile.outliers = outliers.slice(0, TOLD).map(({ at, value, low, high }): Outlier => {
    const { row, time, text } = place(at);
    const sentence = `Row ${row} (${text}) holds ${figure(value)} where ${figure(low)} to ${figure(high)} was expected.`;
    return { row, time, value, low, high, sentence };
  });
  if (outliers.length > TOLD) profile.notes.push(`${outliers.length} values are far from the expected; the first ${TOLD} are told.`);
  await pause();
  const calm = Float64Array.from(adjusted);
  for (const { at } of outliers) calm[at] = Number.NaN;
  profile.changepoints = findChanges(calm, longest).map((change): Changepoint => {
    const { row, time, text } = place(change.at);
    return { row, time, before: change.before, after: change.after, sentence: changeSentence(change, text) };
  });
  if (stuck) profile.notes.push('Over half of the values are the same, so no value is called far from the expected.');
  return profile;
}

/** Where many values are far, that is how this series is: seldom much, and often little. */
function usefulOutliers(found: FarValue[], observed: number, notes: string[]): FarValue[] {
  if (found.length <= Math.max(3, COMMON * observed)) return found;
  notes.push(
    `${found.length} of ${observed} values are far above or below their neighbours: that is usual in this series, so none is called far from the expected.`,
  );
  return [];
}

function changeSentence({ before, after }: Change, when: string): string {
  const spread = Math.max(before.spread, after.spread);
  const parts: string[] = [];
  if (Math.abs(after.level - before.level) > spread) parts.push(`the level goes from ${figure(before.level)} to ${figure(after.level)}`);
  if (after.spread > 1.5 * before.spread || before.spread > 1.5 * after.spread) {
    parts.push(`the spread about the trend goes from ${figure(before.spread)} to ${figure(after.spread)}`);
  }
  if (parts.length === 0) parts.push(`the rise a step goes from ${figure(before.slope)} to ${figure(after.slope)}`);
  return `From ${when} on ${parts.join(' and ')}.`;
}

function gapsOf(values: Float64Array): DataProfile['missing'] {
  let [count, longestGap, run] = [0, 0, 0];
  for (const value of values) {
    run = Number.isNaN(value) ? run + 1 : 0;
    count += run > 0 ? 1 : 0;
    longestGap = Math.max(longestGap, run);
  }
  return { count, longestGap };
}

/** Whether one value is held by more than half: only the one that outlives all pairs of unequal ones can be (Boyer & Moore 1981). */
function mostlyEqual(observed: Float64Array): boolean {
  let candidate = Number.NaN;
  let votes = 0;
  for (let t = 0; t < observed.length; t++) {
    if (votes === 0) candidate = observed[t]!;
    votes += observed[t] === candidate ? 1 : -1;
  }
  let count = 0;
  for (let t = 0; t < observed.length; t++) if (observed[t] === candidate) count++;
  return 2 * count > observed.length;
}

/** Four significant digits. */
function figure(value: number): string {
  return `${Number(value.toPrecision(4))}`;
}
