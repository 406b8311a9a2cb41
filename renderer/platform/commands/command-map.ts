import type { TrainingWishes } from '../../../engine/protocol/tuning.ts';
import type { Fix } from '../../../engine/protocol/data.ts';

/** One column of one series of a dataset. */
interface SeriesPlace {
  datasetId: string;
  seriesId: string;
  column: string;
}

interface NotePlace {
  datasetId: string;
  noteId: string;
}

/**
 * Every command of the window with its arguments: the palette, menus, keys, views and links all call these ids.
 * Where `undefined` is allowed, the command asks or takes what is active.
 */
export interface CommandMap {
  'commands.show': undefined;
  /** With what stands in the box at first: `>`, `@`, `:`, `?` or a name. */
  'quickOpen.show': { text: string } | undefined;
  'workbench.toggleSideBar': undefined;
  'workbench.togglePanel': undefined;
  'workbench.toggleTheme': undefined;
  'workbench.selectTheme': undefined;
  'workbench.selectLanguage': undefined;
  'workbench.reloadWindow': undefined;
  'workbench.zoomIn': undefined;
  'workbench.zoomOut': undefined;
  'workbench.resetZoom': undefined;
  'workbench.focusNextPart': undefined;
  'workbench.focusPreviousPart': undefined;
  'settings.open': { query: string } | undefined;
  'settings.openJson': { layer: 'user' | 'workspace' } | undefined;
  'settings.showKeys': { query: string } | undefined;
  'settings.openKeysJson': undefined;
  'settings.save': undefined;

  'notifications.show': undefined;
  'notifications.focusToasts': undefined;
  'notifications.hideToasts': undefined;
  'notifications.clearAll': undefined;
  'notifications.acceptPrimary': undefined;
  'notifications.toggleDoNotDisturb': undefined;

  'workbench.showView': { container: string } | undefined;
  'workbench.showPanel': { panel: string } | undefined;

  'window.new': undefined;
  'window.close': undefined;
  'workbench.startupPerformance': undefined;
  'workbench.toggleZenMode': undefined;

  'editors.close': { panelId: string } | undefined;
  'editors.closeOthers': { panelId: string } | undefined;
  'editors.closeAll': undefined;
  'editors.reopenClosed': undefined;
  'editors.nextRecent': undefined;
  'editors.previousRecent': undefined;
  'editors.splitRight': { panelId: string } | undefined;
  'editors.splitDown': { panelId: string } | undefined;
  'editors.keep': { panelId: string } | undefined;
  'editors.closeToTheRight': { panelId: string } | undefined;
  'editors.closeSaved': undefined;
  'editors.closeGroup': undefined;
  'editors.pin': { panelId: string } | undefined;
  'editors.unpin': { panelId: string } | undefined;
  'editors.save': undefined;
  'editors.saveAll': undefined;
  'editors.copyPath': { panelId: string } | undefined;
  'editors.reveal': { panelId: string } | undefined;
  'editors.moveToGroup': { direction: 'left' | 'right' | 'above' | 'below' } | undefined;
  'editors.focusGroupTowards': { direction: 'left' | 'right' | 'above' | 'below' };
  'editors.focusNextGroup': undefined;
  'editors.focusPreviousGroup': undefined;
  'editors.toggleMaximised': undefined;
  'editors.focusBreadcrumbs': undefined;
  'editors.focusGroup': { index: number };

  'welcome.show': undefined;
  'welcome.openSample': { sampleId: string } | undefined;

  'data.open': { path: string } | undefined;
  'workspace.open': { path: string } | undefined;
  'workspace.openInNewWindow': { path: string } | undefined;
  'workspace.openRecent': undefined;
  'data.goToColumn': undefined;
  'data.goToRow': undefined;
  'data.openDataset': {
    datasetId: string;
    row?: number;
    column?: string | undefined;
    series?: string | undefined;
    /** A moment of the series, for the chart to show. */
    time?: number | undefined;
    /** The column of the series is to stand alone in the chart. */
    alone?: boolean | undefined;
    view?: 'chart' | 'table' | 'profile' | 'columns' | undefined;
    keep?: boolean;
  };
  'data.removeDataset': { datasetId: string } | undefined;
  'data.importAgain': { datasetId: string } | undefined;
  'data.reveal': { datasetId: string } | undefined;
  'data.renameDataset': { datasetId: string } | undefined;
  'data.copyPath': { datasetId: string } | undefined;
  'data.readAgain': { datasetId: string } | undefined;
  'data.fix': { datasetId: string; fixes: Fix[] };
  'data.removeFix': { datasetId: string; fix: Fix };
  'data.undoFix': { datasetId: string } | undefined;
  'data.redoFix': { datasetId: string } | undefined;
  'data.showFixes': { datasetId: string } | undefined;
  'data.showChart': undefined;
  'data.showTable': undefined;
  'data.showProfile': undefined;
  'data.showColumns': undefined;
  'data.goTo': undefined;
  'data.copyCells': undefined;
  'explore.chooseSeries': undefined;
  'explore.addNote': undefined;
  'explore.showRow': undefined;
  'explore.zoomToRange': undefined;
  'explore.copyRange': undefined;
  'explore.trainOnRange': undefined;
  'explore.clearRange': undefined;
  'explore.toggleStacked': undefined;
  'explore.toggleFindings': undefined;
  'explore.toggleDrag': undefined;
  'explore.toggleSeries': SeriesPlace | undefined;
  'explore.showOnlySeries': SeriesPlace | undefined;
  'explore.showSeriesTable': SeriesPlace | undefined;
  'explore.showSeriesProfile': SeriesPlace | undefined;
  'explore.goToFinding': undefined;
  'explore.lookAgain': undefined;
  'explore.goToNote': NotePlace | undefined;
  'explore.editNote': NotePlace | undefined;
  'explore.removeNote': NotePlace | undefined;
  'import.run': undefined;
  'import.all': undefined;

