import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { previewFile } from './preview-file.ts';

/** The same for files of the same kind with the same columns, as they are read when nothing is stated. Errors: those of `previewFile`. */
export async function fileShape(path: string, signal: AbortSignal): Promise<string> {
  const { settings, format } = await previewFile(path, {}, signal);
  const shape = [format, extname(path).toLowerCase(), ...settings.columns.map(({ name }) => name)];
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex').slice(0, 32);
}
