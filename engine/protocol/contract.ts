/**
 * The one contract between the engine and whoever uses it. Everything else (handlers, validators, client,
 * server) is derived from `Methods` and `Events`. Imports nothing but the types beside it.
 */
import type {
  ColumnSeasons,
  DataProfile,
  DatasetSummary,
  FileMemory,
  FileState,
  Fix,
  ImportOverrides,
  ImportPreview,
  LooseFile,
  RowsRequest,
  RowsResult,
  Sample,
  WindowRequest,
  WindowResult,
} from './data.ts';
import type { AutomaticRequest, AutomaticResult, CatalogueEntry } from './automatic.ts';
import type { CovariateChange, ImportanceReport, OcclusionFill, PlanReport, SaliencyReport, WhatIfReport } from './explanation.ts';
import type { DataNote, Diagnosis, Distribution, Place, PlaceRequest, RangeRequest, RangeStatistics } from './exploration.ts';
import type { BacktestRequest, BacktestResult, Leaderboard } from './evaluation.ts';
import type {
  CalibrationReport,
  FoldReport,
  ForecastDetail,
  ForecastOrigin,
  ForecastSummary,
  KeptBacktest,
  Ledger,
  LedgerComparison,
  SavedForecast,
} from './forecasts.ts';
import type { ModelInspection, RateSearch } from './inspection.ts';
import type { AnnotationRequest, RunCurves } from './runs.ts';
import type {
  ExportResult,
  ForecastResult,
  PathsResult,
  RunDetail,
  RunSummary,
  ScoreResult,
  TrainingEstimate,
  TrainingProgress,
  TrainingQueue,
  TrainingRequest,
} from './training.ts';
import type { StudyDetail, StudyProgress, StudySummary, TuningRequest } from './tuning.ts';

/** A long piece of work: its owner changes it, everyone else renders it. */
export interface Job {
  id: string;
  kind:
    | 'import'
    | 'training'
    | 'automatic'
    | 'backtest'
    | 'export'
    | 'score'
    | 'rate'
    | 'inspect'
    | 'tuning'
    | 'explanation'
    | 'forecast'
    | 'ledger';
  title: string;
  state: 'running' | 'done' | 'cancelled' | 'failed';
  /** 0 to 1; null while unknown. */
  progress: number | null;
  remainingSeconds: number | null;
  message: string;
  /** Rows read so far, of an import. */
  rows?: number;
}

export interface EngineInfo {
  version: string;
  isa: string;
  isas: string[];
  threads: number;
}

export interface WorkspaceSummary {
  path: string;
  name: string;
  datasets: DatasetSummary[];
  runs: RunSummary[];
  /** What was found damaged on opening, and where it was kept. */
  warnings: string[];
}

export interface LogLine {
  level: 'info' | 'warning' | 'error';
  channel: string;
  message: string;
  /** The run that the line belongs to, and stands in the log of. */
  runId?: string;
}

/** Calls that the engine serves. Long ones answer when they are done, report through `job.changed`, and can be cancelled. */
export interface EngineMethods {
  'engine.info': { params: Record<string, never>; result: EngineInfo };

  'workspace.open': { params: { path: string }; result: WorkspaceSummary };
  'workspace.current': { params: Record<string, never>; result: WorkspaceSummary | null };
  /** Files of the workspace's folder that could be imported and are not yet. */
  'workspace.files': { params: Record<string, never>; result: LooseFile[] };

