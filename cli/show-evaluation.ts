import type { Evaluation, MethodName, RunSummary } from '../engine/protocol/training.ts';
import type { Output } from './output.ts';
import { figure, table } from './table.ts';

/** Verdict first, then every method by every metric. */
export function showEvaluation(output: Output, run: RunSummary, evaluation: Evaluation): void {
  const names: Record<MethodName, string> = {
    model: run.config.model.kind.toUpperCase(),
    seasonalNaive: 'seasonal naive',
    naive: 'naive',
    drift: 'drift',
  };
  output.line(evaluation.verdict.sentence);
  output.line();
  output.line(
    table(
      ['method', 'MASE', 'sMAPE %', 'MAE', 'RMSE', 'pinball', 'coverage of 80 %'],
      (Object.keys(names) as MethodName[]).map((name) => {
        const metrics = evaluation.metrics[name];
        const coverage = metrics.coverage80 === null ? '—' : `${(metrics.coverage80 * 100).toFixed(1)} %`;
        return [
          names[name],
          figure(metrics.mase),
          figure(metrics.smape),
          figure(metrics.mae),
          figure(metrics.rmse),
          figure(metrics.pinball),
          coverage,
        ];
      }),
    ),
  );
  for (const note of evaluation.notes) output.line(note);
}
