import { ExpectedError } from '../../../../engine/protocol/errors.ts';
import { csvRow } from '../../../base/separated.ts';
import type { EngineService } from '../../../platform/engine/engine-service.ts';
import { t } from './messages.ts';

/** More rows belong into a file, not on the clipboard. */
export const mostCopied = 200_000;
const page = 10_000;

/**
 * Rows of a dataset as CSV with all its columns; times as they are written in ISO 8601, missing cells empty. Errors: `too-many-rows`, those of
 * the engine.
 */
export async function rangeCsv(
  engine: Pick<EngineService, 'call'>,
  about: { datasetId: string; timeColumn: string | null },
  { first, rows }: { first: number; rows: number },
): Promise<string> {
  if (rows > mostCopied) throw new ExpectedError('too-many-rows', t('tooManyRows', { count: rows, most: mostCopied }));
  const lines: string[] = [];
  for (let offset = first; offset < first + rows; offset += page) {
    const limit = Math.min(page, first + rows - offset);
    const result = await engine.call('data.rows', { datasetId: about.datasetId, offset, limit });
    if (lines.length === 0) lines.push(csvRow(result.columns));
    const time = result.columns.indexOf(about.timeColumn ?? '');
    for (const cells of result.rows) {
      lines.push(csvRow(cells.map((cell, index) => (cell === null ? '' : index === time ? isoTime(Number(cell)) : String(cell)))));
    }
  }
  return `${lines.join('\n')}\n`;
}

function isoTime(epoch: number): string {
  const text = new Date(epoch).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
}
