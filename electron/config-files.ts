/**
 * The files that users edit by hand: settings and keys. They are read and written as text, whole and in turn, and
 * whoever edits them outside the app is noticed. What they mean is the page's business.
 */
import { copyFile, mkdir, readFile, stat } from 'node:fs/promises';
import { unwatchFile, watchFile } from 'node:fs';
import path from 'node:path';
import type { ConfigChange, ConfigPlace, ConfigText } from '../engine/protocol/contract.ts';
import { ExpectedError } from '../engine/protocol/errors.ts';
import { writeAtomically } from './atomic-write.ts';

/** The folder of a workspace that holds its own settings. */
const WORKSPACE_FOLDER = '.hindcast';
const LOOK_EVERY_MS = 700;

export interface ConfigFiles {
  read(place: ConfigPlace): Promise<ConfigText>;
  /**
   * Writes where the file still holds `expected` (null: there is none). With `keepCopy` the old text stays beside it
   * as `<name>.broken-<n>`; the answer says where.
   * @throws ExpectedError 'changed-on-disk', 'bad-path'.
   */
  write(change: ConfigPlace & { text: string; expected: string | null; keepCopy: boolean }): Promise<{ keptAs: string | null }>;
  /** Ends the watching. */
  dispose(): void;
}

/** Polls, because editors replace files in many ways and a poll sees all of them. */
export function configFiles(userFolder: string, onChanged: (change: ConfigChange) => void, lookEvery = LOOK_EVERY_MS): ConfigFiles {
  const known = new Map<string, string | null>();
  let last: Promise<unknown> = Promise.resolve();

  function locate({ file, workspace }: ConfigPlace): string {
    if (workspace === null) return path.join(userFolder, `${file}.json`);
    if (!path.isAbsolute(workspace))
      throw new ExpectedError('bad-path', `Expected the full path of a workspace but received "${workspace}".`);
    return path.join(workspace, WORKSPACE_FOLDER, `${file}.json`);
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  }

  function watch(place: ConfigPlace, target: string): void {
    if (known.has(target)) return;
    known.set(target, null);
    const look = async (): Promise<void> => {
      const text = await readText(target).catch(() => null);
      if (text === known.get(target)) return;
      known.set(target, text);
      onChanged({ ...place, path: target, text });
    };
    watchFile(target, { persistent: false, interval: lookEvery }, () => void inTurn(look));
  }

  return {
    read: (place) =>
      inTurn(async () => {
        const target = locate(place);
        watch(place, target);
        const text = await readText(target);
        known.set(target, text);
        return { path: target, text };
      }),
    write: ({ text, expected, keepCopy, ...place }) =>
      inTurn(async () => {
        const target = locate(place);
        const current = await readText(target);
        if (current !== expected) {
          throw new ExpectedError('changed-on-disk', `${target} was changed outside Hindcast. Load it again before you save it.`);
        }
        await mkdir(path.dirname(target), { recursive: true });
        const keptAs = keepCopy && current !== null ? await keep(target) : null;
        await writeAtomically(target, text);
        known.set(target, text);
        return { keptAs };
      }),
    dispose: () => known.forEach((_text, target) => unwatchFile(target)),
  };
}

async function readText(target: string): Promise<string | null> {
  return readFile(target, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw new ExpectedError('unreadable', `${target} could not be read: ${error.message}.`);
  });
}

/** Copies the file to the first free name. */
async function keep(target: string): Promise<string> {
  for (let number = 1; ; number++) {
    const copy = `${target}.broken-${number}`;
    const taken = await stat(copy).then(
      () => true,
      () => false,
    );
    if (taken) continue;
    await copyFile(target, copy);
    return copy;
  }
}
