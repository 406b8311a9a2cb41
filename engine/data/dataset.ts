import type { ColumnSummary, Finding, Frequency, ImportSettings, SeriesSummary } from '../protocol/data.ts';

/** A numeric column over all rows of a dataset; NaN where missing. */
export interface NumericColumn {
  name: string;
  values: Float64Array;
}

/** A column kept as text (ids, notes): `codes[row]` indexes `labels`; -1 where missing. */
export interface TextColumn {
  name: string;
  labels: string[];
  codes: Int32Array;
}

/**
 * A file as the engine works with it. Rows are ordered by series, then by time, on a regular index:
 * a step that the file lacks is a row of NaN with `fileRows` 0. A series is a range of rows.
 */
export interface Dataset {
  name: string;
  path: string;
  bytes: number;
  /** SHA-256 of the file's bytes, hex. */
  hash: string;
  settings: ImportSettings;
  hasTime: boolean;
  frequency: Frequency;
  season: number;
  /** Epoch milliseconds UTC, or the row number within its series where there is no time. */
  time: Float64Array;
  /** Line of the file for each row; 0 for a row that fills a gap. */
  fileRows: Int32Array;
  series: SeriesSummary[];
  numeric: NumericColumn[];
  text: TextColumn[];
  columns: ColumnSummary[];
  findings: Finding[];
  /** Of data cut to a range: how many rows of each series lie before it, by the series' id. */
  rowsBefore?: ReadonlyMap<string, number>;
}

/** The part of a dataset that a model is fitted to. */
export type TrainingData = Pick<Dataset, 'name' | 'hash' | 'frequency' | 'time' | 'series' | 'numeric' | 'text' | 'columns'> & {
  settings: Pick<ImportSettings, 'time'>;
};
