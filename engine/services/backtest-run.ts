import { backtest } from '../forecast/backtest.ts';
import { refitBacktest } from '../forecast/refit-backtest.ts';
import { saveBacktest } from '../project/run-folder.ts';
import type { BacktestRequest, BacktestResult, ForecastAudit } from '../protocol/evaluation.ts';
import type { EngineContext } from './context.ts';
import { runJob } from './jobs.ts';
import { withPredictor } from './with-predictor.ts';

/**
 * Backtests a run, as it was trained or with its configuration trained anew. What is kept in the run's folder is the run as it was trained.
 * Errors: those of `withPredictor`, `backtest` and `refitBacktest`.
 */
export function backtestRun(context: EngineContext, request: BacktestRequest, signal: AbortSignal): Promise<BacktestResult> {
  const { runId, refit, audit = false } = request;
  const [folds, stride, window] = [request.folds ?? null, request.stride ?? null, request.window ?? null];
  return withPredictor(context, runId, signal, async (predictor, dataset, { summary }) => {
    const done = await runJob(context, 'backtest', `Backtesting ${summary.name}`, (job) => {
      const task = { dataset, folds, stride, window, signal, onProgress: job.progress };
      return refit === undefined
        ? backtest({ ...task, predictor })
        : refitBacktest({ ...task, refit, config: summary.config, core: context.core, clock: context.clock });
    });
    if (refit === undefined) await saveBacktest(summary.folder, done.evaluation);
    return { ...done.evaluation, audit: audit ? done.audit.map((one) => inFile(one, dataset.rowsBefore?.get(one.seriesId) ?? 0)) : null };
  });
}

/** Rows are told as they count in the series, also where the run knows a range of it alone. */
function inFile(audit: ForecastAudit, before: number): ForecastAudit {
  const moved = ({ from, to }: { from: number; to: number }): { from: number; to: number } => ({ from: from + before, to: to + before });
  return { ...audit, origin: audit.origin + before, fitted: audit.fitted && moved(audit.fitted), seen: moved(audit.seen) };
}
