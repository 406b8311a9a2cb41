/** Folders that windows work in: where the usual one lies, and what a path means. */
import { mkdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { app } from 'electron';
import type { MainTranslator } from './messages.ts';
import { ExpectedError } from '../engine/protocol/errors.ts';

/**
 * The usual workspace: Documents/Hindcast; a folder of the app's own where there are no documents or they cannot be written. Where that is
 * `taken` by a window, the first of "Hindcast 2", "Hindcast 3"... that is not.
 */
export async function usualWorkspace(t: MainTranslator, taken: (workspace: string) => boolean): Promise<string> {
  const candidates = [() => path.join(app.getPath('documents'), 'Hindcast'), () => path.join(app.getPath('userData'), 'workspace')];
  let problem: unknown;
  for (const candidate of candidates) {
    try {
      const folder = firstFree(candidate(), taken);
      await mkdir(folder, { recursive: true });
      return await sameFolder(folder);
    } catch (error) {
      problem = error;
    }
  }
  throw new ExpectedError('no-workspace', t('noWorkspace', { problem: String(problem) }));
}

function firstFree(folder: string, taken: (workspace: string) => boolean): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? folder : `${folder} ${number}`;
    if (!taken(candidate)) return candidate;
  }
}

/** One name for one folder, so that two windows never work in the same one: the path without links. */
export async function sameFolder(folder: string): Promise<string> {
  return realpath(folder).catch(() => path.resolve(folder));
}

/** A folder that is asked for by name may be a new one. Where it cannot be made, the page says that there is none. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch(() => undefined);
}

export async function isFolder(target: string): Promise<boolean> {
  return stat(target).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** The folder under its one name. @throws ExpectedError 'not-found' where there is none. */
export async function existingFolder(folder: string, t: MainTranslator): Promise<string> {
  if (await isFolder(folder)) return sameFolder(folder);
  throw new ExpectedError('not-found', t('goneFolder', { path: folder }));
}
