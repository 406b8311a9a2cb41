import { ExpectedError } from '../../../../engine/protocol/errors.ts';
import { tabbedRow } from '../../../base/separated.ts';
import type { EngineService } from '../../../platform/engine/engine-service.ts';
import type { Box } from './grid-selection.ts';
import { t } from './messages.ts';

/** More cells belong into a file. */
export const mostCells = 1_000_000;
const page = 10_000;

/**
 * A box of cells as a spreadsheet pastes it, with the columns' names where more than one row is copied; missing cells are empty. `text` writes
 * a cell. Errors: `too-many-cells`, those of the engine.
 */
export async function cellsText(
  engine: Pick<EngineService, 'call'>,
  datasetId: string,
  { top, bottom, left, right }: Box,
  text: (value: number | string | null, column: string) => string,
): Promise<string> {
  const count = (bottom - top + 1) * (right - left + 1);
  if (count > mostCells) throw new ExpectedError('too-many-cells', t('tooManyCells', { count, most: mostCells }));
  const lines: string[] = [];
  for (let offset = top; offset <= bottom; offset += page) {
    const { columns, rows } = await engine.call('data.rows', { datasetId, offset, limit: Math.min(page, bottom - offset + 1) });
    const names = columns.slice(left, right + 1);
    if (lines.length === 0 && bottom > top) lines.push(tabbedRow(names));
    for (const cells of rows) lines.push(tabbedRow(names.map((name, index) => text(cells[left + index] ?? null, name))));
  }
  return lines.join('\n');
}
