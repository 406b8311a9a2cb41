/** What others report on the same sets. Sources: see each list. */
import type { Figures, Row } from './row.ts';

export interface Published extends Partial<Figures> {
  set: string;
  /** Our name of the model where we have it too. */
  model: string;
  context?: number;
  horizon?: number;
  source: string;
}

const M4 = 'Makridakis et al. 2020, M4 competition';
const M3 = 'M3 competition, Makridakis & Hibon 2000';
const OURS = 'closed-form reference of this project';

type M4Row = [model: string, source: string, smape: number | null, mase: number | null, owa: number];

const m4Hourly: M4Row[] = [
  ['naive', M4, 43.003, 11.608, 3.593],
  ['seasonalNaive', M4, 13.912, 1.193, 0.628],
  ['naive2', M4, 18.383, 2.395, 1],
  ['theta', M4, 18.138, 2.455, 1.006],
  ['plain RNN benchmark', M4, 14.698, 3.048, 1.036],
  ['Bandara, global LSTM', M4, 18.598, 2.758, 1.082],
  ['FFORMA', M4, 11.506, 0.819, 0.484],
  ['ES-RNN (winner)', M4, 9.328, 0.893, 0.44],
  ['best single entry', M4, 8.913, 0.801, 0.41],
  ['ES-RNN, one net, no ensemble', 'Smyl 2020', null, null, 0.615],
  ['Chronos-Bolt, pretrained', 'Ansari et al. 2024', null, null, 0.401],
  ['TiRex, pretrained', 'Auer et al. 2025', null, null, 0.364],
  ['ridge-global', OURS, 10.37, 1.125, 0.517],
  ['ridge-local', OURS, 9.575, 0.872, 0.442],
  ['ridge-blend', OURS, 9.257, 0.9, 0.44],
];

/** sMAPE over points: yearly, quarterly, monthly, other, all; null where only the rest is published. */
const m3: Array<[model: string, source: string, ...smape: Array<number | null>]> = [
  ['naive2', M3, 17.88, 9.95, 16.91, 6.3, 15.47],
  ['theta', M3, 16.97, 8.96, 13.89, 4.41, 13.05],
  ['dynamicTheta', 'Fiorucci et al. 2016', 15.94, 9.28, 13.74, 4.58, 12.9],
  ['N-BEATS ensemble', 'Oreshkin et al. 2020', 15.92, 8.8, 13.24, 4.21, 12.46],
  ['DeepAR', 'Oreshkin et al. 2020', null, null, null, null, 12.67],
];
const M3_SETS = ['m3-yearly', 'm3-quarterly', 'm3-monthly', 'm3-other', 'm3'];

/** Mean squared error on ETTh1 at horizon 96, 192, 336, 720; context null: whatever a model takes, or its own. */
const etth1: Array<[model: string, source: string, context: number | null, ...mse: number[]]> = [
  ['seasonalNaive', OURS, null, 0.512, 0.581, 0.65, 0.655],
  ['ridge-global', OURS, 96, 0.383, 0.434, 0.474, 0.461],
  ['ridge-global', OURS, 336, 0.37, 0.403, 0.425, 0.422],
  ['ridge-global', OURS, 720, 0.367, 0.402, 0.424, 0.426],
  ['segrnn', 'Lin et al. 2023, SegRNN', 96, 0.368, 0.408, 0.444, 0.446],
  ['iTransformer', 'Liu et al. 2024', 96, 0.386, 0.441, 0.487, 0.503],
  ['PatchTST, last batch kept', 'Nie et al. 2023, corrected', null, 0.385, 0.413, 0.44, 0.456],
  ['FITS', 'Xu et al. 2024', null, 0.375, 0.407, 0.43, 0.427],
];
const HORIZONS = [96, 192, 336, 720];

export const published: Published[] = [
  ...m4Hourly.map(([model, source, smape, mase, owa]) => ({ set: 'm4-hourly', model, source, smape, mase, owa })),
  ...m3.flatMap(([model, source, ...values]) =>
    M3_SETS.map((set, i) => ({ set, model, source, smape: values[i] ?? null })).filter(({ smape }) => smape !== null),
  ),
  ...etth1.flatMap(([model, source, context, ...values]) =>
    HORIZONS.map((horizon, i) => ({ set: 'etth1', model, source, ...(context === null ? {} : { context }), horizon, mse: values[i]! })),
  ),
];

/** What is published on the set of a row, at its horizon. */
export function publishedOn({ set, horizon }: Pick<Row, 'set' | 'horizon'>): Published[] {
  return published.filter((entry) => entry.set === set && entry.horizon === horizon);
}

/** What is published of the same model in the same setting. */
export function publishedOf(row: Pick<Row, 'set' | 'horizon' | 'model' | 'context'>): Published | undefined {
  return publishedOn(row).find(({ model, context }) => model === row.model && (context === undefined || context === row.context));
}
