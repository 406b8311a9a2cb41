/** The window's own calls: dialogs, the file manager, the state file and the task bar. No data passes through here. */
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { app, dialog, shell } from 'electron';
import type { BrowserWindow, FileFilter } from 'electron';
import type { Handlers } from '../engine/protocol/contract.ts';
import { ExpectedError } from '../engine/protocol/errors.ts';
import { writeAtomically } from './atomic-write.ts';
import { copyPicture, copyText } from './clipboard.ts';
import { isJson } from './json-file.ts';
import type { JsonFile } from './json-file.ts';
import type { MainTranslator } from './messages.ts';

/** A zoom level is a factor of 1.2; beyond these ends Chromium does not go. */
const ZOOM = { step: 1, least: -8, most: 9 } as const;

export interface ShellOptions {
  window: () => BrowserWindow;
  state: JsonFile;
  /** A folder given on the command line; null: the usual place. */
  workspace: string | null;
  t: MainTranslator;
  /** Hears of each state that the page saves. */
  onState: (json: string) => void;
}

export function createShell({ window, state, workspace, t, onState }: ShellOptions): Handlers<'shell'> {
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
    'shell.openCsv': async () => {
      const openable = [
        { name: t('delimitedText'), extensions: ['csv', 'tsv', 'txt', 'dat'] },
        { name: t('allFiles'), extensions: ['*'] },
      ];
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), {
        title: t('openCsvTitle'),
        properties: ['openFile'],
        filters: openable,
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    'shell.saveAs': ({ suggestedName, kind }) => askWhere(window(), suggestedName, filters[kind]()),
    'shell.savePicture': async ({ suggestedName, kind, content }) => {
      const file = await askWhere(window(), suggestedName, filters[kind]());
      if (file !== null) await writeMade(file, content, t);
      return file;
    },
    'shell.saveCsv': async ({ suggestedName, text }) => {
      const file = await askWhere(window(), suggestedName, filters.csv());
      if (file !== null) await writeMade(file, text, t);
      return file;
    },
    'shell.copy': (what) => ('text' in what ? copyText(what.text) : copyPicture(what.png)),
    'shell.openFolder': async () => {
      const properties: Array<'openDirectory' | 'createDirectory'> = ['openDirectory', 'createDirectory'];
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), { title: t('openFolderTitle'), properties });
      return canceled ? null : (filePaths[0] ?? null);
    },
    'shell.reveal': async ({ path: target }) => {
      if (!path.isAbsolute(target)) throw new ExpectedError('bad-path', `Expected a full path to show but received "${target}".`);
      if (!(await exists(target))) throw new ExpectedError('not-found', t('goneFile', { path: target }));
      shell.showItemInFolder(target);
    },
    'shell.defaultWorkspace': () => workspace ?? defaultWorkspace(t),
    'shell.readState': () => state.read(),
    'shell.writeState': ({ json }) => {
      if (!isJson(json)) throw new ExpectedError('bad-state', 'Expected JSON for the saved state but received another text.');
      onState(json);
      return state.write(json);
    },
    'shell.setProgress': ({ value }) => window().setProgressBar(value ?? -1),
    'shell.zoom': ({ step }) => {
      const { webContents } = window();
      const level = step === 0 ? 0 : webContents.getZoomLevel() + step * ZOOM.step;
      webContents.setZoomLevel(Math.max(ZOOM.least, Math.min(ZOOM.most, level)));
    },
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

/** Documents/Hindcast; a folder of the app's own where there are no documents or they cannot be written. */
async function defaultWorkspace(t: MainTranslator): Promise<string> {
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
  throw new ExpectedError('no-workspace', t('noWorkspace', { problem: String(problem) }));
}

async function exists(target: string): Promise<boolean> {
  return stat(target).then(
    () => true,
    () => false,
  );
}