  'data.samples': { params: Record<string, never>; result: Sample[] };
  'data.preview': { params: { path: string; overrides: ImportOverrides }; result: ImportPreview };
  /** `remember`: the next file of the same shape starts from these overrides; of none, from fresh guesses. */
  'data.import': {
    params: { path: string; overrides: ImportOverrides; name?: string | undefined; remember?: boolean | undefined };
    result: DatasetSummary;
  };
  /** What is remembered for files of the same shape. */
  'data.recall': { params: { path: string }; result: FileMemory };
  /** Loads a dataset of the workspace again from its file; refuses when the file's content has changed. */
  'data.open': { params: { datasetId: string }; result: DatasetSummary };
  /** Whether the dataset's file still holds what was imported. */
  'data.check': { params: { datasetId: string }; result: FileState };
  /** Imports the dataset's file as it is now, with the same settings; fixes that name lines of the old file are left out and told. */
  'data.readAgain': { params: { datasetId: string }; result: DatasetSummary };
  /** Replaces the fixes of a dataset. Runs keep the data that they were trained on. */
  'data.setFixes': { params: { datasetId: string; fixes: Fix[] }; result: DatasetSummary };
  'data.rename': { params: { datasetId: string; name: string }; result: DatasetSummary };
  'data.remove': { params: { datasetId: string }; result: void };
  /** Brings back a dataset that was removed since the workspace was opened. */
  'data.restore': { params: { datasetId: string }; result: DatasetSummary };
  'data.window': { params: WindowRequest; result: WindowResult };
  /** The seasons that most series show in a column. */
  'data.seasons': { params: { datasetId: string; column: string }; result: ColumnSeasons };
  /** Seasons, outliers and changepoints of one column of one series, as suggestions. */
  'data.profile': { params: { datasetId: string; seriesId: string; column: string }; result: DataProfile };
  'data.rows': { params: RowsRequest; result: RowsResult };
  /** Where a line of the file, or a time of a series, is among the rows. */
  'data.locate': { params: PlaceRequest; result: Place };
  /** A column over a stretch of one series. */
  'data.statistics': { params: RangeRequest; result: RangeStatistics };
  /** How a column is spread over all rows. */
  'data.distribution': { params: { datasetId: string; column: string }; result: Distribution };
  /** Distribution, gaps, correlograms, decomposition and tests of one column of one series; takes a moment, can be cancelled, is kept. */
  'data.diagnose': { params: { datasetId: string; seriesId: string; column: string }; result: Diagnosis };
  /** The user's remarks on a dataset, in order of time. */
  'data.notes': { params: { datasetId: string }; result: DataNote[] };
  'data.saveNotes': { params: { datasetId: string; notes: DataNote[] }; result: void };

  /** The configuration that a request resolves to, and what it will cost. */
  'training.resolve': { params: TrainingRequest; result: TrainingEstimate };
  /** Begins a training, or has it wait for its turn where as many as the limit allows are at work. */
  'training.start': { params: TrainingRequest; result: { runId: string } };
  /** Trains several runs side by side, one thread each and as many at a time as the limit allows; what is wrong with one refuses all. */
  'training.startMany': { params: { requests: TrainingRequest[] }; result: { runIds: string[] } };
  /** Trains a network that is thrown away over rising learning rates. */
  'training.findRate': { params: TrainingRequest; result: RateSearch };
  /** Ends training now, keeps the best weights and evaluates them. */
  'training.stop': { params: { runId: string }; result: void };
  /** Ends the work on a run and waits for it; the run can be resumed. One that waits leaves the queue. */
  'training.cancel': { params: { runId: string }; result: void };
  /** As `training.cancel`, but the run says that it is to be gone on with: its result is the same bytes as without a pause. */
  'training.pause': { params: { runId: string }; result: void };
  /** Goes on with a run where it stood, when its turn comes. */
  'training.resume': { params: { runId: string }; result: void };
  'training.queue': { params: Record<string, never>; result: TrainingQueue };
  /** How many trainings, searches and automatic forecasts may be at work at once, from now on; those at work go on. Until it is called: one a core. */
  'training.setLimit': { params: { limit: number }; result: TrainingQueue };
  /** Moves what waits to another place in the queue, from 0. */
  'training.move': { params: { id: string; place: number }; result: TrainingQueue };
  /** Begins what waits at once, whatever the limit. */
  'training.startNow': { params: { id: string }; result: TrainingQueue };
  /** Takes what waits out of the queue: a run or a study can be gone on with, the call of an automatic forecast ends as cancelled. */
  'training.withdraw': { params: { id: string }; result: TrainingQueue };