  'training.configure':
    | {
        datasetId: string;
        target?: string | undefined;
        horizon?: number | undefined;
        likeRun?: string | undefined;
        /** Texts of advanced fields. */
        fields?: Record<string, string> | undefined;
        /** What a trial of a search decides. */
        wishes?: TrainingWishes | undefined;
      }
    | undefined;

  /** Starts what the train form in front describes. */
  'training.begin': undefined;

  'tuning.configure': { datasetId: string } | undefined;
  'tuning.open': { studyId: string };
  'tuning.stop': { studyId: string } | undefined;
  'tuning.pause': { studyId: string } | undefined;
  'tuning.resume': { studyId: string } | undefined;

  'training.guided': undefined;

  'automatic.forecast': { datasetId: string } | undefined;

  'leaderboard.show': undefined;

  'runs.open': { runId: string; keep?: boolean };
  'runs.stop': { runId: string } | undefined;
  'runs.cancel': { runId: string } | undefined;
  'runs.pause': { runId: string } | undefined;
  'runs.pauseOrResume': { runId: string } | undefined;
  'runs.resume': { runId: string } | undefined;
  'runs.startNow': { runId: string } | undefined;
  'runs.moveUp': { runId: string } | undefined;
  'runs.moveDown': { runId: string } | undefined;
  'runs.retryAtHalfRate': { runId: string } | undefined;
  'runs.rename': { runId: string } | undefined;
  'runs.remove': { runId: string } | undefined;
  'runs.trainAgain': { runId: string } | undefined;
  'runs.exportOnnx': { runId: string } | undefined;
  'runs.saveForecast': { runId: string } | undefined;

  'forecasts.open': { forecastId: string; keep?: boolean };
  'forecasts.create': { runId: string } | { madeId: string; name: string } | undefined;
  'forecasts.export': { forecastId: string } | undefined;
  'forecasts.compare': { forecastId: string } | undefined;
  'forecasts.rename': { forecastId: string } | undefined;
  'forecasts.remove': { forecastId: string } | undefined;
  'forecasts.copyCommand': { forecastId: string } | undefined;
  'forecasts.copyTable': { forecastId: string } | undefined;
  'forecasts.saveScenario': undefined;
  'forecasts.keepScenario': undefined;
  'forecasts.resetScenario': undefined;
  'forecasts.openSource': { forecastId: string } | undefined;

  'ledger.show': undefined;
  'ledger.retrain': { forecastId: string } | undefined;

  'charts.copy': undefined;
  'charts.copyTable': undefined;
  'charts.savePng': undefined;
  'charts.saveSvg': undefined;
  'charts.saveCsv': undefined;
  'jobs.show': undefined;
  'jobs.setLimit': { limit: number } | undefined;
  'jobs.startLeft': undefined;
  /** Of what waits in the queue, by the id that it has there. */
  'jobs.startNow': { id: string } | undefined;
  'jobs.moveUp': { id: string } | undefined;
  'jobs.moveDown': { id: string } | undefined;
  'jobs.withdraw': { id: string } | undefined;
  'jobs.resumeInterrupted': undefined;

  'runs.showTable': undefined;
  'runs.compare': { runIds: string[] } | undefined;
  'runs.addTag': { runIds: string[] } | undefined;
  'runs.removeTag': { runIds: string[] } | undefined;
  'runs.editNotes': { runIds: string[] } | undefined;
  'runs.moveToFolder': { runIds: string[] } | undefined;
  'runs.archive': { runIds: string[] } | undefined;
  'runs.unarchive': { runIds: string[] } | undefined;
  'runs.pin': { runIds: string[] } | undefined;
  'runs.unpin': { runIds: string[] } | undefined;
  'runs.setBaseline': { runIds: string[] } | undefined;
  'runs.clearBaseline': undefined;
  'runs.removeSelected': { runIds: string[] } | undefined;
  'runs.restore': undefined;
  'runs.emptyTrash': undefined;
  'runs.copyCommand': { runIds: string[] } | undefined;
  'runs.exportTable': { runIds: string[] } | undefined;
  'runsTable.chooseColumns': undefined;
  'runsTable.groupBy': undefined;
  'runsTable.toggleDifferences': undefined;
  'runsTable.toggleArchived': undefined;
  'runsTable.saveFilter': undefined;
  'runsTable.applyFilter': undefined;
  'runsTable.reset': undefined;
  'compare.exportPng': undefined;
  'compare.exportSvg': undefined;
  'compare.exportCsv': undefined;

  'problems.show': undefined;
  'problems.next': undefined;
  'problems.previous': undefined;
  'problems.quickFix': { datasetId: string; row: number } | undefined;
  'problems.findOutliers': { datasetId: string } | undefined;
  'problems.fixAll': { code: string } | undefined;
  'runs.retry': { runId: string; change: 'halve-rate' | 'halve-batch' };
  'output.show': { channel?: string | undefined } | undefined;
  'output.clear': undefined;
}

export type CommandId = keyof CommandMap;
export type CommandArguments<K extends CommandId> = undefined extends CommandMap[K] ? [args?: CommandMap[K]] : [args: CommandMap[K]];
