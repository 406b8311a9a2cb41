import { ExpectedError } from '../../../engine/protocol/errors.ts';
import type { AnnotationRequest } from '../../../engine/protocol/runs.ts';
import type { RunSummary } from '../../../engine/protocol/training.ts';
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import type { CommandMap } from '../../platform/commands/command-map.ts';
import { uris } from '../../platform/editors/uri.ts';
import { trainCommand } from '../../platform/runs/cli-command.ts';
import { removeRuns } from '../../platform/runs/remove-runs.ts';
import { isAtWork, runLook } from '../../platform/runs/run-look.ts';
import type { Services } from '../../platform/services.ts';
import type { Grouping } from './arrange.ts';
import { groupings } from './arrange.ts';
import { runsCsv } from './export-csv.ts';
import { t } from './messages.ts';
import type { TableModel } from './table-model.ts';
import { defaultSettings } from './table-settings.ts';

type BulkId = { [K in keyof CommandMap]: CommandMap[K] extends { runIds: string[] } | undefined ? K : never }[keyof CommandMap];
type PlainId = { [K in keyof CommandMap]: CommandMap[K] extends undefined ? K : never }[keyof CommandMap];

export function registerTableCommands(services: Services, model: TableModel): Disposer {
  const { commands, workspace, engine, quickInput, notifications, editors, context, runMarks, callShell } = services;
  const about = { category: t('category'), owner: 'runs-table' };

  /** The runs that are meant: named, or selected in the table in front, or the one in front, or one that is picked. */
  async function choose(runIds: string[] | undefined): Promise<RunSummary[]> {
    const front = context.get('activeEditor');
    const meant = runIds ?? (front === 'runs' ? [...model.selected.value] : front === 'run' ? [String(context.get('activeResource'))] : []);
    const found = workspace.runs.value.filter(({ id }) => meant.includes(id));
    if (found.length > 0 || runIds) return found;
    if (workspace.runs.value.length === 0) throw new ExpectedError('no-runs', t('noRuns'));
    const picked = await quickInput.pick({
      placeholder: t('chooseRun'),
      items: workspace.runs.value.map((run) => ({
        id: run.id,
        label: run.name,
        description: run.datasetName,
        icon: runLook(run.state).icon,
        value: run,
      })),
    });
    return picked ? [picked] : [];
  }

  function bulk<K extends BulkId>(id: K, icon: string, title: string, work: (runs: RunSummary[]) => unknown): Disposer {
    return commands.register<BulkId>({
      ...about,
      id,
      icon,
      title,
      run: async (args) => {
        const runs = await choose(args?.runIds);
        if (runs.length > 0) await work(runs);
      },
    });
  }

  function plain<K extends PlainId>(id: K, icon: string, title: string, work: () => unknown): Disposer {
    return commands.register<PlainId>({ ...about, id, icon, title, run: work });
  }

  async function annotate(runs: readonly RunSummary[], change: Omit<AnnotationRequest, 'runIds'>): Promise<void> {
    for (const run of await engine.call('runs.annotate', { runIds: runs.map(({ id }) => id), ...change })) workspace.putRun(run);
  }

  const counted = (values: readonly string[]): Array<[string, number]> =>
    [...values.reduce((counts, value) => counts.set(value, (counts.get(value) ?? 0) + 1), new Map<string, number>())].toSorted(([a], [b]) =>
      a.localeCompare(b),
    );

  async function addTag(runs: RunSummary[]): Promise<void> {
    const known = counted(workspace.runs.value.flatMap(({ annotation }) => annotation.tags));
    const tag = await quickInput.pick<string>({
      placeholder: t('tagPrompt'),
      items: [
        { id: 'new', label: t('newTag'), icon: 'add', value: '' },
        ...known.map(([label, count]) => ({ id: `tag-${label}`, label, icon: 'tag', description: t('runCount', { count }), value: label })),
      ],
    });
    if (tag === null) return;
    const typed = tag === '' ? await quickInput.text({ placeholder: t('tagPrompt'), value: '', validate: tagProblem }) : tag;
    if (typed !== null)
      await annotate(runs, {
        addTags: typed
          .split(',')
          .map((one) => one.trim())
          .filter(Boolean),
      });
  }

  async function removeTag(runs: RunSummary[]): Promise<void> {
    const tags = counted(runs.flatMap(({ annotation }) => annotation.tags));
    if (tags.length === 0) throw new ExpectedError('no-tags', t('noTags'));
    const tag = await quickInput.pick<string>({
      placeholder: t('removeTagPrompt'),
      items: tags.map(([label, count]) => ({
        id: `tag-${label}`,
        label,
        icon: 'tag',
        description: t('runCount', { count }),
        value: label,
      })),
    });
    if (tag !== null) await annotate(runs, { removeTags: [tag] });
  }

  async function editNotes(runs: RunSummary[]): Promise<void> {
    const value = runs.length === 1 ? (runs[0]?.annotation.notes ?? '') : '';
    const notes = await quickInput.text({ placeholder: t('notesPrompt', { count: runs.length }), value });
    if (notes !== null) await annotate(runs, { notes });
  }

  async function moveToFolder(runs: RunSummary[]): Promise<void> {
    const known = counted(workspace.runs.value.map(({ annotation }) => annotation.folder).filter(Boolean));
    const chosen = await quickInput.pick<{ folder: string } | 'new'>({
      placeholder: t('folderPrompt'),
      items: [
        { id: 'new', label: t('newFolder'), icon: 'new-folder', value: 'new' },
        { id: 'none', label: t('noFolder'), icon: 'close', value: { folder: '' } },
        ...known.map(([label, count]) => ({
          id: `to-${label}`,
          label,
          icon: 'folder',
          description: t('runCount', { count }),
          value: { folder: label },
        })),
      ],
    });
    if (chosen === null) return;
    if (chosen !== 'new') return annotate(runs, chosen);
    const typed = await quickInput.text({ placeholder: t('folderPrompt'), value: '', validate: folderProblem });
    if (typed !== null) await annotate(runs, { folder: typed.trim() });
  }

  async function archive(runs: RunSummary[], archived: boolean): Promise<void> {
    await annotate(runs, { archived });
    const count = runs.length;
    const name = runs[0]?.name ?? '';
    notifications.show('info', t(archived ? 'archived' : 'unarchived', { count, name }), [
      { label: t('undo'), run: () => void annotate(runs, { archived: !archived }).catch((error: unknown) => notifications.error(error)) },
    ]);
  }

  async function restore(): Promise<void> {
    const trashed = await engine.call('runs.trashed', {});
    if (trashed.length === 0) throw new ExpectedError('trash-empty', t('trashEmpty'));
    const trashId = await quickInput.pick<string>({
      placeholder: t('restorePrompt'),
      items: trashed.map(({ trashId: id, run }) => ({ id, label: run.name, description: run.datasetName, icon: 'history', value: id })),
    });
    if (trashId === null) return;
    await workspace.restoreRun(trashId);
    notifications.showStatus(t('restoredOne'));
  }

  async function emptyTrash(): Promise<void> {
    const count = (await engine.call('runs.trashed', {})).length;
    if (count === 0) throw new ExpectedError('trash-empty', t('trashEmpty'));
    if (!(await quickInput.confirm(t('emptyTrashQuestion', { count }), t('emptyTrashYes'), t('emptyTrashNo')))) return;
    await engine.call('runs.emptyTrash', {});
    notifications.showStatus(t('emptied'));
  }

  async function exportTable(runs: RunSummary[]): Promise<void> {
    const text = runsCsv(runs, model.visible.value);
    const path = await callShell('shell.saveCsv', { suggestedName: 'runs.csv', text });
    if (path !== null) notifications.showStatus(t('exported', { count: runs.length, path }));
  }

  async function copyCommand(runs: RunSummary[]): Promise<void> {
    const lines = runs.map((run) => trainCommand(run, workspace.dataset(run.datasetId)));
    await callShell('shell.copy', { text: lines.join('\n') });
    notifications.showStatus(t('copied', { count: runs.length }));
  }

  async function chooseColumns(): Promise<void> {
    for (;;) {
      const { settings, columns, visible } = model;
      const shown = new Set(visible.value.map(({ id }) => id));
      const id = await quickInput.pick<string>({
        placeholder: t('columnsPrompt'),
        items: columns.value
          .filter((column) => column.id !== 'name')
          .map((column) => ({
            id: column.id,
            label: column.title,
            icon: shown.has(column.id) ? 'check' : 'blank',
            description: column.hint,
            value: column.id,
          })),
      });
      if (id === null) return;
      const { hidden, shown: always } = settings.value;
      if (shown.has(id)) model.change({ hidden: [...hidden, id], shown: always.filter((one) => one !== id) });
      else model.change({ hidden: hidden.filter((one) => one !== id), shown: [...always, id] });
    }
  }

  async function chooseGrouping(): Promise<void> {
    const grouping = await quickInput.pick<Grouping>({
      placeholder: t('groupBy'),
      active: model.settings.value.grouping,
      items: groupings.map((value) => ({ id: value, label: t(`by_${value}`), value })),
    });
    if (grouping !== null) model.change({ grouping });
  }

  async function saveFilter(): Promise<void> {
    const { filter, saved } = model.settings.value;
    if (filter.trim() === '') throw new ExpectedError('no-filter', t('noFilter'));
    const name = await quickInput.text({
      placeholder: t('filterName'),
      value: filter,
      validate: (text) => (text.trim() === '' ? t('filterNameEmpty') : null),
    });
    if (name === null) return;
    model.change({ saved: [...saved.filter((one) => one.name !== name.trim()), { name: name.trim(), filter }] });
    notifications.showStatus(t('filterSaved', { name: name.trim() }));
  }

  async function applyFilter(): Promise<void> {
    const { saved } = model.settings.value;
    if (saved.length === 0) throw new ExpectedError('no-filter', t('noSaved'));
    const filter = await quickInput.pick<string>({
      placeholder: t('applyPrompt'),
      items: saved.map((one) => ({ id: one.name, label: one.name, description: one.filter, icon: 'filter', value: one.filter })),
    });
    if (filter === null) return;
    model.change({ filter });
    editors.open(uris.runs, { preview: false });
  }

  return disposeAll(
    plain('runs.showTable', 'table', t('showTable'), () => editors.open(uris.runs, { preview: false })),
    bulk('runs.addTag', 'tag', t('addTag'), addTag),
    bulk('runs.removeTag', 'tag', t('removeTag'), removeTag),
    bulk('runs.editNotes', 'note', t('editNotes'), editNotes),
    bulk('runs.moveToFolder', 'folder', t('moveToFolder'), moveToFolder),
    bulk('runs.archive', 'archive', t('archive'), (runs) => archive(runs, true)),
    bulk('runs.unarchive', 'archive', t('unarchive'), (runs) => archive(runs, false)),
    bulk('runs.pin', 'pin', t('pin'), (runs) => annotate(runs, { pinned: true })),
    bulk('runs.unpin', 'pinned', t('unpin'), (runs) => annotate(runs, { pinned: false })),
    bulk('runs.setBaseline', 'target', t('setBaseline'), ([run]) => {
      if (run) runMarks.setBaseline(workspace.path.value, run.id);
    }),
    plain('runs.clearBaseline', 'close', t('clearBaseline'), () => runMarks.setBaseline(workspace.path.value, null)),
    bulk('runs.removeSelected', 'trash', t('removeSelected'), async (runs) => {
      const ended = runs.filter((run) => !isAtWork(run.state));
      await removeRuns(services, ended);
      if (ended.length < runs.length) notifications.show('warning', t('stillAtWork', { count: runs.length - ended.length }));
    }),
    plain('runs.restore', 'history', t('restore'), restore),
    plain('runs.emptyTrash', 'trash', t('emptyTrash'), emptyTrash),
    bulk('runs.copyCommand', 'terminal', t('copyCommand'), copyCommand),
    bulk('runs.exportTable', 'export', t('exportTable'), exportTable),
    plain('runsTable.chooseColumns', 'list-selection', t('chooseColumns'), chooseColumns),
    plain('runsTable.groupBy', 'group-by-ref-type', t('groupBy'), chooseGrouping),
    plain('runsTable.toggleDifferences', 'diff', t('toggleDifferences'), () =>
      model.change({ differencesOnly: !model.settings.value.differencesOnly }),
    ),
    plain('runsTable.toggleArchived', 'archive', t('toggleArchived'), () =>
      model.change({ showArchived: !model.settings.value.showArchived }),
    ),
    plain('runsTable.saveFilter', 'save', t('saveFilter'), saveFilter),
    plain('runsTable.applyFilter', 'filter', t('applyFilter'), applyFilter),
    plain('runsTable.reset', 'discard', t('reset'), () => model.change({ ...defaultSettings, saved: model.settings.value.saved })),
  );
}

function tagProblem(text: string): string | null {
  const tags = text.split(',').map((tag) => tag.trim());
  if (tags.some((tag) => tag === '')) return t('tagEmpty');
  return tags.some((tag) => tag.length > 60) ? t('tagLong') : null;
}

/** What keeps a text from being a folder; null: nothing. */
export function folderProblem(text: string): string | null {
  if (text.trim() === '') return null;
  return text
    .trim()
    .split('/')
    .every((part) => part !== '' && part === part.trim())
    ? null
    : t('folderProblem');
}