  /** Begins a study in the background when its turn comes: draws configurations from a space and trains the better ones further. */
  'tuning.start': { params: TuningRequest; result: { studyId: string } };
  /** Goes on with the study in a folder when its turn comes, with another budget where one is given. */
  'tuning.resume': { params: { folder: string; budgetSeconds?: number | undefined }; result: { studyId: string } };
  /** Ends the work on a study, or its waiting, and waits for it; the study can be gone on with. */
  'tuning.stop': { params: { studyId: string }; result: void };
  /** As `tuning.stop`, but the study says that it is to be gone on with. */
  'tuning.pause': { params: { studyId: string }; result: void };
  /** The workspace's studies, newest first; with a folder, the studies that lie in it or right below it. */
  'tuning.list': { params: { folder?: string | undefined }; result: StudySummary[] };
  'tuning.get': { params: { studyId: string }; result: StudyDetail };

  /** The workspace's runs, newest first; with a folder, the runs that lie in it or right below it. */
  'runs.list': { params: { folder?: string | undefined }; result: RunSummary[] };
  /** Opens a run by its folder, wherever that lies; its id serves the other calls from then on. */
  'runs.open': { params: { folder: string }; result: RunDetail };
  'runs.get': { params: { runId: string }; result: RunDetail };
  'runs.rename': { params: { runId: string; name: string }; result: RunSummary };
  /** Notes, tags, folder and marks of some runs; answers with these runs. */
  'runs.annotate': { params: AnnotationRequest; result: RunSummary[] };
  /** The curves of some runs, in the order in which they are named; of one at work as far as they have come. */
  'runs.curves': { params: { runIds: string[] }; result: RunCurves[] };
  'runs.remove': { params: { runId: string }; result: void };
  /** Moves a run of the workspace to its trash, from where it can be restored by the id that this answers with. */
  'runs.trash': { params: { runId: string }; result: { trashId: string } };
  'runs.trashed': { params: Record<string, never>; result: Array<{ trashId: string; run: RunSummary }> };
  'runs.restore': { params: { trashId: string }; result: RunSummary };
  /** Removes for good what lies in the workspace's trash. */
  'runs.emptyTrash': { params: Record<string, never>; result: { removed: number } };
  'runs.backtest': { params: BacktestRequest; result: BacktestResult };
  /** The backtest of a run fold by fold, of one series (the first where left open), and its one-step-ahead errors over the test part. */
  'runs.folds': { params: { runId: string; seriesId?: string | undefined }; result: FoldReport };
  /** How often what came lay inside the intervals that a run forecast, over its backtest. */
  'runs.calibration': { params: { runId: string }; result: CalibrationReport };
  /** Ranks finished runs, those named or else those of `runs.list`, each only against runs of the same data, split and horizon. */
  'runs.leaderboard': { params: { runIds?: string[] | undefined; folder?: string | undefined }; result: Leaderboard };

  'forecast.make': { params: { runId: string; history: number }; result: ForecastResult };
  /** Sample paths of a run of structure `deepar`, of one series or of all; the same count and seed give the same paths. */
  'forecast.paths': { params: { runId: string; count: number; seed: number; seriesId?: string | undefined }; result: PathsResult };
  /** Writes the paths of all series as CSV: series, path, time, value. */
  'forecast.savePaths': { params: { runId: string; count: number; seed: number; path: string }; result: { path: string; rows: number } };
  /** Writes the forecast, as Parquet or Excel where the path ends so, else as CSV: series, time, one column a quantile, mean. */
  'forecast.save': { params: { runId: string; path: string }; result: { path: string; rows: number } };

  /** The forecasts that the workspace keeps, newest first. */
  'forecasts.list': { params: Record<string, never>; result: ForecastSummary[] };
  'forecasts.get': { params: { forecastId: string }; result: ForecastDetail };
  /** What the backtest behind a kept forecast of a method said of one series; null of one that was kept without it, or that comes from a run. */
  'forecasts.backtest': { params: { forecastId: string; seriesId: string }; result: KeptBacktest | null };
  /** Makes a forecast and keeps it in the workspace. */
  'forecasts.create': { params: { origin: ForecastOrigin; name?: string | undefined }; result: ForecastSummary };
  'forecasts.rename': { params: { forecastId: string; name: string }; result: ForecastSummary };
  'forecasts.remove': { params: { forecastId: string }; result: void };
  /** Writes a kept forecast as `forecast.save` does. */
  'forecasts.save': { params: { forecastId: string; path: string }; result: SavedForecast };

