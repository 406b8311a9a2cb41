import { type PanelColumn, panelData, PANEL_TARGET } from '../data/panel-data.ts';
import type { TrainingData } from '../data/dataset.ts';
import type { Beside, FitTask, History, TaskColumns } from '../models/forecaster.ts';
import type { TrainedModel } from '../models/trained.ts';
import type { RawWindow } from '../models/window.ts';
import { DATA_DEFAULTS } from '../protocol/defaults.ts';
import { NO_NAME } from '../train/columns.ts';

/** Columns of a task that declares none. */
const TARGET_ALONE: TaskColumns = { ...DATA_DEFAULTS, target: PANEL_TARGET, covariates: [], names: [] };

/** What a task declares. */
export function columnsOfTask({ columns }: Pick<FitTask, 'columns'>): TaskColumns {
  return columns ?? TARGET_ALONE;
}

/** The histories of a task as data that a network is trained on: the rows up to each origin, and nothing of the steps ahead. */
export function taskData(task: Pick<FitTask, 'histories' | 'columns'>): TrainingData {
  const { histories } = task;
  const columns = columnsOfTask(task);
  const { target, covariates, future, statics, categorical, names } = columns;
  const column = (name: string, pick: (beside: Beside) => ArrayLike<number>): PanelColumn => ({
    name,
    labels: names[categorical.indexOf(name)] ?? null,
    rowsOf: (series) => pick(besideOf(histories[series]!)),
  });
  return panelData(
    'the panel',
    histories.map(({ id, values, beside }) => ({ id, values, ...(columns.calendar.length > 0 ? { time: beside!.time } : {}) })),
    target,
    [
      ...covariates.map((name, i) => column(name, ({ past }) => past[i]!)),
      ...future.map((name, i) => column(name, ({ future: ahead }) => ahead[i]!)),
      // A static column says its one value in the first row.
      ...statics.map((name, i) => column(name, ({ statics: values }) => values.subarray(i, i + 1))),
    ],
  );
}

const NOTHING: Beside = { past: [], future: [], statics: new Float64Array(), time: new Float64Array() };

function besideOf({ beside }: History): Beside {
  return beside ?? NOTHING;
}

/** A history as the window that a network trained on the task's data forecasts from; it reads what its configuration declares of the task's columns. */
export function windowOf(history: History, task: Pick<FitTask, 'columns'>, { data, categories }: TrainedModel, series: number): RawWindow {
  const columns = columnsOfTask(task);
  const { past, future, statics, time } = besideOf(history);
  const coded = (name: string, values: Float64Array): Float64Array => {
    const known = categories[data.categorical.indexOf(name)];
    return known === undefined ? values : recode(values, columns.names[columns.categorical.indexOf(name)]!, known);
  };
  return {
    target: history.values,
    covariates: data.covariates.map((name) => coded(name, past[columns.covariates.indexOf(name)]!)),
    series,
    ...(data.future.length > 0 ? { future: data.future.map((name) => coded(name, future[columns.future.indexOf(name)]!)) } : {}),
    ...(data.statics.length > 0
      ? {
          statics: Float64Array.from(data.statics, (name) => {
            const at = columns.statics.indexOf(name);
            return coded(name, statics.subarray(at, at + 1))[0]!;
          }),
        }
      : {}),
    ...(data.calendar.length > 0 ? { time } : {}),
  };
}

/** Codes of the task's names as those of a model: 1 + the index among its own, 0 for a name that is not. */
function recode(codes: Float64Array, names: readonly string[], known: readonly string[]): Float64Array {
  const indices = new Map(known.map((name, index) => [name, index + 1]));
  const places = Float64Array.from(names, (name) => indices.get(name) ?? 0);
  const missing = indices.get(NO_NAME) ?? Number.NaN;
  return codes.map((code) => (Number.isNaN(code) ? missing : places[code]!));
}
