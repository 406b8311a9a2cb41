import type { ColumnSummary } from '../../protocol/data.ts';
import type { FindingLog } from './findings.ts';
import type { TableBuilder } from './table.ts';

/** Notes value columns from which nothing can be learned, and values that look like a mark for "missing". */
export function remarkOnColumn(column: ColumnSummary, values: Float64Array, log: FindingLog): void {
  const { name } = column;
  if (column.observed === 0) {
    log.add({
      code: 'all-missing',
      severity: 'warning',
      message: `Column "${name}" holds no numbers.`,
      advice: 'Choose another column to forecast.',
      column: name,
    });
  } else if (column.min === column.max) {
    const message = `Every value of column "${name}" is ${column.min}.`;
    log.add({
      code: 'constant-column',
      severity: 'warning',
      message,
      advice: 'There is nothing to learn from it; choose another column.',
      column: name,
    });
  } else remarkOnSentinel(column, values, log);
}

/** A number of nines at the edge of a column, more than once and further from all other values than they are from each other. */
function remarkOnSentinel({ name, min, max }: ColumnSummary, values: Float64Array, log: FindingLog): void {
  const mark = [min, max].find((edge) => edge !== null && /^-?9{2,}(\.9+)?$/.test(String(edge)));
  if (mark === undefined || mark === null) return;
  let count = 0;
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value === mark) count += 1;
    else if (value < low) low = value;
    if (value !== mark && value > high) high = value;
  }
  if (count < 2 || Math.min(Math.abs(mark - low), Math.abs(mark - high)) <= high - low) return;
  const message = `${mark} stands ${count} times in column "${name}", far from all other values; it may mean "missing".`;
  log.add(
    {
      code: 'possible-missing',
      severity: 'warning',
      message,
      advice: `Add ${mark} to the spellings that mean "missing" if so.`,
      column: name,
    },
    count,
  );
}

/** Notes the cells of value columns that the file leaves empty, filled gaps not counted. */
export function remarkOnMissing(table: TableBuilder, log: FindingLog): void {
  const lines = table.lines.view();
  for (const { name, values } of table.numbers) {
    const cells = values.view();
    let count = 0;
    let first = 0;
    for (let row = 0; row < cells.length; row += 1) {
      if (!Number.isNaN(cells[row]!)) continue;
      if (count === 0) first = lines[row]!;
      count += 1;
    }
    if (count === 0 || count === cells.length) continue;
    const message = `Column "${name}" has no value in ${count} of ${cells.length} rows, the first of them row ${first}.`;
    log.add(
      {
        code: 'missing-values',
        severity: 'info',
        message,
        advice: 'Nothing to do: models treat them as unknown.',
        row: first,
        column: name,
      },
      count,
    );
  }
}
