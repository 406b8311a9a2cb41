import type { ColumnSettings, Guess, ImportOverrides, ImportSettings } from '../../protocol/data.ts';
import { ExpectedError } from '../../protocol/errors.ts';
import { findSeries, type IdCandidate } from '../series.ts';
import { timeReader } from '../time/time-reader.ts';
import { LabelBuffer } from './buffers.ts';
import { chooseTime, formatShare, lookAtColumn, plainSettings, type ColumnLook, type TimeChoice } from './columns.ts';
import { FindingLog } from './findings.ts';
import { readHead, type Head } from './head.ts';
import { HEAD_BYTES, LONG_HEAD_BYTES } from './limits.ts';
import { DEFAULT_MISSING, isMissing, missingSet } from './missing.ts';
import { detectNumberFormat, type NumberFormatGuess } from './number-format.ts';
import type { NumberFormat, Unit } from './numbers.ts';
import type { SourceFile } from './source.ts';

/** How a file is going to be read, and why. */
export interface ImportPlan {
  settings: ImportSettings;
  head: Head;
  missing: ReadonlySet<string>;
  /** Columns whose joined cells are the time, empty: none; and those that name the series. */
  timeColumns: number[];
  seriesColumns: number[];
  /** More than one: only the whole file can decide. */
  timeFormats: string[];
  /** The other way to read the numbers where the head does not decide. */
  numberDoubt: NumberFormatGuess | null;
  units: Unit[];
  guesses: Guess[];
  log: FindingLog;
}

/** Reads the head of a file, and more of it where that leaves a question open, and settles how the whole is read. */
export async function planImport(source: SourceFile, overrides: ImportOverrides, signal?: AbortSignal): Promise<ImportPlan> {
  const plan = await planFrom(source, HEAD_BYTES, overrides, signal);
  if (plan.head.complete || (plan.timeFormats.length < 2 && !plan.numberDoubt)) return plan;
  return planFrom(source, LONG_HEAD_BYTES, overrides, signal);
}

async function planFrom(source: SourceFile, bytes: number, overrides: ImportOverrides, signal?: AbortSignal): Promise<ImportPlan> {
  const guesses: Guess[] = [];
  const log = new FindingLog();
  const spellings = overrides.missing ?? [...DEFAULT_MISSING];
  const missing = missingSet(spellings);
  const head = await readHead(source, bytes, overrides, missing, guesses, log, signal);
  refuseUnknownColumns(overrides, head.names);
  const cells = head.names.map((_, i) => head.records.map((record) => record[i] ?? ''));
  const { format, doubt } = numberFormat(cells, overrides, guesses);
  const looks = cells.map((column, i) => lookAtColumn(head.names[i]!, i, column, missing, format));

  const time = statedTime(looks, overrides) ?? (overrides.time?.format === 'row' ? null : chooseTime(looks));
  const timeColumns = time?.columns ?? [];
  const timeFormats = time?.formats ?? ['row'];
  if (!overrides.time?.format) pushTimeGuess(guesses, time);
  const series = chooseSeries(looks, head, missing, timeColumns, timeFormats[0]!, overrides);
  const columns = settle(looks, timeColumns, series, overrides, guesses);
  const layout =
    overrides.layout ??
    (series.columns.length > 0 ? 'long' : columns.filter(({ role }) => role === 'value').length > 1 ? 'wide' : 'single');
  if (!overrides.layout)
    guesses.push({ field: 'layout', value: layout, reason: layoutReason(layout, series.reason), alternatives: [], certain: true });
  for (const look of looks) reportUnits(look, columns, log);
  return {
    settings: {
      encoding: head.encoding,
      delimiter: head.dialect.delimiter,
      quote: head.dialect.quote,
      skipLines: head.skipLines,
      header: head.header !== null,
      decimal: format.decimal,
      thousands: format.thousands,
      missing: [...spellings],
      layout,
      columns,
      time: { format: timeFormats[0]!, zone: overrides.time?.zone || 'UTC' },
      frequency: overrides.frequency ?? null,
    },
    head,
    missing,
    timeColumns,
    seriesColumns: columns.flatMap(({ role }, i) => (role === 'series' ? [i] : [])),
    timeFormats,
    numberDoubt: doubt,
    units: looks.map((look) => look.number?.unit ?? { prefix: '', suffix: '' }),
    guesses,
    log,
  };
}

