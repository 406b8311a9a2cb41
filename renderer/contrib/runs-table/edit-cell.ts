/** Writing a cell: what stands in it at first, what cannot be kept, and keeping it. */
import type { RunSummary } from '../../../engine/protocol/training.ts';
import type { Services } from '../../platform/services.ts';
import type { RunColumn } from './columns.ts';
import { t } from './messages.ts';
import { folderProblem } from './table-commands.ts';

const tagsOf = (text: string): string[] =>
  text
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean);

export function cellStart(run: RunSummary, { editable }: RunColumn): string {
  if (editable === 'tags') return run.annotation.tags.join(', ');
  if (editable === 'notes') return run.annotation.notes;
  return editable === 'folder' ? run.annotation.folder : run.name;
}

export function cellProblem({ editable }: RunColumn, text: string): string | null {
  if (editable === 'name') return text.trim() === '' ? t('nameEmpty') : null;
  if (editable === 'tags') return tagsOf(text).some((tag) => tag.length > 60) ? t('tagLong') : null;
  return editable === 'folder' ? folderProblem(text) : null;
}

export async function keepCell(
  { engine, workspace }: Pick<Services, 'engine' | 'workspace'>,
  run: RunSummary,
  { editable }: RunColumn,
  text: string,
): Promise<void> {
  if (editable === 'name') {
    workspace.putRun(await engine.call('runs.rename', { runId: run.id, name: text.trim() }));
    return;
  }
  const change = editable === 'tags' ? { tags: tagsOf(text) } : editable === 'notes' ? { notes: text } : { folder: text.trim() };
  for (const changed of await engine.call('runs.annotate', { runIds: [run.id], ...change })) workspace.putRun(changed);
}
