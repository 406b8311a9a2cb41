/** What the window and the command line know of data: import settings, reports, datasets, chart windows. */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type ColumnType = 'number' | 'time' | 'text';
/** `series` is the id column of a long table; `value` columns can be forecast or serve as covariates. */
export type ColumnRole = 'time' | 'series' | 'value' | 'ignore';
export type Layout = 'single' | 'wide' | 'long';

/**
 * How the time column is written; several time columns (year, month, day; date and time of day) are joined by a blank. `format` is a
 * pattern such as `dd.MM.yyyy HH:mm`, or one of `iso`, `epoch-s`, `epoch-ms`, `epoch-us`, `epoch-ns`, `excel` (day numbers), `year`,
 * `row` (no time column: the row number is the index), `auto` (to be detected; only in overrides).
 */
export interface TimeFormat {
  format: string;
  /** IANA zone in which local times without an offset are read. */
  zone: string;
}

export interface ColumnSettings {
  name: string;
  type: ColumnType;
  role: ColumnRole;
}

export type ResampleRule = 'mean' | 'sum' | 'first' | 'last' | 'min' | 'max';

/**
 * Rows put into regular steps, each closed on the left; steps without rows are gaps. `rules` says for every value column how its rows
 * become one value; in overrides `*` stands for all columns that are not named.
 */
export interface Resampling {
  frequency: Frequency;
  rules: Record<string, ResampleRule>;
}

/**
 * One recorded change to a dataset, made in memory each time the file is read; the file itself is never touched.
 *
 * - `accept`: what the finding says is as it should be; no value changes.
 * - `repeated-times`: of rows with one time the first or last stays, or the mean of their observed values.
 * - `missing-value`: every cell of a column that holds this value is missing.
 * - `missing-cells`: the cells of a column in these lines of the file are missing.
 * - `interpolate`: gaps of at most `longest` steps between two observed values of a series are filled on the straight line between them;
 *   without a column, in every value column.
 * - `ignore-column`: the column is left out.
 * - `resample`: rows are put into regular steps, by one rule for all value columns.
 */
export type Fix =
  | { kind: 'accept'; code: string; column: string | null }
  | { kind: 'repeated-times'; keep: 'first' | 'last' | 'mean' }
  | { kind: 'missing-value'; column: string; value: number }
  | { kind: 'missing-cells'; column: string; rows: number[] }
  | { kind: 'interpolate'; column: string | null; longest: number }
  | { kind: 'ignore-column'; column: string }
  | { kind: 'resample'; frequency: Frequency; rule: ResampleRule };

/** A complete reading of a file: nothing is left to guess. Of Parquet files and workbooks, which have no text to split, encoding, delimiter, quote and separators say nothing. */
export interface ImportSettings {
  encoding: Encoding;
  /** One character, `, ` with its blank, or ` +` for runs of blanks. */
  delimiter: string;
  quote: '"' | "'";
  /** Lines before the header (or before the data, where there is none) that are not part of the table. */
  skipLines: number;
  header: boolean;
  decimal: '.' | ',';
  /** Empty: no thousands separator. */
  thousands: '' | ',' | '.' | ' ' | "'";
  /** Spellings that mean "no value", compared without case after trimming. */
  missing: string[];
  layout: Layout;
  columns: ColumnSettings[];
  time: TimeFormat;
  /** Null: infer from the time column. */
  frequency: Frequency | null;
  /** Null: the rows are the steps. */
  resample: Resampling | null;
  /** Workbooks only: the sheet that is read. */
  sheet?: string;
  /** Changes made after reading, in this order; absent: none. */
  fixes?: Fix[];
}

/** What the user has decided; everything else is detected. Columns are matched by name. */
export type ImportOverrides = Partial<Omit<ImportSettings, 'columns'>> & { columns?: Array<Partial<ColumnSettings> & { name: string }> };

/** One detected setting, with the reason in words and the other readings that would have been possible. */
export interface Guess {
  field: Exclude<keyof ImportSettings, 'columns'> | `column:${string}`;
  value: string;
  reason: string;
  alternatives: string[];
  /** False: more than one reading fits the file equally well, and the user must be asked. */
  certain: boolean;
}

export type Severity = 'error' | 'warning' | 'info';

/** Something found or changed while reading. `row` is the 1-based line of the file where the record starts. */
export interface Finding {
  code: string;
  severity: Severity;
  message: string;
  /** What the user can do about it. */
  advice: string;
  row: number | null;
  column: string | null;
  /** How many places share this finding; `row` is the first of them. */
  count: number;
  /** Sound remedies, the best first; each of them settles the finding. Absent: none is known. */
  fixes?: Fix[];
}

export type FrequencyUnit = 'second' | 'minute' | 'hour' | 'day' | 'business-day' | 'week' | 'month' | 'quarter' | 'year' | 'row';
/** The step of the time index: every `step` units. `row`: no calendar, or none that fits. */
export interface Frequency {
  unit: FrequencyUnit;
  step: number;
}

