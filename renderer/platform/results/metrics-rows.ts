import type { Evaluation, MethodName, Metrics } from '../../../engine/protocol/evaluation.ts';

const metricNames = ['mase', 'mae', 'rmse', 'smape', 'pinball', 'coverage80'] as const satisfies ReadonlyArray<keyof Metrics>;
const methodNames = ['model', 'seasonalNaive', 'ridge', 'naive', 'drift'] as const satisfies readonly MethodName[];

export interface MetricsRow {
  method: MethodName;
  cells: Array<{ metric: keyof Metrics; value: number | null; best: boolean }>;
}

/** How far a value is from the ideal: coverage is best at its nominal share, everything else at zero. */
function distance(metric: keyof Metrics, value: number | null): number {
  if (value === null) return Number.POSITIVE_INFINITY;
  return metric === 'coverage80' ? Math.abs(value - 0.8) : value;
}

/** Methods by row, but those that an older backtest does not know; metrics by column. A metric is marked best only where more than one method has it. */
export function metricsRows({ metrics }: Pick<Evaluation, 'metrics'>): MetricsRow[] {
  const known = methodNames.filter((method) => method === 'model' || !Number.isNaN(metrics[method].mae));
  const columns = metricNames.filter((metric) => known.some((method) => metrics[method][metric] !== null));
  return known.map((method) => ({
    method,
    cells: columns.map((metric) => {
      const values = known.map((name) => metrics[name][metric]).filter((value) => value !== null);
      const least = Math.min(...values.map((value) => distance(metric, value)));
      const value = metrics[method][metric];
      return { metric, value, best: values.length > 1 && distance(metric, value) === least };
    }),
  }));
}
