import type { ImportOverrides } from '../protocol/data.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { Dataset } from './dataset.ts';
import { assemble } from './csv/assemble.ts';
import { pauseFor } from './csv/pause.ts';
import { planImport, type ImportPlan } from './csv/plan.ts';
import { openSource } from './csv/source.ts';
import { TableBuilder } from './csv/table.ts';
import type { ImportOptions } from './file-reader.ts';
import { openReader } from './open-reader.ts';
import { ambiguous } from './time/candidates.ts';
import { timeReader } from './time/time-reader.ts';

/**
 * Reads a CSV file, a Parquet file or a sheet of a workbook into a dataset with a regular index. What `overrides` leaves open is detected;
 * where the file allows two readings that differ, nothing is guessed and the error says how to decide.
 * Errors: those of `openSource`, `openReader`, `planImport`, `TableBuilder.finish`, `orderRows`, `makeRegular` and `mending`;
 * `ambiguous-dates`, `mixed-dates`, `ambiguous-numbers`, `file-changed`; `CancelledError`.
 */
export async function importFile(path: string, overrides: ImportOverrides = {}, options: ImportOptions = {}): Promise<Dataset> {
  const source = await openSource(path);
  try {
    const reader = await openReader(source, overrides);
    const plan = await planImport(reader.readHead, reader.decided(overrides), options.signal);
    refuseDoubt(plan);
    const table = new TableBuilder(plan, plan.log, reader.format === 'csv' && plan.settings.header);
    const hash = await reader.feed(plan, table, options);
    await source.verify();
    const stated = overrides.layout !== undefined || (overrides.columns?.some(({ role }) => role === 'series') ?? false);
    return await assemble(plan, table, { path, bytes: source.size, hash }, stated, plan.log, pauseFor(options.signal));
  } finally {
    await source.close();
  }
}

/** Throws where the head shows a doubt that the rest of the file cannot settle. */
function refuseDoubt(plan: ImportPlan): void {
  const { numberDoubt, timeFormats, timeColumns, settings, head } = plan;
  if (numberDoubt) {
    const message =
      `Numbers such as "${numberDoubt.example}" can be thousands or have three decimals, and no other number decides. ` +
      'State the decimal separator, . or ,.';
    throw new ExpectedError('ambiguous-numbers', message, { example: numberDoubt.example, setting: 'decimal', flag: '--decimal' });
  }
  if (timeFormats.length > 1 && timeFormats.includes('row')) {
    const column = timeColumns[0]!;
    const name = settings.columns[column]!.name;
    const example = head.records[0]?.[column] ?? '';
    const reader = timeReader(timeFormats[0]!);
    const error = ambiguous(name, [reader], example);
    const message = `Numbers such as "${example}" in "${name}" can be dates (${timeFormats[0]}) or plain numbers. State the date format, ${timeFormats.join(' or ')}.`;
    throw new ExpectedError(error.code, message, error.details);
  }
}
