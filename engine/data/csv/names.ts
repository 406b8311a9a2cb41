import type { FindingLog } from './findings.ts';
import type { TableStart } from './header.ts';
import type { RecordBatch } from './records.ts';

/** Names of the columns; a header one cell short of the data, as R writes it, gets a name for the row labels. */
export function nameColumns(
  header: string[] | null,
  start: TableStart,
  batch: RecordBatch,
  log: FindingLog,
): { header: string[] | null; names: string[] } {
  let cells = header;
  let width = Math.max(start.width, header?.length ?? 0);
  if (header && header.length === start.width - 1) {
    const full = batch.records.slice(1).filter((record) => record.length === start.width);
    const trailing = full.every((record) => record[start.width - 1]!.trim() === '');
    if (trailing) width = header.length;
    else cells = ['row', ...header];
    log.add({
      code: 'header-short',
      severity: 'warning',
      message: `The header has ${header.length} names for ${start.width} columns; the ${trailing ? 'empty last column is left out' : 'first column is taken for unnamed row labels'}.`,
      advice: 'Check the names above the columns; correct the header in the file if they are shifted.',
      row: batch.lines[0] ?? null,
    });
  }
  // A trailing delimiter on every line makes an empty last column without a name.
  const last = width - 1;
  if (cells && width > 1 && (cells[last] ?? '').trim() === '' && batch.records.every((record) => (record[last] ?? '').trim() === ''))
    width = last;
  const { names, changed } = columnNames(cells, width);
  for (const { column, from, to } of changed) {
    const message =
      from === ''
        ? `Column ${column + 1} has no name and is called ${to}.`
        : `The name "${from}" stands above two columns; the second is called ${to}.`;
    log.add({
      code: from === '' ? 'name-made' : 'name-repeated',
      severity: 'info',
      message,
      advice: 'Name the column in the file.',
      row: batch.lines[0] ?? null,
      column: to,
    });
  }
  if (!cells) {
    log.add({
      code: 'no-header',
      severity: 'info',
      message: 'The file names no columns; they are called column_1, column_2 and so on.',
      advice: 'State that there is a header if the first row holds names.',
      row: batch.lines[0] ?? null,
    });
  }
  return { header: cells, names };
}

interface Names {
  names: string[];
  /** Names that had to be made or changed, with the 0-based column. */
  changed: Array<{ column: number; from: string; to: string }>;
}

/** One distinct, non-empty name for each of `width` columns. */
function columnNames(header: readonly string[] | null, width: number): Names {
  const used = new Set<string>();
  const names: string[] = [];
  const changed: Names['changed'] = [];
  for (let i = 0; i < width; i += 1) {
    const from = (header?.[i] ?? '').trim().replace(/\s+/g, ' ');
    const base = from === '' ? `column_${i + 1}` : from;
    let to = base;
    for (let n = 2; used.has(to); n += 1) to = `${base}_${n}`;
    used.add(to);
    names.push(to);
    if (header && to !== from) changed.push({ column: i, from, to });
  }
  return { names, changed };
}
