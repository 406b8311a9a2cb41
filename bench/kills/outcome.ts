/** Everything that two runs of one configuration must have in common, as hashes by name. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCheckpoints } from '../../engine/project/checkpoint.ts';
import { loadHistory, openRun } from '../../engine/project/run-folder.ts';
import { runIdentity } from '../../engine/services/run-identity.ts';

export type Outcome = Map<string, string>;

/** Files whose every byte is compared; what the others hold besides (times of the day, how long it took) may differ. */
const FILES = ['model.bin', 'model.onnx', 'forecast.csv', 'backtest.json'];

export async function readOutcome(folder: string): Promise<Outcome> {
  const warnings: string[] = [];
  const { latest } = await openCheckpoints(folder, runIdentity(await openRun(folder)));
  if (latest === null) throw new Error(`Expected a checkpoint in ${folder} but found none.`);
  const { seconds: _seconds, ...header } = latest.header;
  const { history } = await loadHistory(folder, warnings);
  if (warnings.length > 0) throw new Error(warnings.join(' '));
  const outcome: Outcome = new Map([
    ['state', hashOf(JSON.stringify(header))],
    ['history', hashOf(JSON.stringify(history))],
  ]);
  // Among them the parameters, the moments and the best parameters.
  for (const [name, { buffer, byteOffset, byteLength }] of Object.entries(latest.arrays))
    outcome.set(name, hashOf(new Uint8Array(buffer, byteOffset, byteLength)));
  for (const file of FILES) outcome.set(file, hashOf(readFileSync(join(folder, file))));
  return outcome;
}

/** Names of what differs. */
export function differences(expected: Outcome, found: Outcome): string[] {
  return [...new Set([...expected.keys(), ...found.keys()])].filter((name) => expected.get(name) !== found.get(name));
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
