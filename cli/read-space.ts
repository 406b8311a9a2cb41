import { readFile } from 'node:fs/promises';
import { ExpectedError } from '../engine/protocol/errors.ts';
import { tuningSpace } from '../engine/protocol/schemas/tuning.ts';
import type { TuningSpace } from '../engine/protocol/tuning.ts';
import { parseWith } from '../engine/protocol/validate.ts';

/** The space in a JSON file. Error: `bad-space`, with the file, and the place in it where its content is wrong. */
export async function readSpace(path: string): Promise<TuningSpace> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExpectedError('bad-space', `Expected a JSON file with a space in ${path} but could not read one: ${reason}.`, {
      path,
      flag: '--space',
    });
  }
  try {
    return parseWith(tuningSpace, value, 'the space', 'bad-space');
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    throw new ExpectedError('bad-space', `${path}: ${error.message}`, { ...error.details, path, flag: '--space' });
  }
}
