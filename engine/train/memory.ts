import { constrainedMemory } from 'node:process';
import { totalmem } from 'node:os';
import type { NativeModel } from '../native/api.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { RunConfig } from '../protocol/training.ts';
import type { Prepared } from './prepare.ts';

/** Gradients, both moments and the weights packed for the products, beside the parameters themselves. */
const COPIES_OF_PARAMETERS = 6;

/** The memory that this process can have at most, in bytes: the machine's, or what its container allows. */
export function machineMemory(): number {
  const allowed = constrainedMemory();
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}

/** What a training takes in bytes: activations of one batch, the scaled data, and copies of the parameters. */
export function neededBytes(model: NativeModel, { source, training: windows }: Prepared, { training }: RunConfig): number {
  return (
    model.trainingBytes(Math.min(training.batch, windows.length)) +
    source.values.byteLength +
    4 * COPIES_OF_PARAMETERS * model.parameterCount
  );
}

/**
 * Refuses a training that cannot fit, before anything is allocated: some systems grant any memory and end the process
 * when it is used. Error: `out-of-memory`, with the need and what lowers it.
 */
export function requireMemory(needed: number, config: RunConfig, available = machineMemory()): void {
  if (needed <= available) return;
  throw outOfMemory(`Training needs about ${gigabytes(needed)} of memory, and this machine has ${gigabytes(available)}.`, config, {
    needed,
    available,
  });
}

/** Memory that was refused while training: the core says how much it asked for. Anything else is passed through. */
export function explainMemory(error: unknown, config: RunConfig): unknown {
  if (!(error instanceof Error)) return error;
  const refused = /^Expected room for ([\d.]+ GB)/.exec(error.message);
  if (refused) return outOfMemory(`The system refused ${refused[1]} of memory for training.`, config, { reason: error.message });
  const allocation = error instanceof RangeError && /allocation failed|Invalid (typed )?array length/i.test(error.message);
  return allocation
    ? outOfMemory('The system refused the memory for the data of this training.', config, { reason: error.message })
    : error;
}

function outOfMemory(what: string, { data, model, training }: RunConfig, details: Record<string, unknown>): ExpectedError {
  return new ExpectedError(
    'out-of-memory',
    `${what} Lower the batch (now ${training.batch}) first, then the context (now ${data.context}) or the hidden units (now ${model.hidden}).`,
    details,
  );
}

function gigabytes(bytes: number): string {
  return bytes < 1e8 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
