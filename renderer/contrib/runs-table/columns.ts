/** The columns that the table of runs can show: what a run says of itself, its parameters, losses and results. */
import type { RunSummary } from '../../../engine/protocol/training.ts';
import type { ComparableSets } from '../../platform/runs/comparable.ts';
import { parametersOf, parameterValue } from '../../platform/runs/parameters.ts';
import { runLook } from '../../platform/runs/run-look.ts';
import { t } from './messages.ts';

export type CellValue = string | number | boolean | readonly string[] | null;
export type ColumnKind = 'text' | 'number' | 'percent' | 'time' | 'duration' | 'tags' | 'state' | 'flag';
/** Which direction is better; `near80`: the closer to 0.8. */
export type Better = 'lower' | 'higher' | 'near80';

export interface RunColumn {
  id: string;
  title: string;
  /** What the figure is, for the tooltip. */
  hint?: string;
  kind: ColumnKind;
  value: (run: RunSummary) => CellValue;
  better?: Better;
  /** What decides whether two runs' figures may be set against each other. */
  basis?: 'test' | 'loss';
  width: number;
  /** Shown until the user decides otherwise; of parameters: where all are shown. */
  standard: boolean;
  /** Part of the configuration: by default shown where the shown runs differ. */
  parameter: boolean;
  /** Can be written in the table. */
  editable?: 'name' | 'tags' | 'notes' | 'folder';
}

const finite = (value: number | null | undefined): number | null =>
  value === null || value === undefined || Number.isNaN(value) ? null : value;

/** Letters name the sets of comparable runs: A, B … Z, AA. */
export function setName(set: number): string {
  const letter = String.fromCharCode(65 + (set % 26));
  return set < 26 ? letter : setName(Math.floor(set / 26) - 1) + letter;
}

function skill(run: RunSummary, reference: 'naive' | 'ridge' | 'drift'): number | null {
  if (!run.evaluation) return null;
  const { metrics, measure } = run.evaluation;
  const of = (method: 'model' | typeof reference): number =>
    measure === 'MASE' ? (metrics[method].mase ?? Number.NaN) : metrics[method].mae;
  return finite(1 - of('model') / of(reference));
}

function aboutColumns(sets: ComparableSets): RunColumn[] {
  const column = (id: string, title: string, width: number, rest: Partial<RunColumn> & Pick<RunColumn, 'value'>): RunColumn => ({
    id,
    title,
    kind: 'text',
    width,
    standard: true,
    parameter: false,
    ...rest,
  });
  return [
    column('name', t('name'), 240, { value: (run) => run.name, editable: 'name' }),
    column('state', t('state'), 124, { kind: 'state', value: (run) => runLook(run.state).label }),
    column('tags', t('tags'), 140, { kind: 'tags', value: (run) => run.annotation.tags, editable: 'tags' }),
    column('set', t('set'), 64, {
      hint: t('setHint'),
      value: (run) => {
        const set = sets.get(run.id);
        return set === undefined ? null : setName(set);
      },
    }),
    column('dataset', t('dataset'), 150, { value: (run) => run.datasetName }),
    column('target', t('target'), 100, { value: (run) => run.config.data.target }),
    column('horizon', t('horizon'), 76, { kind: 'number', value: (run) => run.config.data.horizon }),
    column('model', t('model'), 76, { value: (run) => run.config.model.kind }),
    column('when', t('when'), 156, { kind: 'time', value: (run) => Date.parse(run.createdAt) }),
    column('duration', t('duration'), 88, { kind: 'duration', value: (run) => run.trainSeconds }),
    column('epochsDone', t('epochsDone'), 72, { kind: 'number', value: (run) => run.epochsDone, standard: false }),
    column('weights', t('weights'), 88, { kind: 'number', value: (run) => run.parameters, hint: t('weightsHint') }),
    column('folder', t('folder'), 120, { value: (run) => run.annotation.folder || null, editable: 'folder', standard: false }),
    column('notes', t('notes'), 200, { value: (run) => run.annotation.notes || null, editable: 'notes', standard: false }),
    column('instructions', t('instructions'), 90, { value: (run) => run.isa, standard: false }),
  ];
}

