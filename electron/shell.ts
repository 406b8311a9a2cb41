/** A window's own calls: dialogs, the file manager, windows and workspaces, saved state, the task bar. No data passes through here. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { app, dialog, shell } from 'electron';
import type { BrowserWindow, FileFilter } from 'electron';
import type { Handlers } from '../engine/protocol/contract.ts';
import { ExpectedError } from '../engine/protocol/errors.ts';
import type { ConfigFiles } from './config-files.ts';
import { writeAtomically } from './atomic-write.ts';
import { copyPicture, copyText } from './clipboard.ts';
import type { AppWindow, AppWindows } from './app-windows.ts';
import { CHANNEL } from './channels.ts';
import { isJson } from './json-file.ts';
import type { JsonFile } from './json-file.ts';
import type { MainTranslator } from './messages.ts';
import type { SharedState } from './shared-state.ts';
import type { StartTimes } from './start-times.ts';
import { notify, signalActivity } from './system-signals.ts';
import { existingFolder, isFolder, sameFolder, usualWorkspace } from './workspace-folders.ts';

/** A zoom level is a factor of 1.2; beyond these ends Chromium does not go. */
const ZOOM = { step: 1, least: -8, most: 9 } as const;

export interface ShellOptions {
  windows: AppWindows;
  shared: SharedState;
  /** What is kept for a workspace folder alone. */
  workspaceState: (workspace: string) => JsonFile;
  setRecent: (files: readonly string[], workspaces: readonly string[]) => void;
  config: ConfigFiles;
  setMenuKeys: (keys: Readonly<Record<string, string>>) => void;
  times: StartTimes;
  t: MainTranslator;
  /** Hears of what all windows share, whenever that changes. */
  onState: (json: string | null) => void;
}

