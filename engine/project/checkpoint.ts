/**
 * `checkpoint.{0,1}.bin`: where training stands, in two generations. A save overwrites the older one, so a valid one
 * exists at every moment; loading takes the newest valid one.
 */
import { join } from 'node:path';
import { readBytesIfThere } from '../base/read-file.ts';
import type { SaveOptions } from '../base/save-file.ts';
import { saveFile } from '../base/save-file.ts';
import type { Sections } from '../base/sections.ts';
import { decodeSections, encodeSections } from '../base/sections.ts';
import { ExpectedError } from '../protocol/errors.ts';
import { count, z } from '../protocol/schemas/common.ts';
import { type CheckpointIdentity, differences, identityShape, upgradeIdentity } from './checkpoint-identity.ts';
import { upgradeConfig } from './first-version.ts';
import { keepAside, seal, upgrade } from './stored.ts';
import type { StoredType } from './stored.ts';

/** What the trainer puts in; the store does not look into it. */
export type Checkpoint = Sections;

interface CheckpointHeader extends CheckpointIdentity {
  /** Grows by one with each save. */
  sequence: number;
  state: Record<string, unknown>;
}

const KIND = 'hindcast.checkpoint';
export const CHECKPOINT_FILES = ['checkpoint.0.bin', 'checkpoint.1.bin'] as const;

export const storedCheckpoint: StoredType<CheckpointHeader> = {
  format: KIND,
  version: 4,
  schema: z.strictObject({ ...identityShape, sequence: count, state: z.record(z.string(), z.unknown()) }),
  migrations: { 1: upgradeIdentity, 2: upgradeConfig, 3: upgradeConfig },
};

interface Generation {
  slot: 0 | 1;
  header: CheckpointHeader;
  arrays: Sections['arrays'];
}

export interface CheckpointStore {
  /** The newest valid one; null where there is none. */
  readonly latest: Checkpoint | null;
  /** What was damaged and where it is kept. */
  readonly warnings: readonly string[];
  /** Takes what it needs before it returns its promise; one save at a time. @throws ExpectedError as `saveFile`. */
  save(checkpoint: Checkpoint): Promise<void>;
}

async function readGeneration(folder: string, slot: 0 | 1): Promise<Generation | null> {
  const path = join(folder, CHECKPOINT_FILES[slot]);
  const bytes = await readBytesIfThere(path);
  if (bytes === null) return null;
  const { header, arrays } = decodeSections(bytes, KIND, path);
  return { slot, header: upgrade(storedCheckpoint, header, path), arrays };
}

async function readNewest(folder: string, warnings: string[]): Promise<Generation | null> {
  let newest: Generation | null = null;
  for (const slot of [0, 1] as const) {
    try {
      const found = await readGeneration(folder, slot);
      if (found !== null && (newest === null || found.header.sequence > newest.header.sequence)) newest = found;
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      if (error.code === 'damaged-file') warnings.push(await keepAside(join(folder, CHECKPOINT_FILES[slot]), error.message));
      else if (error.code === 'disk-error') warnings.push(error.message);
      else throw error;
    }
  }
  return newest;
}

/**
 * Opens the checkpoints of a run whose folder exists (and is locked by the caller).
 * @throws ExpectedError 'checkpoint-mismatch' naming what differs, 'newer-version', and those of reading.
 */
export async function openCheckpoints(folder: string, identity: CheckpointIdentity, options: SaveOptions = {}): Promise<CheckpointStore> {
  const warnings: string[] = [];
  const newest = await readNewest(folder, warnings);
  if (newest !== null) {
    if (warnings.length > 0) warnings.push(`Training goes on from the other checkpoint, number ${newest.header.sequence}.`);
    const differing = differences(newest.header, identity);
    if (differing.length > 0) {
      const reasons = differing.slice(0, 5).join('; ');
      throw new ExpectedError(
        'checkpoint-mismatch',
        `The checkpoint in ${folder} does not belong to this run: ${reasons}. Start a new run instead.`,
        { folder, differences: differing },
      );
    }
  }
  let sequence = newest?.header.sequence ?? 0;
  let slot: 0 | 1 = newest?.slot === 0 ? 1 : 0;
  let saving = false;
  return {
    latest: newest === null ? null : { header: newest.header.state, arrays: newest.arrays },
    warnings,
    async save({ header, arrays }) {
      if (saving) throw new Error('A checkpoint is being saved already.');
      saving = true;
      try {
        const sealed = seal(storedCheckpoint, { ...identity, sequence: sequence + 1, state: header });
        const bytes = encodeSections(KIND, { header: sealed, arrays });
        await saveFile(join(folder, CHECKPOINT_FILES[slot]), bytes, { doing: 'save the checkpoint', ...options });
        sequence += 1;
        slot = slot === 0 ? 1 : 0;
      } finally {
        saving = false;
      }
    },
  };
}
