/**
 * What every stored type shares: a format name, a version, a schema for the current version and one migration for
 * each older one. A type's own file says what these are.
 */
import { lstat, rename } from 'node:fs/promises';
import { explainFileError, systemCode } from '../base/file-errors.ts';
import { parseJson, stringifyJson } from '../base/json.ts';
import { decodeText, readBytes } from '../base/read-file.ts';
import type { SaveOptions } from '../base/save-file.ts';
import { saveFile } from '../base/save-file.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { SchemaLike } from '../protocol/validate.ts';
import { parseWith } from '../protocol/validate.ts';

export interface StoredType<T extends object> {
  /** Stands in the file, so that one type is never read as another. */
  readonly format: string;
  readonly version: number;
  readonly schema: SchemaLike<T>;
  /** `migrations[n]` turns what version n stored into what version n + 1 stores. */
  readonly migrations: Readonly<Record<number, (old: Record<string, unknown>) => Record<string, unknown>>>;
}

function damaged(path: string, what: string): ExpectedError {
  return new ExpectedError('damaged-file', `${path} is damaged: ${what}`, { path });
}

/**
 * A value of the current version from one of any version.
 * @throws ExpectedError 'damaged-file', 'newer-version'
 */
export function upgrade<T extends object>(type: StoredType<T>, value: unknown, path: string): T {
  if (typeof value !== 'object' || value === null || !('format' in value) || !('version' in value)) {
    throw damaged(path, `Expected a stored ${type.format} but received something else.`);
  }
  const { format, version, ...rest } = value;
  if (format !== type.format) throw damaged(path, `Expected a stored ${type.format} but received "${String(format).slice(0, 40)}".`);
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw damaged(path, 'Expected a version from 1 on but received another.');
  }
  if (version > type.version) {
    throw new ExpectedError('newer-version', `${path} was written by a newer Hindcast (version ${version}). Update Hindcast to open it.`, {
      path,
    });
  }
  let current: Record<string, unknown> = rest;
  for (let from = version; from < type.version; from++) {
    const migrate = type.migrations[from];
    if (migrate === undefined) throw new Error(`No migration of ${type.format} from version ${from}.`);
    current = migrate(current);
  }
  try {
    return parseWith(type.schema, current, type.format, 'damaged-file');
  } catch (error) {
    throw error instanceof ExpectedError ? damaged(path, error.message) : error;
  }
}

/** The value with format and version, checked: what could not be read back is a bug and is never written. */
export function seal<T extends object>(type: StoredType<T>, value: T): Record<string, unknown> {
  const answer = type.schema.safeParse(value);
  if (!answer.success) {
    try {
      parseWith(type.schema, value, type.format, 'bug');
    } catch (error) {
      throw new Error(`A ${type.format} that cannot be stored: ${(error as Error).message}`, { cause: error });
    }
  }
  return { format: type.format, version: type.version, ...value };
}

export async function saveStored<T extends object>(path: string, type: StoredType<T>, value: T, options: SaveOptions = {}): Promise<void> {
  await saveFile(path, `${stringifyJson(seal(type, value), 1)}\n`, options);
}

/** @throws ExpectedError 'not-found', 'damaged-file', 'newer-version', and those of reading. */
export async function loadStored<T extends object>(path: string, type: StoredType<T>): Promise<T> {
  const bytes = await readBytes(path);
  let value: unknown;
  try {
    value = parseJson(decodeText(bytes, path));
  } catch {
    throw damaged(path, `Expected JSON but received ${bytes.length} bytes of something else.`);
  }
  return upgrade(type, value, path);
}

/**
 * As `loadStored`; null where there is no file or a damaged one, which is then kept aside and named in `warnings`.
 * @throws ExpectedError 'newer-version', and those of reading.
 */
export async function loadOrKeepAside<T extends object>(path: string, type: StoredType<T>, warnings: string[]): Promise<T | null> {
  try {
    return await loadStored(path, type);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    if (error.code === 'not-found') return null;
    if (error.code !== 'damaged-file') throw error;
    warnings.push(await keepAside(path, error.message));
    return null;
  }
}

/** Renames a damaged file to `<path>.damaged-<n>`, n the first that is free, and says so. */
export async function keepAside(path: string, why: string): Promise<string> {
  const aside = await freeName(path);
  try {
    await rename(path, aside);
    return `${why} It was kept as ${aside}.`;
  } catch (error) {
    const explained = explainFileError(error, path, 'set aside');
    return `${why} ${explained instanceof Error ? explained.message : String(explained)}`;
  }
}

async function freeName(path: string): Promise<string> {
  for (let n = 1; ; n++) {
    const name = `${path}.damaged-${n}`;
    const taken = await lstat(name).then(
      () => true,
      (error: unknown) => systemCode(error) !== 'ENOENT',
    );
    if (!taken) return name;
  }
}
