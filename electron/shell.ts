/** The window's own calls: dialogs, the file manager, the state file and the task bar. No data passes through here. */
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { app, dialog, shell } from 'electron';
import type { BrowserWindow, FileFilter } from 'electron';
import type { Handlers } from '../engine/protocol/contract.ts';
import { ExpectedError } from '../engine/protocol/errors.ts';
import { isJson } from './json-file.ts';
import type { JsonFile } from './json-file.ts';

const FILTERS: Readonly<Record<'onnx' | 'csv', FileFilter>> = {
  onnx: { name: 'ONNX model', extensions: ['onnx'] },
  csv: { name: 'CSV file', extensions: ['csv'] },
};

export interface ShellOptions {
  window: () => BrowserWindow;
  state: JsonFile;
  /** A folder given on the command line; null: the usual place. */
  workspace: string | null;
}

export function createShell({ window, state, workspace }: ShellOptions): Handlers<'shell'> {
  return {
    'shell.openCsv': async () => {
      const filters = [
        { name: 'Delimited text', extensions: ['csv', 'tsv', 'txt', 'dat'] },
        { name: 'All files', extensions: ['*'] },
      ];
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), { title: 'Open CSV', properties: ['openFile'], filters });
      return canceled ? null : (filePaths[0] ?? null);
    },
    'shell.saveAs': async ({ suggestedName, kind }) => {
      const defaultPath = path.join(app.getPath('documents'), path.basename(suggestedName));
      const { canceled, filePath } = await dialog.showSaveDialog(window(), { defaultPath, filters: [FILTERS[kind]] });
      return canceled || !filePath ? null : filePath;
    },
    'shell.openFolder': async () => {
      const properties: Array<'openDirectory' | 'createDirectory'> = ['openDirectory', 'createDirectory'];
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), { title: 'Open Workspace Folder', properties });
      return canceled ? null : (filePaths[0] ?? null);
    },
    'shell.reveal': async ({ path: target }) => {
      if (!path.isAbsolute(target)) throw new ExpectedError('bad-path', `Expected a full path to show but received "${target}".`);
      if (!(await exists(target))) throw new ExpectedError('not-found', `There is no ${target} any more.`);
      shell.showItemInFolder(target);
    },
    'shell.defaultWorkspace': () => workspace ?? defaultWorkspace(),
    'shell.readState': () => state.read(),
    'shell.writeState': ({ json }) => {
      if (!isJson(json)) throw new ExpectedError('bad-state', 'Expected JSON for the saved state but received another text.');
      return state.write(json);
    },
    'shell.setProgress': ({ value }) => window().setProgressBar(value ?? -1),
  };
}

/** Documents/Hindcast; a folder of the app's own where there are no documents or they cannot be written. */
async function defaultWorkspace(): Promise<string> {
  const candidates = [() => path.join(app.getPath('documents'), 'Hindcast'), () => path.join(app.getPath('userData'), 'workspace')];
  let problem: unknown;
  for (const candidate of candidates) {
    try {
      const folder = candidate();
      await mkdir(folder, { recursive: true });
      return folder;
    } catch (error) {
      problem = error;
    }
  }
  throw new ExpectedError(
    'no-workspace',
    `No folder for the workspace could be made: ${String(problem)}. Open one with File > Open Workspace.`,
  );
}

async function exists(target: string): Promise<boolean> {
  return stat(target).then(
    () => true,
    () => false,
  );
}
