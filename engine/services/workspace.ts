import { createWorkspace } from '../project/workspace.ts';
import type { Handlers, WorkspaceSummary } from '../protocol/contract.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { EngineContext } from './context.ts';

export function workspaceService(context: EngineContext): Handlers<'workspace'> {
  return {
    'workspace.open': async ({ path }) => {
      if (context.runs.active().length > 0) {
        throw new ExpectedError(
          'training-runs',
          'A run is training in the open workspace. Stop or cancel it before you open another folder.',
        );
      }
      context.workspace = await createWorkspace(path);
      context.datasets.clear();
      context.runs.clear();
      return summarise(context);
    },
    'workspace.current': () => (context.workspace === null ? null : summarise(context)),
  };
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