function refuseUnknownColumns(overrides: ImportOverrides, names: readonly string[]): void {
  const unknown = overrides.columns?.find(({ name }) => !names.includes(name));
  if (!unknown) return;
  const listed = names.slice(0, 12).join(', ') + (names.length > 12 ? ', ...' : '');
  throw new ExpectedError('unknown-column', `There is no column "${unknown.name}"; the columns are ${listed}.`, {
    column: unknown.name,
    columns: names.slice(0, 100),
  });
}

function numberFormat(
  cells: readonly string[][],
  overrides: ImportOverrides,
  guesses: Guess[],
): { format: NumberFormat; doubt: NumberFormatGuess | null } {
  const guess = detectNumberFormat(cells);
  const decimal = overrides.decimal ?? guess.decimal;
  const fitting = decimal === guess.decimal ? guess.thousands : '';
  const thousands = overrides.thousands ?? (fitting === decimal ? '' : fitting);
  if (decimal === thousands) {
    throw new ExpectedError('separators-equal', `"${decimal}" cannot be both decimal and thousands separator; change one of them.`);
  }
  const stated = overrides.decimal !== undefined || overrides.thousands !== undefined;
  const certain = guess.certain || stated;
  const alternative = guess.alternative;
  if (overrides.decimal === undefined) {
    guesses.push({
      field: 'decimal',
      value: decimal,
      reason: guess.reason,
      alternatives: alternative ? [alternative.decimal] : [],
      certain,
    });
  }
  if (overrides.thousands === undefined) {
    guesses.push({
      field: 'thousands',
      value: thousands,
      reason: guess.reason,
      alternatives: alternative ? [alternative.thousands] : [],
      certain,
    });
  }
  return { format: { decimal, thousands }, doubt: certain ? null : guess };
}

/** The time as the user stated it: by a format, by a column, or by both; null where they stated neither. */
function statedTime(looks: readonly ColumnLook[], overrides: ImportOverrides): TimeChoice | null {
  const format = overrides.time?.format || null;
  const named = looks.flatMap((look, i) => (overrides.columns?.some(({ name, role }) => name === look.name && role === 'time') ? [i] : []));
  if (format === 'row') return null;
  if (format) {
    timeReader(format);
    const chosen = named.length > 0 ? named : bestFor(looks, format);
    return { columns: chosen, formats: [format], reason: 'as stated', certain: true };
  }
  if (named.length === 0) return null;
  const joint = chooseTime(looks.map((look, i) => (named.includes(i) ? look : { ...look, time: null, cells: [] })));
  const guess = looks[named[0]!]!.time;
  if (joint && joint.columns.length === named.length) return joint;
  if (named.length === 1 && guess) return { columns: named, formats: guess.formats, reason: guess.reason, certain: guess.certain };
  const name = looks[named[0]!]!.name;
  const message = `The cells of "${name}" (such as "${looks[named[0]!]!.cells[0] ?? ''}") are in no date format that is known; state it, for example yyyy-MM-dd (--date-format).`;
  throw new ExpectedError('unknown-dates', message, { column: name, setting: 'time.format', flag: '--date-format' });
}

function bestFor(looks: readonly ColumnLook[], format: string): number[] {
  const joint = chooseTime(looks);
  if (joint && joint.columns.length > 1 && joint.formats.includes(format)) return joint.columns;
  const shares = looks.map((look) => formatShare(look, format));
  const best = Math.max(...shares);
  if (best >= 0.5) return [shares.indexOf(best)];
  if (joint && joint.columns.length > 1) return joint.columns;
  throw new ExpectedError('unknown-dates', `No column holds dates written as ${format}; state another date format (--date-format).`, {
    setting: 'time.format',
    flag: '--date-format',
  });
}

function pushTimeGuess(guesses: Guess[], time: TimeChoice | null): void {
  const [value = 'row', ...alternatives] = time?.formats ?? [];
  const reason = time?.reason ?? 'no column holds dates; the rows are counted';
  guesses.push({ field: 'time', value, reason, alternatives, certain: time ? time.certain : true });
}

