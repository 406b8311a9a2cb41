import type { RunSummary } from '../../../engine/protocol/training.ts';
import type { CellValue, RunColumn } from './columns.ts';

/** A field of RFC 4180; a text that a spreadsheet would take for a formula gets an apostrophe before it. */
function field(value: CellValue, kind: RunColumn['kind']): string {
  if (value === null) return '';
  if (typeof value === 'number') return kind === 'time' ? new Date(value).toISOString() : String(value);
  if (typeof value === 'boolean') return String(value);
  const text = Array.isArray(value) ? value.join(', ') : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The runs as CSV: full precision, decimal points, moments in UTC; a column for each id. */
export function runsCsv(runs: readonly RunSummary[], columns: readonly RunColumn[]): string {
  const head = ['id', ...columns.map(({ id }) => id)].join(',');
  const lines = runs.map((run) => [field(run.id, 'text'), ...columns.map(({ value, kind }) => field(value(run), kind))].join(','));
  return `${[head, ...lines].join('\r\n')}\r\n`;
}
