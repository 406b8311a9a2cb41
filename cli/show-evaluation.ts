import type { Evaluation, MethodName } from '../engine/protocol/evaluation.ts';
import type { Output } from './output.ts';
import { figure, table } from './table.ts';

/** In the order in which they are shown. */
export const methodTitles: Record<MethodName, string> = {
  model: 'model',
  seasonalNaive: 'seasonal naive',
  ridge: 'ridge',
  naive: 'naive',
  drift: 'drift',
};

/** Verdict first, then every method by every metric. */
export function showEvaluation(output: Output, model: string, evaluation: Evaluation): void {
  const names: Record<MethodName, string> = { ...methodTitles, model };
  const methods = (Object.keys(names) as MethodName[]).filter((name) => !Number.isNaN(evaluation.metrics[name].mae));
  output.line(evaluation.verdict.sentence);
  output.line();
  output.line(
    table(
      ['method', 'MASE', 'sMAPE %', 'MAE', 'RMSE', 'pinball', 'coverage of 80 %'],
      methods.map((name) => {
        const metrics = evaluation.metrics[name];
        return [
          names[name],
          figure(metrics.mase),
          figure(metrics.smape),
          figure(metrics.mae),
          figure(metrics.rmse),
          figure(metrics.pinball),
          percent(metrics.coverage80),
        ];
      }),
    ),
  );
  for (const note of evaluation.notes) output.line(note);
}

/** A share as `81.2 %`, an em dash where there is none, or it is of nothing. */
export function percent(share: number | null): string {
  return share === null || !Number.isFinite(share) ? '—' : `${(share * 100).toFixed(1)} %`;
}
