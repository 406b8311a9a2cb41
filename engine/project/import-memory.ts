/** `imports.json`: what was decided when files were imported here, by the shape of the file, newest first. */
import { join } from 'node:path';
import type { ImportOverrides } from '../protocol/data.ts';
import { label, text, z } from '../protocol/schemas/common.ts';
import { importOverrides } from '../protocol/schemas/data.ts';
import type { StoredType } from './stored.ts';
import { loadOrKeepAside, saveStored } from './stored.ts';

export interface RememberedImport {
  shape: string;
  /** Of the file that it was decided for. */
  fileName: string;
  overrides: ImportOverrides;
}

export interface ImportMemory {
  imports: RememberedImport[];
}

export const storedImportMemory: StoredType<ImportMemory> = {
  format: 'hindcast.imports',
  version: 1,
  schema: z.strictObject({ imports: z.array(z.strictObject({ shape: label, fileName: text, overrides: importOverrides })).max(1000) }),
  migrations: {},
};

const KEPT = 200;
const fileIn = (workspace: string): string => join(workspace, 'imports.json');

/** Null: nothing is remembered for this shape. A damaged file is kept aside and named in `warnings`. */
export async function recallImport(workspace: string, shape: string, warnings: string[]): Promise<RememberedImport | null> {
  const memory = await loadOrKeepAside(fileIn(workspace), storedImportMemory, warnings);
  return memory?.imports.find((entry) => entry.shape === shape) ?? null;
}

/** Overrides that decide nothing are forgotten: the next file of the shape starts from fresh guesses. */
export async function rememberImport(workspace: string, entry: RememberedImport, warnings: string[]): Promise<void> {
  const memory = await loadOrKeepAside(fileIn(workspace), storedImportMemory, warnings);
  const others = (memory?.imports ?? []).filter(({ shape }) => shape !== entry.shape);
  const decided = Object.keys(entry.overrides).length > 0;
  if (!decided && others.length === (memory?.imports.length ?? 0)) return;
  await saveStored(
    fileIn(workspace),
    storedImportMemory,
    { imports: (decided ? [entry, ...others] : others).slice(0, KEPT) },
    { doing: 'remember the import as' },
  );
}