function resultColumns(): RunColumn[] {
  const column = (id: string, title: string, rest: Partial<RunColumn> & Pick<RunColumn, 'value'>): RunColumn => ({
    id,
    title,
    kind: 'number',
    width: 104,
    standard: true,
    parameter: false,
    ...rest,
  });
  const loss = { better: 'lower', basis: 'loss' } as const;
  const error = { better: 'lower', basis: 'test' } as const;
  const share = { kind: 'percent', better: 'higher', basis: 'test' } as const;
  return [
    column('bestLoss', t('bestLoss'), { ...loss, value: (run) => finite(run.bestValidationLoss), hint: t('bestLossHint') }),
    column('lastLoss', t('lastLoss'), { ...loss, value: (run) => finite(run.losses?.lastValidation), standard: false }),
    column('lastTrainingLoss', t('lastTrainingLoss'), { ...loss, value: (run) => finite(run.losses?.lastTraining), standard: false }),
    column('bestTrainingLoss', t('bestTrainingLoss'), {
      ...loss,
      value: (run) => finite(run.losses?.bestTraining),
      hint: t('bestTrainingLossHint'),
      standard: false,
    }),
    column('bestEpoch', t('bestEpoch'), { value: (run) => (run.bestEpoch > 0 ? run.bestEpoch : null), width: 84, standard: false }),
    column('mase', 'MASE', { ...error, value: (run) => finite(run.evaluation?.metrics.model.mase), width: 90 }),
    column('smape', 'sMAPE', { ...error, value: (run) => finite(run.evaluation?.metrics.model.smape), width: 90 }),
    column('mae', 'MAE', { ...error, value: (run) => finite(run.evaluation?.metrics.model.mae), width: 90, standard: false }),
    column('rmse', 'RMSE', { ...error, value: (run) => finite(run.evaluation?.metrics.model.rmse), width: 90, standard: false }),
    column('pinball', t('pinball'), { ...error, value: (run) => finite(run.evaluation?.metrics.model.pinball), standard: false }),
    column('skill', t('skill'), { ...share, value: (run) => finite(run.evaluation?.verdict.skill), hint: t('skillHint') }),
    column('skillNaive', t('skillNaive'), { ...share, value: (run) => skill(run, 'naive'), hint: t('skillNaiveHint'), standard: false }),
    column('skillRidge', t('skillRidge'), {
      ...share,
      value: (run) => finite(run.evaluation?.verdict.skillOverRidge),
      hint: t('skillRidgeHint'),
    }),
    column('coverage', t('coverage'), {
      kind: 'percent',
      better: 'near80',
      basis: 'test',
      value: (run) => finite(run.evaluation?.metrics.model.coverage80),
      hint: t('coverageHint'),
    }),
  ];
}

/** Parameters of which others columns speak already. */
const spoken = new Set(['data.target', 'data.horizon', 'model.kind']);

/** One column for each value of the configuration, named as in its JSON and close to the command line's flags. */
function parameterColumns(runs: readonly RunSummary[]): RunColumn[] {
  const config = runs[0]?.config;
  if (!config) return [];
  return parametersOf(config)
    .filter(({ part, name }) => !spoken.has(`${part}.${name}`))
    .map((parameter): RunColumn => {
      const { part, name } = parameter;
      const example = parameterValue(config, parameter);
      return {
        id: name,
        title: name,
        hint: t('parameterHint', { path: `${part}.${name}` }),
        kind: typeof example === 'number' ? 'number' : typeof example === 'boolean' ? 'flag' : 'text',
        value: (run) => parameterValue(run.config, parameter),
        width: 96,
        standard: false,
        parameter: true,
      };
    });
}

/** What one looks at first; results follow, then the rest of what a run says of itself, the parameters last. */
const first = ['name', 'state', 'tags', 'set', 'dataset', 'model'];

export function runColumns(runs: readonly RunSummary[], sets: ComparableSets): RunColumn[] {
  const about = aboutColumns(sets);
  const leads = ({ id }: RunColumn): boolean => first.includes(id);
  return [...about.filter(leads), ...resultColumns(), ...about.filter((column) => !leads(column)), ...parameterColumns(runs)];
}
