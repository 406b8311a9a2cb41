import { looseFiles } from '../project/loose-files.ts';
import { createWorkspace } from '../project/workspace.ts';
import type { Handlers, WorkspaceSummary } from '../protocol/contract.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { EngineContext } from './context.ts';

export function workspaceService(context: EngineContext): Handlers<'workspace'> {
  return {
    'workspace.open': async ({ path }) => {
      refuseWhileTraining(context);
      const workspace = await createWorkspace(path);
      // A run may have started while the folder was read.
      refuseWhileTraining(context);
      context.workspace = workspace;
      context.datasets.clear();
      context.runs.clear();
      return summarise(context);
    },
    'workspace.files': async () => {
      const { workspace } = context;
      if (workspace === null) return [];
      const datasets = await workspace.listDatasets();
      return looseFiles(
        workspace.path,
        datasets.map(({ path }) => path),
      );
    },
    'workspace.current': () => (context.workspace === null ? null : summarise(context)),
  };
}

function refuseWhileTraining({ runs }: EngineContext): void {
  if (!runs.busy()) return;
  throw new ExpectedError('training-runs', 'A run is training in the open workspace. Stop or cancel it before you open another folder.');
}

async function summarise({ workspace, runs }: EngineContext): Promise<WorkspaceSummary> {
  if (workspace === null) throw new Error('No workspace is open.');
  const [datasets, found] = [await workspace.listDatasets(), await workspace.listRuns()];
  return {
    path: workspace.path,
    name: workspace.name,
    datasets,
    runs: found.map((run) => runs.current(run).summary),
    warnings: workspace.warnings,
  };
}
