/** One schema for every method of the contract: a missing, a foreign or a wrong one does not compile. */
import type { EngineMethodName, MethodName, Params, ShellMethodName } from './contract.ts';
import { automaticRequest } from './schemas/automatic.ts';
import { count, id, label, noParams, path, z } from './schemas/common.ts';
import {
  columnParams,
  datasetParams,
  fixesParams,
  importParams,
  previewParams,
  profileParams,
  renameDatasetParams,
  rowsRequest,
  windowRequest,
} from './schemas/data.ts';
import {
  createForecastParams,
  foldsParams,
  keptBacktestParams,
  keptForecastParams,
  ledgerCompareParams,
  ledgerParams,
  renameForecastParams,
  saveForecastParams,
} from './schemas/forecasts.ts';
import { placeRequest, rangeRequest, saveNotesParams } from './schemas/exploration.ts';
import { annotationRequest, curvesParams } from './schemas/runs.ts';
import { importanceParams, saliencyParams, whatIfParams } from './schemas/explanation.ts';
import {
  backtestParams,
  forecastParams,
  pathsParams,
  inspectParams,
  leaderboardParams,
  progressValue,
  renameParams,
  queuedParams,
  runParams,
  runPathParams,
  scoreParams,
  trainingRequest,
} from './schemas/training.ts';
import { resumeStudyParams, studyParams, tuningRequest } from './schemas/tuning.ts';

/** Pictures; no chart is so large. */
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length <= 50_000_000, { error: 'bytes of a picture' });

type ValidatorTable<N extends MethodName> = { readonly [M in N]: z.ZodType<Params<M>> };

export type Validators = ValidatorTable<EngineMethodName>;
export type ShellValidators = ValidatorTable<ShellMethodName>;

export const validators: Validators = {
  'engine.info': noParams,

  'workspace.open': z.strictObject({ path }),
  'workspace.current': noParams,
  'workspace.files': noParams,

  'data.samples': noParams,
  'data.preview': previewParams,
  'data.import': importParams,
  'data.recall': z.strictObject({ path }),
  'data.open': datasetParams,
  'data.check': datasetParams,
  'data.readAgain': datasetParams,
  'data.setFixes': fixesParams,
  'data.rename': renameDatasetParams,
  'data.remove': datasetParams,
  'data.restore': datasetParams,
  'data.window': windowRequest,
  'data.seasons': columnParams,
  'data.profile': profileParams,
  'data.rows': rowsRequest,
  'data.locate': placeRequest,
  'data.statistics': rangeRequest,
  'data.distribution': columnParams,
  'data.diagnose': profileParams,
  'data.notes': datasetParams,
  'data.saveNotes': saveNotesParams,

  'training.resolve': trainingRequest,
  'training.start': trainingRequest,
  'training.startMany': z.strictObject({ requests: z.array(trainingRequest).min(1).max(1000) }),
  'training.findRate': trainingRequest,
  'training.stop': runParams,
  'training.cancel': runParams,
  'training.pause': runParams,
  'training.resume': runParams,
  'training.queue': noParams,
  'training.setLimit': z.strictObject({ limit: z.int().min(1).max(256) }),
  'training.move': queuedParams.extend({ place: count }),
  'training.startNow': queuedParams,
  'training.withdraw': queuedParams,

  'tuning.start': tuningRequest,
  'tuning.resume': resumeStudyParams,
  'tuning.stop': studyParams,
  'tuning.pause': studyParams,
  'tuning.list': z.strictObject({ folder: path.optional() }),
  'tuning.get': studyParams,

  'runs.list': z.strictObject({ folder: path.optional() }),
  'runs.open': z.strictObject({ folder: path }),
  'runs.get': runParams,
  'runs.rename': renameParams,
  'runs.annotate': annotationRequest,
  'runs.curves': curvesParams,
  'runs.remove': runParams,
  'runs.trash': runParams,
  'runs.trashed': noParams,
  'runs.restore': z.strictObject({ trashId: id }),
  'runs.emptyTrash': noParams,
  'runs.backtest': backtestParams,
  'runs.folds': foldsParams,
  'runs.calibration': runParams,
  'runs.leaderboard': leaderboardParams,

  'forecast.make': forecastParams,
  'forecast.paths': pathsParams.extend({ seriesId: z.string().optional() }),
  'forecast.savePaths': pathsParams.extend({ path }),
  'forecast.save': runPathParams,

  'forecasts.list': noParams,
  'forecasts.get': keptForecastParams,
  'forecasts.backtest': keptBacktestParams,
  'forecasts.create': createForecastParams,
  'forecasts.rename': renameForecastParams,
  'forecasts.remove': keptForecastParams,
  'forecasts.save': saveForecastParams,

  'ledger.read': ledgerParams,
  'ledger.compare': ledgerCompareParams,

  'catalogue.list': noParams,
  'catalogue.forecast': automaticRequest,
  'catalogue.save': z.strictObject({ id: label, path }),

  'model.export': runPathParams,
  'model.inspect': inspectParams,
  'model.score': scoreParams,

  'explain.importance': importanceParams,
  'explain.saliency': saliencyParams,
  'explain.plan': foldsParams,
  'explain.whatIf': whatIfParams,
};

const stateScope = z.enum(['shared', 'workspace']);
const configPlace = { file: z.enum(['settings', 'keybindings']), workspace: path.nullable() };

export const shellValidators: ShellValidators = {
  'shell.openData': noParams,
  'shell.saveAs': z.strictObject({ suggestedName: label, kind: z.enum(['onnx', 'csv', 'forecast']) }),
  'shell.savePicture': z.strictObject({
    suggestedName: label,
    kind: z.enum(['png', 'svg']),
    content: z.string().max(50_000_000).or(bytes),
  }),
  'shell.saveCsv': z.strictObject({ suggestedName: label, text: z.string().max(500_000_000) }),
  'shell.copy': z.union([z.strictObject({ text: z.string().max(50_000_000) }), z.strictObject({ png: bytes })]),
  'shell.openFolder': noParams,
  'shell.reveal': z.strictObject({ path }),
  'shell.workspace': noParams,
  'shell.openWorkspace': z.strictObject({ path, where: z.enum(['here', 'new']) }),
  'shell.openPaths': z.strictObject({ paths: z.array(path).max(1000) }),
  'shell.newWindow': noParams,
  'shell.closeWindow': noParams,
  'shell.readState': z.strictObject({ scope: stateScope }),
  'shell.writeState': z.strictObject({ scope: stateScope, json: z.string().max(10_000_000) }),
  'shell.setRecent': z.strictObject({ files: z.array(path).max(100), workspaces: z.array(path).max(100) }),
  'shell.setActivity': z.strictObject({
    progress: progressValue,
    quit: z.strictObject({ message: label, detail: label, leave: label, stay: label, runs: z.array(label).max(1000) }).nullable(),
  }),
  'shell.notify': z.strictObject({ title: label, body: label, runId: label }),
  'shell.started': z.strictObject({ marks: z.array(z.strictObject({ name: label, at: z.number().nonnegative() })).max(50) }),
  'shell.zoom': z.strictObject({ step: z.literal([-1, 0, 1]) }),
  'shell.readConfig': z.strictObject(configPlace),
  'shell.writeConfig': z.strictObject({
    ...configPlace,
    text: z.string().max(1_000_000),
    expected: z.string().nullable(),
    keepCopy: z.boolean(),
  }),
  'shell.setMenuKeys': z.strictObject({ keys: z.record(z.string().max(100), z.string().max(100)) }),
};
