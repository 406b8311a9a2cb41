import type { CheckpointIdentity } from '../project/checkpoint-identity.ts';
import type { Run } from '../project/run-record.ts';
import { contentHash } from './dataset-store.ts';
import { APP_VERSION } from './shared.ts';

/** What a checkpoint of this run must belong to. */
export function runIdentity({ summary, dataset }: Run): CheckpointIdentity {
  return {
    config: summary.config,
    datasetHash: contentHash(dataset),
    parameters: summary.parameters,
    instructionSet: summary.isa,
    appVersion: APP_VERSION,
  };
}