interface Series {
  columns: number[];
  reason: string;
}

function chooseSeries(
  looks: readonly ColumnLook[],
  head: Head,
  missing: ReadonlySet<string>,
  timeColumns: readonly number[],
  format: string,
  overrides: ImportOverrides,
): Series {
  const stated = looks.flatMap((look, i) =>
    overrides.columns?.some(({ name, role }) => name === look.name && role === 'series') ? [i] : [],
  );
  if (stated.length > 0) return { columns: stated, reason: 'as stated' };
  if ((overrides.layout && overrides.layout !== 'long') || timeColumns.length === 0 || format === 'row') return { columns: [], reason: '' };
  const reader = timeReader(format);
  const time = Float64Array.from(head.records, (record) => reader.read(timeColumns.map((i) => record[i] ?? '').join(' ')));
  const candidates: IdCandidate[] = looks.flatMap((look, column) => {
    const roleTaken = overrides.columns?.some(({ name, role }) => name === look.name && role !== undefined);
    const isId = look.id !== null || (look.number === null && look.time === null) || look.number?.mixedUnits === true;
    if (!isId || roleTaken || timeColumns.includes(column)) return [];
    const labels = new LabelBuffer();
    for (const record of head.records) labels.push(labelOf(record[column] ?? '', missing));
    return [{ column, codes: labels.codes.view(), labels: labels.labels.length }];
  });
  const found = findSeries(time, candidates);
  if (!found && overrides.layout === 'long') {
    throw new ExpectedError('no-series-column', 'No column tells the series of this long table apart; name it (--series).', {
      flag: '--series',
    });
  }
  return found ?? { columns: [], reason: '' };
}

/** A trimmed label; null where the cell is missing. */
export function labelOf(cell: string, missing: ReadonlySet<string>): string | null {
  return isMissing(cell, missing) ? null : cell.trim();
}

function settle(
  looks: readonly ColumnLook[],
  timeColumns: readonly number[],
  series: Series,
  overrides: ImportOverrides,
  guesses: Guess[],
): ColumnSettings[] {
  return looks.map((look, i) => {
    const stated = overrides.columns?.find(({ name }) => name === look.name);
    let { settings, guess } = plainSettings(look);
    const field = guess.field;
    if (timeColumns.includes(i)) {
      settings = { name: look.name, type: 'time', role: 'time' };
      guess = { field, value: 'time', reason: 'it says when', alternatives: [], certain: true };
    } else if (series.columns.includes(i)) {
      settings = { name: look.name, type: 'text', role: 'series' };
      guess = { field, value: 'text, series', reason: series.reason, alternatives: [], certain: true };
    }
    if (stated?.role === undefined && stated?.type === undefined) {
      guesses.push(guess);
      return settings;
    }
    const role = stated.role ?? settings.role;
    const forced = role === 'time' ? 'time' : role === 'series' ? 'text' : role === 'value' ? 'number' : settings.type;
    return { name: look.name, role, type: role === 'ignore' ? (stated.type ?? forced) : forced };
  });
}

function layoutReason(layout: string, series: string): string {
  if (layout === 'long') return series;
  return layout === 'wide' ? 'several value columns, and each time stands once' : 'one value column';
}

function reportUnits(look: ColumnLook, columns: readonly ColumnSettings[], log: FindingLog): void {
  const role = columns.find(({ name }) => name === look.name)?.role;
  if (look.number?.mixedUnits) {
    const message = `The numbers in "${look.name}" have different units, such as "${look.cells[0] ?? ''}"; the column is not read as numbers.`;
    log.add({ code: 'mixed-units', severity: 'warning', message, advice: 'Bring the column to one unit in the file.', column: look.name });
  }
  const unit = look.number?.unit;
  if (role !== 'value' || !unit || (unit.prefix === '' && unit.suffix === '')) return;
  const mark = `${unit.prefix}${unit.suffix}`;
  const percent = mark === '%' ? ' Per cent stay per cent: 12.5 % is read as 12.5.' : '';
  const message = `The numbers in "${look.name}" carry "${mark}", which is left off.${percent}`;
  log.add({ code: 'unit-removed', severity: 'info', message, advice: 'Nothing to do if all values have this unit.', column: look.name });
}
