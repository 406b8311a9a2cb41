/** What the command line asks of the app. Switches of Electron and Chromium are left alone. */
import path from 'node:path';

export interface CommandLine {
  /** Full paths of files to open. */
  files: string[];
  /** A workspace folder to use instead of the usual one. */
  workspace: string | null;
}

const WORKSPACE_SWITCH = '--workspace=';
const OPENABLE: ReadonlySet<string> = new Set(['.csv', '.tsv', '.txt', '.dat', '.parquet', '.xlsx', '.xlsm']);

/** `args` without the executable. The project's folder, which a development run names, is not a file to open. */
export function parseCommandLine(args: readonly string[], folder: string): CommandLine {
  const workspace = args.find((arg) => arg.startsWith(WORKSPACE_SWITCH))?.slice(WORKSPACE_SWITCH.length);
  const files = args.filter((arg) => !arg.startsWith('-')).map((arg) => path.resolve(folder, arg));
  return { files: files.filter(isOpenable), workspace: workspace ? path.resolve(folder, workspace) : null };
}

export function isOpenable(file: string): boolean {
  return OPENABLE.has(path.extname(file).toLowerCase());
}
