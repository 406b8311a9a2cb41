import type { DatasetSummary } from '../engine/protocol/data.ts';
import type { CommandContext } from './command.ts';
import { followJob } from './follow-job.ts';
import { importOverrides } from './import-flags.ts';

/** Imports a data file with the import flags of a command, showing progress. */
export function importData(context: CommandContext, path: string): Promise<DatasetSummary> {
  const { client, signal, args } = context;
  return followJob(context, 'import', () => client.call('data.import', { path, overrides: importOverrides(args) }, { signal }));
}
