import type { ColumnSeasons, DataProfile, DatasetSummary } from '../engine/protocol/data.ts';
import type { CommandContext } from './command.ts';
import type { Output } from './output.ts';

/** Columns and series that are looked at, so that a wide panel is no book. */
const COLUMNS = 12;
const SERIES = 5;
/** Sentences of a kind that are shown for people; --json has them all. */
const SHOWN = 10;

export type NamedSeasons = ColumnSeasons & { column: string };

const valueColumns = (dataset: DatasetSummary): string[] =>
  dataset.columns
    .filter(({ role, observed }) => role === 'value' && observed > 0)
    .slice(0, COLUMNS)
    .map(({ name }) => name);

/** The seasons of the first value columns, by what most series show. */
export async function readSeasons({ client, signal }: CommandContext, dataset: DatasetSummary): Promise<NamedSeasons[]> {
  const found: NamedSeasons[] = [];
  for (const column of valueColumns(dataset)) {
    found.push({ column, ...(await client.call('data.seasons', { datasetId: dataset.id, column }, { signal })) });
  }
  return found;
}

/** Profiles of the first value columns of the first series. */
export async function readProfiles({ client, signal }: CommandContext, dataset: DatasetSummary): Promise<DataProfile[]> {
  const found: DataProfile[] = [];
  for (const { id: seriesId } of dataset.series.slice(0, SERIES)) {
    for (const column of valueColumns(dataset)) {
      found.push(await client.call('data.profile', { datasetId: dataset.id, seriesId, column }, { signal }));
    }
  }
  return found;
}

export function showSeasons(output: Output, found: readonly NamedSeasons[]): void {
  if (found.length === 0) return;
  output.line();
  output.line('Seasons:');
  for (const { column, seasons, series } of found) {
    const among = series > 1 ? `none in most of ${series} series` : 'none found';
    const told = seasons.map(({ evidence }) => evidence);
    output.line(`  ${column}: ${told.length > 0 ? told.join(' ') : among}`);
  }
}

export function showProfiles(output: Output, dataset: DatasetSummary, profiles: readonly DataProfile[]): void {
  for (const { seriesId, column, outliers, changepoints, missing, notes } of profiles) {
    output.line();
    output.line(`${dataset.series.length > 1 ? `${seriesId}, ` : ''}${column}, suggestions (nothing was changed):`);
    if (missing.count > 0) output.line(`  ${missing.count} values are missing, at most ${missing.longestGap} in a row`);
    showSentences(output, 'far from the expected', outliers);
    showSentences(output, 'changes', changepoints);
    for (const note of notes) output.line(`  ${note}`);
  }
  if (dataset.series.length > SERIES) output.line(`... ${dataset.series.length - SERIES} more series were not looked at`);
}

function showSentences(output: Output, what: string, found: ReadonlyArray<{ sentence: string }>): void {
  output.line(`  ${what}: ${found.length === 0 ? 'none' : found.length}`);
  for (const { sentence } of found.slice(0, SHOWN)) output.line(`    ${sentence}`);
  if (found.length > SHOWN) output.line(`    ... and ${found.length - SHOWN} more`);
}