export interface ColumnSummary extends ColumnSettings {
  /** Observed values and missing ones, after the index was made regular. */
  observed: number;
  missing: number;
  min: number | null;
  max: number | null;
  mean: number | null;
}

export interface SeriesSummary {
  id: string;
  /** First row in the dataset's columns, and how many. */
  offset: number;
  length: number;
  /** Epoch milliseconds (or row numbers where there is no time). */
  start: number;
  end: number;
}

export interface DatasetSummary {
  id: string;
  name: string;
  path: string;
  bytes: number;
  /** SHA-256 of the file's bytes, hex. */
  hash: string;
  rows: number;
  hasTime: boolean;
  frequency: Frequency;
  /** Steps in one season by convention of the frequency (12 for months, 24 for hours); 1: none. */
  season: number;
  columns: ColumnSummary[];
  series: SeriesSummary[];
  settings: ImportSettings;
  findings: Finding[];
}

/** What a file is, by its content. */
export type FileFormat = 'csv' | 'parquet' | 'excel';

/** A file's shape, and what was decided when a file of this shape was last imported here. */
export interface FileMemory {
  /** The same for files of the same kind with the same columns. */
  shape: string;
  remembered: { overrides: ImportOverrides; fileName: string } | null;
}

/** A file of the workspace's folder that is no dataset yet. */
export interface LooseFile {
  path: string;
  bytes: number;
}

/** Whether the file of a dataset still holds what was imported. */
export type FileState = 'same' | 'changed' | 'missing';

/** A look at a file before it is imported: the first part of it is read, nothing is kept. */
export interface ImportPreview {
  path: string;
  format: FileFormat;
  /** Of a workbook; else none. */
  sheets: string[];
  bytes: number;
  settings: ImportSettings;
  guesses: Guess[];
  findings: Finding[];
  /** The first records as text, as they stand in the file. */
  header: string[];
  sample: string[][];
  /** Values of the sample as they will be read, aligned with `sample`: null where missing. */
  parsed: Array<Array<number | string | null>>;
}

export interface WindowRequest {
  datasetId: string;
  seriesId: string;
  column: string;
  /** Epoch milliseconds (or row numbers); null: from the start or to the end. */
  from: number | null;
  to: number | null;
  pixels: number;
}

/** At most two points a pixel: minimum and maximum of each bucket in order of time; NaN breaks the line. */
export interface WindowResult {
  x: Float64Array;
  y: Float64Array;
  /** Rows inside the window before thinning, and whether every one of them is shown. */
  rows: number;
  complete: boolean;
}

export interface RowsRequest {
  datasetId: string;
  offset: number;
  limit: number;
}

export interface RowsResult {
  offset: number;
  columns: string[];
  /** Row-wise cells; time as epoch milliseconds, null where missing. */
  rows: Array<Array<number | string | null>>;
  /** Line of the file for each row; 0 for a row that fills a gap. */
  fileRows: number[];
}

/** A season that the values of a series show. */
export interface FoundSeason {
  /** Steps. */
  period: number;
  /** Share of the variance about the trend, less the seasons found before it, that the season explains, 0 to 1. */
  strength: number;
  /** What speaks for it, a sentence. */
  evidence: string;
}

/** The seasons that most series of a dataset show in a column, and how many series were looked at. */
export interface ColumnSeasons {
  seasons: FoundSeason[];
  series: number;
}

/** A value far from where its neighbours and its season put it. A suggestion: nothing is changed. */
export interface Outlier {
  /** Line of the file. */
  row: number;
  /** Epoch milliseconds, or the row number. */
  time: number;
  value: number;
  /** Between these the value was expected. */
  low: number;
  high: number;
  sentence: string;
}

/** The line through a part of a series without its season: its value where the change is, its rise a step, the deviation about it. */
export interface TrendPart {
  level: number;
  slope: number;
  spread: number;
}

/** Where level, slope or spread of a series change. A suggestion. */
export interface Changepoint {
  /** Line of the file of the first value after the change (0: it fills a gap), and its time. */
  row: number;
  time: number;
  before: TrendPart;
  after: TrendPart;
  sentence: string;
}

/** What there is to know of one column of one series before it is forecast. */
export interface DataProfile {
  seriesId: string;
  column: string;
  seasons: FoundSeason[];
  outliers: Outlier[];
  changepoints: Changepoint[];
  missing: { count: number; longestGap: number };
  /** What could not be looked at, and why, sentences. */
  notes: string[];
}

export interface Sample {
  id: string;
  title: string;
  description: string;
  path: string;
  target: string;
  horizon: number;
  source: string;
  licence: string;
  /** About 60 values for a thumbnail. */
  sparkline: number[];
}
