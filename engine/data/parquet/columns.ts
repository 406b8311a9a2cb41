import type { SchemaTree } from 'hyparquet';
import { decimalText, plainText, timeText } from '../cell-text.ts';

export interface ParquetColumn {
  name: string;
  /** More than one value in a row; `what`, in words. */
  nested: boolean;
  what: string;
  /** A cell as a CSV file would hold it. */
  text: (value: unknown) => string;
}

/** How the cells of a column of the schema become text. Times that Parquet marks as UTC are instants, others times of a wall clock. */
export function describeColumn({ element, children }: SchemaTree): ParquetColumn {
  const { name, type, converted_type: converted, logical_type: logical, repetition_type: repetition, scale } = element;
  const kind = logical?.type ?? converted;
  const what = kind === 'LIST' || repetition === 'REPEATED' ? 'a list' : kind === 'MAP' ? 'a map' : 'a structure';
  const nested =
    children.length > 0 || repetition === 'REPEATED' || ['JSON', 'BSON', 'VARIANT', 'GEOMETRY', 'GEOGRAPHY'].includes(kind ?? '');
  const column = (text: ParquetColumn['text']): ParquetColumn => ({ name, nested, what, text });
  if (kind === 'DECIMAL') return column((value) => decimalText(value, logical?.type === 'DECIMAL' ? logical.scale : (scale ?? 0)));
  if (kind === 'DATE') return column((value) => timeText(value, false));
  if (logical?.type === 'TIMESTAMP') return column((value) => timeText(value, logical.isAdjustedToUTC));
  // The older marks are defined as instants; INT96 has no mark, and its writers agree on UTC no more than on anything else.
  if (converted === 'TIMESTAMP_MILLIS' || converted === 'TIMESTAMP_MICROS') return column((value) => timeText(value, true));
  if (type === 'INT96') return column((value) => timeText(value, false));
  return column(plainText);
}