/** The handlers of one window. */
export function createShell(window: AppWindow, options: ShellOptions): Handlers<'shell'> {
  const { windows, shared, workspaceState, config, setMenuKeys, setRecent, times, t, onState } = options;
  const { browser } = window;
  const filters = {
    onnx: () => [{ name: t('onnxModel'), extensions: ['onnx'] }],
    csv: () => [{ name: t('csvFile'), extensions: ['csv'] }],
    forecast: () => [
      { name: t('csvFile'), extensions: ['csv'] },
      { name: t('excelFile'), extensions: ['xlsx'] },
      { name: t('parquetFile'), extensions: ['parquet'] },
    ],
    png: () => [{ name: t('pngPicture'), extensions: ['png'] }],
    svg: () => [{ name: t('svgPicture'), extensions: ['svg'] }],
  } satisfies Readonly<Record<string, () => FileFilter[]>>;
  return {
    'shell.openData': async () => {
      const openable = [
        { name: t('dataFiles'), extensions: ['csv', 'tsv', 'txt', 'dat', 'parquet', 'xlsx', 'xlsm'] },
        { name: t('delimitedText'), extensions: ['csv', 'tsv', 'txt', 'dat'] },
        { name: t('parquetFile'), extensions: ['parquet'] },
        { name: t('excelFile'), extensions: ['xlsx', 'xlsm'] },
        { name: t('allFiles'), extensions: ['*'] },
      ];
      const { canceled, filePaths } = await dialog.showOpenDialog(browser, {
        title: t('openDataTitle'),
        properties: ['openFile', 'multiSelections'],
        filters: openable,
      });
      return canceled ? [] : filePaths;
    },
    'shell.saveAs': ({ suggestedName, kind }) => askWhere(browser, suggestedName, filters[kind]()),
    'shell.savePicture': async ({ suggestedName, kind, content }) => {
      const file = await askWhere(browser, suggestedName, filters[kind]());
      if (file !== null) await writeMade(file, content, t);
      return file;
    },
    'shell.saveCsv': async ({ suggestedName, text }) => {
      const file = await askWhere(browser, suggestedName, filters.csv());
      if (file !== null) await writeMade(file, text, t);
      return file;
    },
    'shell.copy': (what) => ('text' in what ? copyText(what.text) : copyPicture(what.png)),
    'shell.openFolder': async () => {
      const properties: Array<'openDirectory' | 'createDirectory'> = ['openDirectory', 'createDirectory'];
      const { canceled, filePaths } = await dialog.showOpenDialog(browser, { title: t('openFolderTitle'), properties });
      return canceled ? null : (filePaths[0] ?? null);
    },
    'shell.reveal': async ({ path: target }) => {
      if (!path.isAbsolute(target)) throw new ExpectedError('bad-path', `Expected a full path to show but received "${target}".`);
      if (!(await exists(target))) throw new ExpectedError('not-found', t('goneFile', { path: target }));
      shell.showItemInFolder(target);
    },
    'shell.workspace': async () => {
      const folder = await existingFolder(window.workspace, t);
      return { path: folder, resume: windows.takeResume(folder) };
    },
    'shell.openWorkspace': async ({ path: target, where }) => {
      const folder = await existingFolder(target, t);
      if (where === 'new' || windows.showing(folder)) windows.openOrShow(folder);
      else windows.switchTo(window, folder);
    },
    'shell.openPaths': async ({ paths }) => {
      const folders: string[] = [];
      const files: string[] = [];
      for (const target of paths) ((await isFolder(target)) ? folders : files).push(target);
      // Whatever its name ends in: what cannot be read is said by the import, where the user looks.
      if (files.length > 0) browser.webContents.send(CHANNEL.openPaths, files);
      for (const folder of folders) windows.openOrShow(await sameFolder(folder));
    },
    'shell.newWindow': async () => {
      windows.openOrShow(await usualWorkspace(t, (folder) => windows.showing(folder) !== undefined));
    },
    'shell.closeWindow': () => browser.close(),
    'shell.readState': ({ scope }) => (scope === 'shared' ? shared.read() : workspaceState(window.workspace).read()),
    'shell.writeState': async ({ scope, json }) => {
      if (!isJson(json)) throw new ExpectedError('bad-state', 'Expected JSON for the saved state but received another text.');
      if (scope === 'workspace') return workspaceState(window.workspace).write(json);
      const others = windows.all.filter((other) => other !== window);
      for (const other of others) other.browser.webContents.send(CHANNEL.sharedState, json);
      await shared.merge(json);
      onState(await shared.read());
    },
    'shell.setRecent': ({ files, workspaces }) => setRecent(files, workspaces),
    'shell.setActivity': (activity) => {
      window.activity = activity;
      signalActivity(windows.all);
    },
    'shell.notify': ({ title, body, runId }) => {
      notify(title, body, () => {
        windows.show(window.workspace);
        browser.webContents.send(CHANNEL.command, { id: 'runs.open', args: { runId, keep: true } });
      });
    },
    'shell.started': ({ marks }) => times.complete(marks),
    'shell.zoom': ({ step }) => {
      const { webContents } = browser;
      const level = step === 0 ? 0 : webContents.getZoomLevel() + step * ZOOM.step;
      webContents.setZoomLevel(Math.max(ZOOM.least, Math.min(ZOOM.most, level)));
    },
    'shell.readConfig': (place) => config.read(place),
    'shell.writeConfig': async (change) => {
      const answer = await config.write(change);
      const place = { file: change.file, workspace: change.workspace };
      const now = await config.read(place);
      for (const other of windows.all) if (other !== window) other.browser.webContents.send(CHANNEL.configChanged, { ...place, ...now });
      return answer;
    },
    'shell.setMenuKeys': ({ keys }) => setMenuKeys(keys),
  };
}

async function askWhere(window: BrowserWindow, suggestedName: string, filters: FileFilter[]): Promise<string | null> {
  const defaultPath = path.join(app.getPath('documents'), path.basename(suggestedName));
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath, filters });
  return canceled || !filePath ? null : filePath;
}

async function writeMade(file: string, content: string | Uint8Array, t: MainTranslator): Promise<void> {
  try {
    await writeAtomically(file, content, 0o666);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExpectedError('not-saved', t('notSaved', { path: file, reason }), { path: file });
  }
}

async function exists(target: string): Promise<boolean> {
  return stat(target).then(
    () => true,
    () => false,
  );
}
