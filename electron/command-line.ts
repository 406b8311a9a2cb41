/** What the command line asks of the app. Switches of Electron and Chromium are left alone. */
import path from 'node:path';

export interface CommandLine {
  /** Full paths of tables to open. */
  files: string[];
  /** Full paths of whatever else is named: folders among them are workspaces. */
  others: string[];
  /** A workspace folder to use instead of the usual one. */
  workspace: string | null;
}

const WORKSPACE_SWITCH = '--workspace=';
const OPENABLE: ReadonlySet<string> = new Set(['.csv', '.tsv', '.txt', '.dat', '.parquet', '.xlsx', '.xlsm']);

/** `args` without the executable; `project` is the folder that a development run names, which is nothing to open. */
export function parseCommandLine(args: readonly string[], folder: string, project: string | null): CommandLine {
  const workspace = args.find((arg) => arg.startsWith(WORKSPACE_SWITCH))?.slice(WORKSPACE_SWITCH.length);
  const named = args.filter((arg) => !arg.startsWith('-')).map((arg) => path.resolve(folder, arg));
  return {
    files: named.filter(isOpenable),
    others: named.filter((file) => !isOpenable(file) && file !== project),
    workspace: workspace ? path.resolve(folder, workspace) : null,
  };
}

export function isOpenable(file: string): boolean {
  return OPENABLE.has(path.extname(file).toLowerCase());
}
