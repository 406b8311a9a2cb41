import { basename, extname } from 'node:path';
import type { ImportSettings } from '../../protocol/data.ts';
import type { Dataset } from '../dataset.ts';
import { findSeries, isBlockwise, isIdName } from '../series.ts';
import type { TimeReadout } from '../time/candidates.ts';
import { mending, type Mending } from '../fixes/mending.ts';
import { withRemedies } from '../fixes/remedies.ts';
import { seasonOf } from '../time/frequency.ts';
import { orderRows, type RawIndex } from '../time/index-rows.ts';
import { makeRegular, type RegularRows } from '../time/regular.ts';
import { resampleRows } from '../time/resample.ts';
import { LabelBuffer } from './buffers.ts';
import { type Cells, cellsOf, resampleCells } from './cells.ts';
import type { FindingLog } from './findings.ts';
import type { Pause } from './pause.ts';
import { gatherColumns } from './gather.ts';
import type { ImportPlan } from './plan.ts';
import { remarkOnMissing } from './value-remarks.ts';
import type { TableBuilder } from './table.ts';

export interface FileFacts {
  path: string;
  bytes: number;
  hash: string;
}

/** Makes the dataset of a table that was read to its end: series, regular index, columns, findings. */
export async function assemble(
  plan: ImportPlan,
  table: TableBuilder,
  file: FileFacts,
  stated: boolean,
  log: FindingLog,
  pause: Pause,
): Promise<Dataset> {
  table.finish();
  const time = table.time?.decide(table.timeName) ?? null;
  if (time && time.mixedRow > 0) {
    const message = `Row ${time.mixedRow} is the first where times with and without an offset meet; those without are read in ${plan.settings.time.zone}.`;
    log.add({
      code: 'mixed-offsets',
      severity: 'warning',
      message,
      advice: 'Write all times with an offset, or none.',
      row: time.mixedRow,
      column: table.timeName,
    });
  }
  await pause();
  remarkOnMissing(table, log);
  await pause();
  const settings = withSeries(plan, table, time, stated, log);
  await pause();
  const raw = rawIndex(settings, table, time);
  const mend = mending(settings);
  const { regular, cells } = await onIndex(raw, table, settings, mend, log, pause);
  const { source } = regular;
  const fileRows = Int32Array.from(source, (row) => (row < 0 ? 0 : cells.lines[row]!));
  const columns = await gatherColumns(cells, source, settings, regular.time, log, pause, { ...mend, rows: { ...regular, fileRows } });
  nameSeriesInGaps(columns.text, settings, regular.series, source);
  const hasTime = time !== null;
  const reach = { numeric: columns.numeric, series: regular.series, time: regular.time, hasTime };
  return {
    name: basename(file.path, extname(file.path)),
    ...file,
    settings,
    hasTime,
    frequency: regular.frequency,
    season: seasonOf(regular.frequency),
    time: regular.time,
    fileRows,
    series: regular.series,
    ...columns,
    findings: withRemedies(log.list(), settings.fixes ?? [], reach),
  };
}

/** The rows on a regular index: their own, or the steps into which the settings put them. */
async function onIndex(
  raw: RawIndex,
  table: TableBuilder,
  { frequency }: ImportSettings,
  { resample, repeatedTimes }: Mending,
  log: FindingLog,
  pause: Pause,
): Promise<{ regular: RegularRows; cells: Cells }> {
  const rows = await orderRows(raw, table.clock, log, pause, resample === null ? (repeatedTimes ?? 'settle') : 'all');
  const cells = cellsOf(table);
  if (resample === null) return { regular: await makeRegular(rows, raw, table.clock, frequency, log, pause), cells };
  const regular = await resampleRows(rows, raw, table.clock, resample, log, pause);
  return { regular, cells: resampleCells(cells, regular, resample, log) };
}

/** Settings with what only the whole file could decide: the date format, and a series column of which the head held one id. */
function withSeries(plan: ImportPlan, table: TableBuilder, time: TimeReadout | null, stated: boolean, log: FindingLog): ImportSettings {
  const settings = { ...plan.settings, time: { ...plan.settings.time, format: time?.format ?? 'row' } };
  if (stated || plan.seriesColumns.length > 0 || (time && rises(time.values))) return settings;
  const candidates = table.texts
    .filter(({ dropped }) => !dropped)
    .map(({ column, values }) => ({ column, codes: values.codes.view(), labels: values.labels.length }));
  const nameOf = (column: number): string => settings.columns[column]!.name;
  const found = time
    ? findSeries(time.values, candidates)?.columns
    : candidates.filter(({ column, codes, labels }) => isIdName(nameOf(column)) && isBlockwise(codes, labels)).map(({ column }) => column);
  if (!found?.length) return settings;
  const names = (time ? found : found.slice(0, 1)).map(nameOf);
  const message = `Column "${names.join('", "')}" tells the series apart, as only the whole file shows.`;
  log.add({ code: 'series-found', severity: 'info', message, advice: 'Choose the layout yourself if this is wrong.', column: names[0]! });
  const columns = settings.columns.map((column) => (names.includes(column.name) ? { ...column, role: 'series' as const } : column));
  return { ...settings, layout: 'long', columns };
}

function rises(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i += 1) if (values[i]! <= values[i - 1]!) return false;
  return true;
}

function rawIndex(settings: ImportSettings, table: TableBuilder, time: TimeReadout | null): RawIndex {
  const ids = table.texts.filter(({ name }) => settings.columns.some((column) => column.name === name && column.role === 'series'));
  const numbers = table.numbers.map(({ values }) => values.view());
  const texts = table.texts.filter(({ dropped }) => !dropped).map(({ values }) => values.codes.view());
  const id = joinIds(ids.map(({ values }) => values));
  return {
    codes: id?.codes.view() ?? null,
    labels: id?.labels ?? [],
    time: time?.values ?? null,
    absolute: time?.absolute ?? false,
    lines: table.lines.view(),
    timeName: table.timeName,
    average: (rows) => {
      for (const values of numbers) values[rows[0]!] = observedMean(values, rows);
    },
    same: (a, b) => numbers.every((values) => Object.is(values[a], values[b])) && texts.every((codes) => codes[a] === codes[b]),
  };
}

function observedMean(values: Float64Array, rows: Int32Array): number {
  let mean = NaN;
  let count = 0;
  for (const row of rows) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    count += 1;
    mean = count === 1 ? value : mean + (value - mean) / count;
  }
  return mean;
}

/** One id from several columns: "north / 12". */
function joinIds(ids: readonly LabelBuffer[]): LabelBuffer | null {
  const [first] = ids;
  if (!first || ids.length === 1) return first ?? null;
  const joined = new LabelBuffer();
  const codes = ids.map((id) => id.codes.view());
  for (let row = 0; row < codes[0]!.length; row += 1) {
    const labels = ids.map((id, i) => id.labels[codes[i]![row]!]);
    joined.push(labels.includes(undefined) ? null : labels.join(' / '));
  }
  return joined;
}

/** A row that fills a gap belongs to its series, so it carries its id. */
function nameSeriesInGaps(text: Dataset['text'], settings: ImportSettings, series: Dataset['series'], source: Int32Array): void {
  for (const column of text) {
    if (!settings.columns.some(({ name, role }) => name === column.name && role === 'series')) continue;
    for (const { offset, length } of series) {
      let code = -1;
      for (let i = offset; i < offset + length; i += 1) {
        if (source[i]! >= 0) code = column.codes[i]!;
        else column.codes[i] = code;
      }
    }
  }
}
