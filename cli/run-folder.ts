import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

/** `runs/<file>-<model>`, numbered where that is taken. */
export function defaultRunFolder(csv: string, model: string): string {
  const base = join('runs', `${basename(csv, extname(csv))}-${model}`);
  let folder = base;
  for (let n = 2; existsSync(folder); n++) folder = `${base}-${n}`;
  return folder;
}
