import { readdir, stat } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import type { LooseFile } from '../protocol/data.ts';

const EXTENSIONS: ReadonlySet<string> = new Set(['.csv', '.tsv', '.txt', '.dat', '.parquet', '.xlsx', '.xlsm']);
/** Folders of the workspace's own, and those that hold no data of the user. */
const SKIPPED: ReadonlySet<string> = new Set(['datasets', 'runs', 'studies', 'node_modules']);
const DEPTH = 3;
const LIMIT = 500;

/** Data files in a folder and at most three levels below it that are not among `known`, by their path; at most 500. What cannot be listed is left out. */
export async function looseFiles(folder: string, known: readonly string[]): Promise<LooseFile[]> {
  const taken = new Set(known.map((path) => resolve(path)));
  const found: LooseFile[] = [];
  const visit = async (path: string, depth: number): Promise<void> => {
    const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
    for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
      if (found.length >= LIMIT || entry.name.startsWith('.')) continue;
      const full = join(path, entry.name);
      if (entry.isDirectory() && depth < DEPTH && !(depth === 0 && SKIPPED.has(entry.name))) await visit(full, depth + 1);
      if (!entry.isFile() || !EXTENSIONS.has(extname(entry.name).toLowerCase()) || taken.has(full)) continue;
      const size = await stat(full).then(
        (about) => about.size,
        () => null,
      );
      if (size !== null) found.push({ path: full, bytes: size });
    }
  };
  await visit(resolve(folder), 0);
  return found;
}
