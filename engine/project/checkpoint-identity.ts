/** What a checkpoint belongs to, and in what it may differ from a run. */
import { count, z } from '../protocol/schemas/common.ts';
import { runConfig } from '../protocol/schemas/training.ts';
import type { RunConfig } from '../protocol/training.ts';
import { hash } from './dataset-record.ts';
import { upgradeConfig } from './first-version.ts';

/** A checkpoint is worth nothing for another configuration, other data, another network, or arithmetic that rounds otherwise. */
export interface CheckpointIdentity {
  config: RunConfig;
  datasetHash: string;
  /** Numbers in the network. */
  parameters: number;
  instructionSet: string;
  /** The Hindcast that wrote it; empty: one from before this was kept. */
  appVersion: string;
}

export const identityShape = {
  config: runConfig,
  datasetHash: hash,
  parameters: count,
  instructionSet: z.string().max(40),
  appVersion: z.string().max(40),
};

/** Version 1 kept no more than configuration and data. */
export function upgradeIdentity(old: Record<string, unknown>): Record<string, unknown> {
  return { ...upgradeConfig(old), parameters: 0, instructionSet: '', appVersion: '' };
}

/** What keeps a checkpoint from being this run's, a sentence without its stop each; empty: nothing. */
export function differences(saved: CheckpointIdentity, now: CheckpointIdentity): string[] {
  if (saved.appVersion !== now.appVersion) {
    const other = saved.appVersion === '' ? 'an earlier Hindcast' : `Hindcast ${saved.appVersion}`;
    return [`it was written by ${other}, and this is ${now.appVersion}`];
  }
  const named: string[] = [];
  if (saved.datasetHash !== now.datasetHash) named.push('the data have changed since it was written');
  const before = leaves(saved.config, '', new Map());
  const after = leaves(now.config, '', new Map());
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    if (before.get(path) === after.get(path)) continue;
    named.push(`it was written for ${path} ${before.get(path) ?? 'absent'}, the run says ${after.get(path) ?? 'absent'}`);
  }
  if (saved.instructionSet !== now.instructionSet) {
    named.push(`it was written with the instruction set ${saved.instructionSet}, the run says ${now.instructionSet}`);
  }
  if (saved.parameters !== now.parameters) {
    named.push(`it holds a network of ${saved.parameters} parameters, the run has ${now.parameters}`);
  }
  return named;
}

/** Leaves of a configuration as `name: value`; threads change nothing in the result and may differ. */
function leaves(value: unknown, path: string, into: Map<string, string>): Map<string, string> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [key, inner] of Object.entries(value)) leaves(inner, path === '' ? key : `${path}.${key}`, into);
  } else if (path !== 'training.threads') into.set(path.slice(path.indexOf('.') + 1), JSON.stringify(value));
  return into;
}
