import type { Guess, ImportOverrides, ImportSettings } from '../../protocol/data.ts';
import { ExpectedError } from '../../protocol/errors.ts';
import { chooseTime, clockColumn, lookAtColumn, type ColumnLook, type TimeChoice } from './columns.ts';
import { FindingLog } from './findings.ts';
import type { Head, HeadLimits } from './head.ts';
import { HEAD, LONG_HEAD } from './limits.ts';
import { DEFAULT_MISSING, missingSet } from './missing.ts';
import { detectNumberFormat, type NumberFormatGuess } from './number-format.ts';
import type { NumberFormat, Unit } from './numbers.ts';
import { pauseFor } from './pause.ts';
import { resolveResampling } from './resample-rules.ts';
import { chooseSeries, reportUnits, settle } from './roles.ts';
import { hideStated, statedFormat, statedTime } from './stated-time.ts';

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

/** Reads the first part of a file, and pushes what it guessed and found on the way. */
export type HeadReader = (
  limits: HeadLimits,
  overrides: ImportOverrides,
  missing: ReadonlySet<string>,
  guesses: Guess[],
  log: FindingLog,
  signal?: AbortSignal,
) => Promise<Head>;

/** Reads the head of a file, and more of it where that leaves a question open, and settles how the whole is read. */
export async function planImport(readHead: HeadReader, overrides: ImportOverrides, signal?: AbortSignal): Promise<ImportPlan> {
  const plan = await planFrom(readHead, HEAD, overrides, signal);
  if (plan.head.complete || (plan.timeFormats.length < 2 && !plan.numberDoubt)) return plan;
  return planFrom(readHead, LONG_HEAD, overrides, signal);
}

async function planFrom(readHead: HeadReader, limits: HeadLimits, overrides: ImportOverrides, signal?: AbortSignal): Promise<ImportPlan> {
  const guesses: Guess[] = [];
  const log = new FindingLog();
  const spellings = overrides.missing ?? [...DEFAULT_MISSING];
  const missing = missingSet(spellings);
  const head = await readHead(limits, overrides, missing, guesses, log, signal);
  const pause = pauseFor(signal);
  await pause();
  refuseUnknownColumns(overrides, head.names);
  const cells = head.names.map((_, i) => head.records.map((record) => record[i] ?? ''));
  const { format, doubt } = numberFormat(cells, head.dialect.delimiter, overrides, guesses);
  const looks: ColumnLook[] = [];
  for (const [i, column] of cells.entries()) {
    if (i % 50 === 0 || column.length > 5_000) await pause();
    looks.push(lookAtColumn(head.names[i]!, i, column, missing, format));
  }

  const stated = statedFormat(overrides);
  const timeLooks = hideStated(looks, overrides);
  const time = stated === 'row' ? null : (statedTime(timeLooks, stated, overrides) ?? chooseTime(timeLooks));
  const timeColumns = time?.columns ?? [];
  const timeFormats = time?.formats ?? ['row'];
  if (stated === null) pushTimeGuess(guesses, time);
  if (time === null && stated === null) remarkOnClock(timeLooks, log);
  const series = chooseSeries(looks, head, missing, timeColumns, timeFormats[0]!, overrides);
  const columns = settle(looks, timeColumns, series, overrides, guesses);
  const layout =
    overrides.layout ??
    (series.columns.length > 0 ? 'long' : columns.filter(({ role }) => role === 'value').length > 1 ? 'wide' : 'single');
  if (!overrides.layout)
    guesses.push({ field: 'layout', value: layout, reason: layoutReason(layout, series.reason), alternatives: [], certain: true });
  looks.forEach((look, i) => reportUnits(look, columns[i]!.role, log));
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
      resample: resolveResampling(overrides, columns),
      ...(head.sheet !== null && { sheet: head.sheet }),
      ...(overrides.fixes?.length && { fixes: overrides.fixes }),
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

function remarkOnClock(looks: readonly ColumnLook[], log: FindingLog): void {
  const clock = looks[clockColumn(looks)];
  if (!clock) return;
  const message = `"${clock.name}" holds times of day without a date, so the rows are counted instead.`;
  log.add({ code: 'time-without-date', severity: 'warning', message, advice: 'Add a column with the date.', column: clock.name });
}

function refuseUnknownColumns(overrides: ImportOverrides, names: readonly string[]): void {
  const known = new Set(names);
  const unknown = overrides.columns?.find(({ name }) => !known.has(name));
  if (!unknown) return;
  const listed = names.slice(0, 12).join(', ') + (names.length > 12 ? ', ...' : '');
  throw new ExpectedError('unknown-column', `There is no column "${unknown.name}"; the columns are ${listed}.`, {
    column: unknown.name,
    columns: names.slice(0, 100),
  });
}

function numberFormat(
  cells: readonly string[][],
  delimiter: string,
  overrides: ImportOverrides,
  guesses: Guess[],
): { format: NumberFormat; doubt: NumberFormatGuess | null } {
  const guess = detectNumberFormat(cells, delimiter === ';');
  const decimal = overrides.decimal ?? guess.decimal;
  const fitting = decimal === guess.decimal ? guess.thousands : (guess.alternative?.thousands ?? '');
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
  if (overrides.thousands === undefined)
    guesses.push({ field: 'thousands', value: thousands, reason: guess.reason, alternatives: [], certain: true });
  return { format: { decimal, thousands }, doubt: certain ? null : guess };
}

function pushTimeGuess(guesses: Guess[], time: TimeChoice | null): void {
  const [value = 'row', ...alternatives] = time?.formats ?? [];
  const reason = time?.reason ?? 'no column holds dates; the rows are counted';
  guesses.push({ field: 'time', value, reason, alternatives, certain: time ? time.certain : true });
}

function layoutReason(layout: string, series: string): string {
  if (layout === 'long') return series;
  return layout === 'wide' ? 'several value columns, and each time stands once' : 'one value column';
}
