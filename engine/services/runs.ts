import { loadHistory, loadTiming, removeRun } from '../project/run-folder.ts';
import type { Run } from '../project/run-record.ts';
import type { Handlers } from '../protocol/contract.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { RunDetail } from '../protocol/training.ts';
import type { RunCurves } from '../protocol/runs.ts';
import { annotated } from './annotate.ts';
import { backtestRun } from './backtest-run.ts';
import { calibrateRun } from './calibrate-run.ts';
import type { EngineContext } from './context.ts';
import { runFolds } from './run-folds.ts';
import { leaderboard } from './leaderboard.ts';
import { runCurves } from './run-curves.ts';
import { openWorkspaceOf } from './shared.ts';

export function runsService(context: EngineContext): Handlers<'runs'> {
  const { runs } = context;

  async function detail(run: Run): Promise<RunDetail> {
    const warnings: string[] = [];
    const live = runs.journal(run.summary.id);
    if (live) return { ...run.summary, history: [...live.epochs], log: [...live.lines] };
    const { history, log } = await loadHistory(run.summary.folder, warnings);
    return { ...run.summary, history, log: [...log, ...warnings] };
  }

  async function curves(runId: string): Promise<RunCurves> {
    const live = runs.journal(runId);
    if (live) return runCurves(runId, live.epochs, live.timings);
    const { folder } = (await runs.get(runId)).summary;
    const [{ history }, timings] = [await loadHistory(folder, []), await loadTiming(folder, [])];
    return runCurves(runId, history, timings);
  }

  function refuseActive(runId: string): void {
    if (!runs.active().some((active) => active.run.summary.id === runId)) return;
    throw new ExpectedError('run-active', 'This run is training now. Cancel it before you remove it.', { runId });
  }

  return {
    'runs.list': async ({ folder }) => (await runs.list(folder)).map((run) => run.summary),
    'runs.open': async ({ folder }) => detail(await runs.open(folder)),
    'runs.get': async ({ runId }) => detail(await runs.get(runId)),
    'runs.rename': async ({ runId, name }) => {
      const { summary } = await runs.change(runId, (run) => {
        run.summary.name = name;
      });
      context.emit('run.changed', summary);
      return summary;
    },
    'runs.remove': async ({ runId }) => {
      refuseActive(runId);
      await removeRun((await runs.get(runId)).summary.folder, context.clock);
      runs.forget(runId);
    },
    'runs.annotate': async ({ runIds, ...change }) => {
      const changed = [];
      for (const runId of new Set(runIds)) {
        const { summary } = await runs.annotate(runId, (now) => annotated(now, change));
        context.emit('run.changed', summary);
        changed.push(summary);
      }
      return changed;
    },
    'runs.curves': async ({ runIds }) => {
      const found: RunCurves[] = [];
      for (const runId of runIds) found.push(await curves(runId));
      return found;
    },
    'runs.trash': async ({ runId }) => {
      refuseActive(runId);
      return { trashId: await openWorkspaceOf(context).trashRun(runId, context.clock) };
    },
    'runs.trashed': async () => (await openWorkspaceOf(context).listTrash()).map(({ summary }) => ({ trashId: summary.id, run: summary })),
    'runs.restore': async ({ trashId }) => {
      const { summary } = await openWorkspaceOf(context).restoreRun(trashId);
      context.emit('run.changed', summary);
      return summary;
    },
    'runs.emptyTrash': async () => ({ removed: await openWorkspaceOf(context).emptyTrash(context.clock) }),
    'runs.backtest': (request, { signal }) => backtestRun(context, request, signal),
    'runs.folds': ({ runId, seriesId }, { signal }) => runFolds(context, runId, seriesId, signal),
    'runs.calibration': ({ runId }, { signal }) => calibrateRun(context, runId, signal),
    'runs.leaderboard': async ({ runIds, folder }) =>
      leaderboard(runIds === undefined ? await runs.list(folder) : await Promise.all(runIds.map((runId) => runs.get(runId)))),
  };
}