  /** Scores the kept forecasts by what is known now: by the file at the path, else by their own files and datasets of the same name. */
  'ledger.read': { params: { path?: string | undefined }; result: Ledger };
  /** What came of one series of a kept forecast. */
  'ledger.compare': { params: { forecastId: string; seriesId: string; path?: string | undefined }; result: LedgerComparison };

  /** The models by which a forecast can be made without a run, simple ones first. */
  'catalogue.list': { params: Record<string, never>; result: CatalogueEntry[] };
  /**
   * Backtests a model of the catalogue on the end of a dataset, says whether it beats seasonal naive, and forecasts with all rows. `auto` and
   * networks wait for their turn in the queue of trainings, by the id of their job.
   */
  'catalogue.forecast': { params: AutomaticRequest; result: AutomaticResult };
  /** Writes such a forecast as `forecast.save` does. */
  'catalogue.save': { params: { id: string; path: string }; result: { path: string; rows: number } };

  'model.export': { params: { runId: string; path: string }; result: ExportResult };
  /** Looks into a run's network; the window counts from 0 among the validation windows, of which it is the last where left open. */
  'model.inspect': { params: { runId: string; window?: number | undefined }; result: ModelInspection };
  'model.score': { params: { modelPath: string; csvPath: string; outPath: string; overrides: ImportOverrides }; result: ScoreResult };

  /** Permutation importance of all that a run's model reads beside its target, over the test windows, by horizon step. Repeats left open: 10. */
  'explain.importance': {
    params: { runId: string; repeats?: number | undefined; folds?: number | undefined; seed?: number | undefined };
    result: ImportanceReport;
  };
  /** What the forecast of one series owes to each stretch of its context; the first series, and a season a stretch, where left open. */
  'explain.saliency': {
    params: { runId: string; seriesId?: string | undefined; width?: number | undefined; fill?: OcclusionFill | undefined };
    result: SaliencyReport;
  };
  /** The future covariates of one series over the forecast steps, as the data plan them. */
  'explain.plan': { params: { runId: string; seriesId?: string | undefined }; result: PlanReport };
  /** The forecast of one series had its covariates been others. */
  'explain.whatIf': { params: { runId: string; seriesId?: string | undefined; changes: CovariateChange[] }; result: WhatIfReport };
}

/** A step of the start and when it was done. */
export interface StartMark {
  name: string;
  /** Milliseconds: since 1970 where a page tells it, since the start of the app's process where the main process answers. */
  at: number;
}

/** `workspace`: what belongs to the folder that is open in the window, kept for it alone; `shared`: what all windows know. */
export type StateScope = 'shared' | 'workspace';

/** What the main process asks before it ends a training, in the words and the language of the page. */
export interface QuitQuestion {
  message: string;
  detail: string;
  leave: string;
  stay: string;
  /** The runs that are to go on when the workspace is opened again. */
  runs: string[];
}

/** A file that users edit by hand, in the app's own folder or (with `workspace`, a full path) in that workspace's. */
export interface ConfigPlace {
  file: 'settings' | 'keybindings';
  workspace: string | null;
}

/** `text` is null where there is no such file yet. */
export interface ConfigText {
  path: string;
  text: string | null;
}

export type ConfigChange = ConfigPlace & ConfigText;

