/** Steps of the way to datasets and runs, for the breadcrumbs of every editor that is about them. */
import type { CommandRegistry } from '../commands/command-registry.ts';
import type { Crumb } from '../editors/breadcrumbs.ts';
import type { WorkspaceStore } from './workspace-store.ts';

interface Needs {
  workspace: WorkspaceStore;
  commands: CommandRegistry;
}

/** A dataset, among those of the workspace; nothing where it is gone. */
export function datasetCrumbs({ workspace, commands }: Needs, datasetId: string): Crumb[] {
  const dataset = workspace.dataset(datasetId);
  if (!dataset) return [];
  const siblings: Crumb['siblings'] = () => ({
    active: datasetId,
    items: workspace.datasets.value.map(({ id, name, path }) => ({
      id,
      label: name,
      description: path,
      icon: 'graph-line',
      value: () => commands.run('data.openDataset', { datasetId: id }),
    })),
  });
  return [{ label: dataset.name, icon: 'graph-line', siblings }];
}

/** A run below its dataset, among the runs of that. */
export function runCrumbs(needs: Needs, runId: string): Crumb[] {
  const { workspace, commands } = needs;
  const run = workspace.run(runId);
  if (!run) return [];
  const siblings: Crumb['siblings'] = () => ({
    active: runId,
    items: workspace.runs.value
      .filter(({ datasetId }) => datasetId === run.datasetId)
      .map(({ id, name, createdAt }) => ({
        id,
        label: name,
        description: createdAt,
        icon: 'beaker',
        value: () => commands.run('runs.open', { runId: id }),
      })),
  });
  return [...datasetCrumbs(needs, run.datasetId), { label: run.name, icon: 'beaker', siblings }];
}
