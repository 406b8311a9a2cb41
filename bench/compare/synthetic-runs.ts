/** Workspaces full of made-up finished runs with valid records: what tables and charts of many runs are tried on. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom, type Random } from '../../engine/base/random.ts';
import { saveAnnotation, saveHistory, saveRun, saveTiming } from '../../engine/project/run-folder.ts';
import type { Run } from '../../engine/project/run-record.ts';
import { createWorkspace } from '../../engine/project/workspace.ts';
import { DATA_DEFAULTS, MODEL_DEFAULTS, TRAINING_DEFAULTS } from '../../engine/protocol/defaults.ts';
import type { Evaluation, MethodName, Metrics } from '../../engine/protocol/evaluation.ts';
import { NO_ANNOTATION } from '../../engine/protocol/runs.ts';
import type { EpochRecord, RunConfig, RunState } from '../../engine/protocol/training.ts';

const KINDS = ['gru', 'lstm', 'rnn'] as const;
const WIDTHS = [16, 32, 64, 128];
const RATES = [0.001, 0.003, 0.01];
const TAGS = ['baseline', 'final', 'long context', 'für später'];
const DATA = [
  { id: 'airline', name: 'airline-passengers', target: 'passengers', horizon: 12, scale: 40 },
  { id: 'power', name: 'power-demand-by-region-2019-2024', target: 'load', horizon: 24, scale: 900 },
];
const METHODS: readonly MethodName[] = ['model', 'naive', 'seasonalNaive', 'drift', 'ridge'];
const FOLDS = 10;
const FIRST_START = Date.UTC(2026, 0, 5, 8);

interface Recipe {
  index: number;
  epochs: number;
  random: Random;
}

function configOf({ index }: Recipe, data: (typeof DATA)[number]): RunConfig {
  return {
    data: {
      ...DATA_DEFAULTS,
      target: data.target,
      covariates: [],
      context: index % 5 === 0 ? 48 : 36,
      horizon: data.horizon,
      season: 12,
      validationShare: 0.15,
      testShare: 0.15,
      transform: 'log',
      anchor: true,
    },
    model: { ...MODEL_DEFAULTS, kind: KINDS[index % KINDS.length]!, hidden: WIDTHS[Math.floor(index / 3) % WIDTHS.length]! },
    training: {
      ...TRAINING_DEFAULTS,
      quantiles: [0.1, 0.5, 0.9],
      epochs: 1000,
      patience: 100,
      rate: RATES[Math.floor(index / 12) % RATES.length]!,
      seed: index,
    },
  };
}

function historyOf({ index, epochs, random }: Recipe): EpochRecord[] {
  const [floor, pace] = [0.05 + 0.1 * random.uniform(), 20 + 60 * random.uniform()];
  return Array.from({ length: epochs }, (_, i): EpochRecord => {
    const fall = Math.exp(-i / pace);
    const noise = (): number => 1 + 0.08 * random.normal() * (0.3 + fall);
    const gradientNorm = Math.abs((0.2 + fall) * noise()) + (i % 251 === 250 ? 6 : 0);
    return {
      epoch: i + 1,
      trainingLoss: Math.abs((floor + 0.8 * fall) * noise()),
      validationLoss: Math.abs((floor * 1.2 + 0.7 * fall + Math.max(0, i - epochs / 2) * 2e-5 * (index % 4)) * noise()),
      rate: 0.003 * 0.5 * (1 + Math.cos((i / epochs) * Math.PI)),
      gradientNorm,
      clippedNorm: Math.min(1, gradientNorm),
      clippedShare: 0,
      layerNorms: [],
    };
  });
}

function evaluationOf({ index, random }: Recipe, { horizon, scale }: (typeof DATA)[number]): Evaluation {
  const skill = -0.1 + 0.45 * random.uniform();
  const naive: Record<MethodName, number> = { model: 1 - skill, naive: 1.9, seasonalNaive: 1, drift: 1.8, ridge: 0.82 };
  const metrics = Object.fromEntries(
    METHODS.map((method): [MethodName, Metrics] => {
      const mase = naive[method];
      const intervals =
        method === 'model'
          ? { pinball: mase * scale * 0.3, coverage80: 0.7 + 0.2 * random.uniform() }
          : { pinball: null, coverage80: null };
      return [method, { mae: mase * scale, rmse: mase * scale * 1.3, smape: mase * 6, mase, ...intervals }];
    }),
  ) as Record<MethodName, Metrics>;
  const steps = (method: MethodName): number[] =>
    Array.from({ length: horizon }, (_, step) => naive[method] * scale * (0.6 + (0.8 * step) / horizon) * (1 + 0.05 * random.normal()));
  const byStep = Object.fromEntries(METHODS.map((method) => [method, steps(method)])) as Record<MethodName, number[]>;
  const losses = Array.from({ length: FOLDS }, (_, fold) => naive.model * (0.8 + 0.3 * Math.sin(fold)) * (1 + 0.1 * random.normal()));
  const won = skill > 0;
  return {
    folds: FOLDS,
    points: FOLDS * horizon,
    stride: 1,
    window: null,
    refit: null,
    measure: 'MASE',
    metrics,
    maeByStep: byStep,
    skillByStep: { seasonalNaive: byStep.model.map((error, step) => 1 - error / byStep.seasonalNaive[step]!), ridge: [] },
    coverageByStep: byStep.model.map(() => 0.72 + 0.16 * random.uniform()),
    sharpness80: 1.5,
    pit: null,
    byFold: losses.map((model, fold) => ({
      name: String(fold),
      points: horizon,
      errors: { model, naive: 1.9, seasonalNaive: 1, drift: 1.8, ridge: 0.82 },
      coverage80: null,
    })),
    bySeries: [],
    seriesCount: 1,
    clusters: { by: 'fold', overlap: 1, losses },
    tests: { seasonalNaive: null, ridge: null },
    verdict: {
      beatsSeasonalNaive: won,
      skill,
      skillOverRidge: 1 - naive.model / naive.ridge,
      sentence: `Made-up run ${index}: ${won ? 'better' : 'no better'} than seasonal naive.`,
    },
    notes: [],
  };
}

function stateOf(index: number): RunState {
  if (index % 17 === 16) return 'failed';
  return index % 23 === 22 ? 'cancelled' : 'done';
}

async function writeRun(workspace: string, recipe: Recipe, sameData: boolean): Promise<string> {
  const { index, epochs } = recipe;
  const id = `synthetic-${String(index).padStart(4, '0')}`;
  const folder = join(workspace, 'runs', id);
  const data = DATA[sameData || index % 3 !== 0 ? 0 : 1]!;
  const config = configOf(recipe, data);
  const history = historyOf(recipe);
  const state = sameData ? 'done' : stateOf(index);
  const best = history.reduce((found, epoch) => (epoch.validationLoss < found.validationLoss ? epoch : found));
  const seconds = epochs * 0.05;
  const run: Run = {
    summary: {
      id,
      folder,
      name: `${data.name} ${config.model.kind.toUpperCase()} ${index + 1}${index % 11 === 5 ? ' with a name that is rather long because somebody wrote down everything' : ''}`,
      state,
      createdAt: new Date(FIRST_START + index * 3_600_000).toISOString(),
      datasetId: data.id,
      datasetName: data.name,
      config,
      parameters: config.model.hidden * 213,
      isa: 'avx2',
      epochsDone: epochs,
      bestEpoch: best.epoch,
      bestValidationLoss: best.validationLoss,
      losses: {
        lastTraining: history.at(-1)!.trainingLoss,
        lastValidation: history.at(-1)!.validationLoss,
        bestTraining: best.trainingLoss,
      },
      trainSeconds: seconds,
      evaluation: state === 'done' ? evaluationOf(recipe, data) : null,
      error: state === 'failed' ? { code: 'diverged', message: 'The loss became infinite: the learning rate is too high.' } : null,
      resumable: state === 'cancelled',
      annotation: NO_ANNOTATION,
    },
    dataset: {
      id: data.id,
      name: data.name,
      path: join(workspace, `${data.name}.csv`),
      bytes: 1000,
      hash: (data.id === 'airline' ? 'a' : 'b').repeat(64),
      settings: {
        encoding: 'utf-8',
        delimiter: ',',
        quote: '"',
        skipLines: 0,
        header: true,
        decimal: '.',
        thousands: '',
        missing: [''],
        layout: 'single',
        columns: [
          { name: 'month', type: 'time', role: 'time' },
          { name: data.target, type: 'number', role: 'value' },
        ],
        time: { format: 'yyyy-MM', zone: 'UTC' },
        frequency: null,
        resample: null,
      },
    },
  };
  await mkdir(folder, { recursive: true });
  await saveRun(folder, run);
  await saveHistory(folder, { history, log: [] });
  const stepsPerEpoch = 4;
  await saveTiming(
    folder,
    history.map(({ epoch }) => ({
      epoch,
      steps: epoch * stepsPerEpoch,
      seconds: epoch * 0.05,
      windowsPerSecond: 1500 + 40 * config.model.hidden + 100 * recipe.random.normal(),
    })),
  );
  if (!sameData && index % 4 === 1) {
    await saveAnnotation(folder, {
      notes: index % 8 === 1 ? 'Longer context helped.' : '',
      tags: [TAGS[index % TAGS.length]!, ...(index % 12 === 1 ? ['night run'] : [])],
      folder: index % 8 === 1 ? 'airline/lstm' : '',
      archived: index % 40 === 21,
      pinned: false,
    });
  }
  return id;
}

/** Writes so many runs of so many epochs into a workspace, on one dataset or on two; answers with their ids. */
export async function writeSyntheticRuns(
  workspace: string,
  { runs, epochs, sameData = false }: { runs: number; epochs: number; sameData?: boolean },
): Promise<string[]> {
  await createWorkspace(workspace);
  const ids: string[] = [];
  for (let index = 0; index < runs; index++)
    ids.push(await writeRun(workspace, { index, epochs, random: createRandom(7, index) }, sameData));
  return ids;
}
