/** What StepErrorChart draws and says: the error of each method by how far ahead it forecasts. */

import type { ChartDataset } from 'chart.js';
import type { MethodName } from '../../../engine/protocol/evaluation.ts';
import { finiteDomain, padDomain, type Domain } from './domain.ts';
import type { LegendEntry } from './legend.ts';
import type { Format } from './number-format.ts';
import type { Point } from './points.ts';
import { limitedTable, type TableContent } from './table.ts';
import type { ChartText } from './text.ts';
import type { ChartTheme } from './theme.ts';

export type StepErrors = Partial<Record<MethodName, readonly number[]>>;

const order: MethodName[] = ['model', 'seasonalNaive', 'naive', 'drift', 'ridge'];
const dashes: Record<MethodName, number[]> = { model: [], seasonalNaive: [6, 3], naive: [2, 3], drift: [8, 3, 2, 3], ridge: [10, 2] };

export const methodsOf = (errors: StepErrors): MethodName[] => order.filter((method) => (errors[method]?.length ?? 0) > 0);

export const stepsOf = (errors: StepErrors): number => Math.max(0, ...order.map((method) => errors[method]?.length ?? 0));

export function stepErrorLegend(errors: StepErrors, theme: ChartTheme, text: ChartText): LegendEntry[] {
  return methodsOf(errors).map((method) => ({
    label: text.methods[method],
    color: theme.series[order.indexOf(method)] ?? theme.foreground,
    dash: dashes[method],
  }));
}

export function stepErrorDatasets(errors: StepErrors, legend: readonly LegendEntry[]): Array<ChartDataset<'line', Point[]>> {
  const steps = stepsOf(errors);
  return methodsOf(errors).map((method, index) => ({
    data: (errors[method] ?? []).map((y, step) => ({ x: step + 1, y })),
    borderColor: legend[index]?.color ?? '',
    backgroundColor: legend[index]?.color ?? '',
    borderDash: legend[index]?.dash ?? [],
    borderWidth: method === 'model' ? 2.5 : 1.5,
    pointRadius: steps <= 40 ? 2 : 0,
    pointBorderWidth: 0,
    order: index,
  }));
}

/** From zero, so that heights can be compared as lengths. */
export function stepErrorDomain(errors: StepErrors): Domain {
  const found = finiteDomain(...methodsOf(errors).map((method) => errors[method] ?? []));
  return { min: 0, max: found && found.max > 0 ? padDomain({ min: 0, max: found.max }).max : 1 };
}

export function stepErrorSummary(errors: StepErrors, format: Format, text: ChartText): string {
  const steps = stepsOf(errors);
  const wins = methodsOf(errors).map((method) => ({ method, wins: 0 }));
  for (let step = 0; step < steps; step++) {
    let best: { method: MethodName; wins: number } | null = null;
    for (const entry of wins) {
      const error = errors[entry.method]?.[step] ?? Number.NaN;
      if (Number.isFinite(error) && (!best || error < (errors[best.method]?.[step] ?? Infinity))) best = entry;
    }
    if (best) best.wins++;
  }
  const winner = wins.reduce<{ method: MethodName; wins: number } | null>(
    (best, entry) => (!best || entry.wins > best.wins ? entry : best),
    null,
  );
  if (!winner) return text.emptySummary(text.error);
  const line = errors[winner.method] ?? [];
  return text.stepErrorSummary({
    steps,
    best: text.methods[winner.method],
    wins: winner.wins,
    first: format(line[0] ?? Number.NaN),
    last: format(line[steps - 1] ?? Number.NaN),
  });
}

export function stepErrorTable(errors: StepErrors, format: Format, text: ChartText): TableContent {
  const methods = methodsOf(errors);
  return limitedTable(
    [text.step, ...methods.map((method) => text.methods[method])],
    stepsOf(errors),
    (step) => [String(step + 1), ...methods.map((method) => format(errors[method]?.[step] ?? Number.NaN))],
    text,
    (step) => [step + 1, ...methods.map((method) => errors[method]?.[step] ?? Number.NaN)],
  );
}