/** Calls that the desktop's main process serves: windows and dialogs, no data. */
export interface ShellMethods {
  'shell.openData': { params: Record<string, never>; result: string[] };
  'shell.saveAs': { params: { suggestedName: string; kind: 'onnx' | 'csv' | 'forecast' }; result: string | null };
  /** Asks where to, and writes a picture of a chart there; null where the user leaves the dialog. */
  'shell.savePicture': { params: { suggestedName: string; kind: 'png' | 'svg'; content: string | Uint8Array }; result: string | null };
  /** Asks where to, and writes a table there; null where the user leaves the dialog. */
  'shell.saveCsv': { params: { suggestedName: string; text: string }; result: string | null };
  /** Puts a text, or a picture as PNG, on the clipboard. */
  'shell.copy': { params: { text: string } | { png: Uint8Array }; result: void };
  'shell.openFolder': { params: Record<string, never>; result: string | null };
  'shell.reveal': { params: { path: string }; result: void };
  /** The folder of this window; `resume` once: the runs that trained there when the window was left, and were said to go on. */
  'shell.workspace': { params: Record<string, never>; result: { path: string; resume: string[] } };
  /** Opens a folder: in this window, whose page is loaded anew, or in another. A window that has it open already is shown instead. */
  'shell.openWorkspace': { params: { path: string; where: 'here' | 'new' }; result: void };
  /** Files go to this window, folders become workspaces. */
  'shell.openPaths': { params: { paths: string[] }; result: void };
  'shell.newWindow': { params: Record<string, never>; result: void };
  'shell.closeWindow': { params: Record<string, never>; result: void };
  'shell.readState': { params: { scope: StateScope }; result: string | null };
  /** `workspace`: the whole state of this window's folder. `shared`: the changed values, which are merged and told to the other windows. */
  'shell.writeState': { params: { scope: StateScope; json: string }; result: void };
  /** For the system's lists of recent files and the menu. */
  'shell.setRecent': { params: { files: string[]; workspaces: string[] }; result: void };
  /** What runs: the progress of all of it for the task bar (null: nothing), and what to ask before it is ended (null: nothing to lose). */
  'shell.setActivity': { params: { progress: number | null; quit: QuitQuestion | null }; result: void };
  /** A note of the system, where no window of the app is in front; a click shows the window and the run. */
  'shell.notify': { params: { title: string; body: string; runId: string }; result: void };
  /** The window can be used: its marks, answered with those of the whole start. */
  'shell.started': { params: { marks: StartMark[] }; result: StartMark[] };
  /** Makes everything larger or smaller by a step; 0: as large as at first. */
  'shell.zoom': { params: { step: -1 | 0 | 1 }; result: void };
  /** The text of a file that users edit by hand; from then on changes from outside are announced. */
  'shell.readConfig': { params: ConfigPlace; result: ConfigText };
  /** Refused where the file does not hold `expected` any more. `keepCopy` keeps the old text beside it. */
  'shell.writeConfig': {
    params: ConfigPlace & { text: string; expected: string | null; keepCopy: boolean };
    result: { keptAs: string | null };
  };
  /** Keys by command (`ctrl+k ctrl+s`; empty: none), for the window's menu. */
  'shell.setMenuKeys': { params: { keys: Record<string, string> }; result: void };
}

export type Methods = EngineMethods & ShellMethods;

/** Facts that the engine announces to every client. */
export interface Events {
  'job.changed': Job;
  'training.progress': TrainingProgress;
  'queue.changed': TrainingQueue;
  'tuning.changed': StudyProgress;
  'run.changed': RunSummary;
  'dataset.changed': DatasetSummary;
  'forecast.changed': ForecastSummary;
  'log.line': LogLine;
}

export type MethodName = keyof Methods;
export type EngineMethodName = keyof EngineMethods;
export type ShellMethodName = keyof ShellMethods;
export type EventName = keyof Events;
export type Params<M extends MethodName> = Methods[M]['params'];
export type Result<M extends MethodName> = Methods[M]['result'];

/** The names of one namespace: `MethodsOf<'training'>` is `training.start | training.stop | ...`. */
export type MethodsOf<N extends string> = Extract<MethodName, `${N}.${string}`>;

/** What a handler gets beside its parameters. */
export interface CallContext {
  signal: AbortSignal;
}

/** One handler for every method of a namespace: a missing or a foreign one does not compile. */
export type Handlers<N extends string> = {
  [M in MethodsOf<N>]: (params: Params<M>, context: CallContext) => Promise<Result<M>> | Result<M>;
};
