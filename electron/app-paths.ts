/** Where the built app lies, in a package as in the project's folder. */
import path from 'node:path';
import { app } from 'electron';

/** A file of `out/`. */
export function builtFile(...names: string[]): string {
  return path.join(app.getAppPath(), 'out', ...names);
}

/** A file of the app's own data folder. */
export function userFile(...names: string[]): string {
  return path.join(app.getPath('userData'), ...names);
}
