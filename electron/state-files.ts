/** The files that hold what the windows remember: one that all of them share, and one for each workspace folder. */
import { createHash } from 'node:crypto';
import { userFile } from './app-paths.ts';
import { jsonFile } from './json-file.ts';
import type { JsonFile } from './json-file.ts';
import { sharedState, stateValue } from './shared-state.ts';
import type { SharedState } from './shared-state.ts';

export interface StateFiles {
  shared: SharedState;
  windows: JsonFile;
  /** Where there was only one window, its place stood in a file of its own. */
  singlePlace: JsonFile;
  /** The state of a folder. One object for one file, so that its writes follow one another. */
  workspace: (folder: string) => JsonFile;
  settled: () => Promise<void>;
}

export function stateFiles(): StateFiles {
  const sharedFile = jsonFile(userFile('state.json'));
  const windows = jsonFile(userFile('windows.json'));
  const folders = new Map<string, JsonFile>();

  function workspace(folder: string): JsonFile {
    const known = folders.get(folder);
    if (known) return known;
    const own = jsonFile(userFile('workspaces', `${createHash('sha256').update(folder).digest('hex').slice(0, 24)}.json`));
    // Before windows had files of their own, the one window's state stood among what is shared now.
    const file: JsonFile = {
      ...own,
      async read() {
        const text = await own.read();
        if (text !== null) return text;
        const shared = await sharedFile.read();
        return stateValue(shared, 'workspace') === folder ? shared : null;
      },
    };
    folders.set(folder, file);
    return file;
  }

  return {
    shared: sharedState(sharedFile),
    windows,
    singlePlace: jsonFile(userFile('window.json')),
    workspace,
    settled: async () => {
      await Promise.all([sharedFile, windows, ...folders.values()].map((file) => file.settled()));
    },
  };
}
