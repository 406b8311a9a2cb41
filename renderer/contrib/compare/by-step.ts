/** Error and coverage by horizon step of the runs that can be set against each other. */
import type { RunSummary } from '../../../engine/protocol/training.ts';
import type { PlotLine } from './lines.ts';

export type StepFigure = 'error' | 'coverage';

export function stepLines(runs: readonly RunSummary[], figure: StepFigure, colors: ReadonlyMap<string, number>): PlotLine[] {
  return runs.flatMap(({ id, name, evaluation }): PlotLine[] => {
    const values = figure === 'error' ? evaluation?.maeByStep.model : evaluation?.coverageByStep;
    if (!values || values.length === 0) return [];
    return [
      {
        key: id,
        label: name,
        style: colors.get(id) ?? 0,
        x: Float64Array.from(values, (_, step) => step + 1),
        y: Float64Array.from(values),
        raw: null,
        band: null,
        strong: false,
        live: false,
      },
    ];
  });
}

export interface FoldRow {
  runId: string;
  name: string;
  /** A fold's error; null where the run has none for it. */
  errors: Array<number | null>;
}

/** Errors of the runs by fold, and all folds that any of them has. */
export function foldRows(runs: readonly RunSummary[]): { folds: string[]; rows: FoldRow[] } {
  const folds = [...new Set(runs.flatMap(({ evaluation }) => (evaluation?.byFold ?? []).map(({ name }) => name)))];
  const rows = runs.flatMap(({ id, name, evaluation }): FoldRow[] => {
    if (!evaluation || evaluation.byFold.length === 0) return [];
    const byName = new Map(evaluation.byFold.map((part) => [part.name, part.errors.model]));
    const errors = folds.map((fold) => {
      const error = byName.get(fold) ?? Number.NaN;
      return Number.isFinite(error) ? error : null;
    });
    return [{ runId: id, name, errors }];
  });
  return { folds, rows };
}
