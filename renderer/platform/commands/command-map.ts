/**
 * Every command of the window with its arguments: the palette, menus, keys, views and links all call these ids.
 * Where `undefined` is allowed, the command asks or takes what is active.
 */
export interface CommandMap {
  'commands.show': undefined;
  'quickOpen.show': undefined;
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
  'settings.open': undefined;
  'settings.showKeys': undefined;
  'workbench.showView': { container: string } | undefined;
  'workbench.showPanel': { panel: string } | undefined;

  'editors.close': { panelId: string } | undefined;
  'editors.closeOthers': { panelId: string } | undefined;
  'editors.closeAll': undefined;
  'editors.reopenClosed': undefined;
  'editors.nextRecent': undefined;
  'editors.previousRecent': undefined;
  'editors.splitRight': { panelId: string } | undefined;
  'editors.splitDown': { panelId: string } | undefined;
  'editors.keep': { panelId: string } | undefined;
  'editors.focusGroup': { index: number };

  'welcome.show': undefined;
  'welcome.openSample': { sampleId: string } | undefined;

  'data.open': { path: string } | undefined;
  'workspace.open': { path: string } | undefined;
  'data.openDataset': { datasetId: string; row?: number; column?: string | undefined; keep?: boolean };
  'data.removeDataset': { datasetId: string } | undefined;
  'data.importAgain': { datasetId: string } | undefined;
  'data.reveal': { datasetId: string } | undefined;
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
  'explore.clearRange': undefined;
  'explore.toggleStacked': undefined;
  'explore.toggleFindings': undefined;
  'explore.toggleDrag': undefined;

  'training.configure':
    { datasetId: string; target?: string | undefined; horizon?: number | undefined; likeRun?: string | undefined } | undefined;

  'automatic.forecast': { datasetId: string } | undefined;

  'leaderboard.show': undefined;

  'runs.open': { runId: string; keep?: boolean };
  'runs.stop': { runId: string } | undefined;
  'runs.cancel': { runId: string } | undefined;
  'runs.resume': { runId: string } | undefined;
  'runs.rename': { runId: string } | undefined;
  'runs.remove': { runId: string } | undefined;
  'runs.trainAgain': { runId: string } | undefined;
  'runs.exportOnnx': { runId: string } | undefined;
  'runs.saveForecast': { runId: string } | undefined;

  'problems.show': undefined;
  'output.show': undefined;
  'output.clear': undefined;
}

export type CommandId = keyof CommandMap;
export type CommandArguments<K extends CommandId> = undefined extends CommandMap[K] ? [args?: CommandMap[K]] : [args: CommandMap[K]];
