import type { ColumnSettings, ImportOverrides, Resampling } from '../../protocol/data.ts';
import { ExpectedError } from '../../protocol/errors.ts';
import { frequencyName } from '../time/frequency.ts';

/** The rule for columns that have none of their own. */
const ALL_OTHERS = '*';

/**
 * A stated resampling with a rule for every value column: none is guessed. Errors: `bad-resample` for a step that is no span of
 * time, another stated frequency, or a rule for a column without values; `unknown-column`; `no-resample-rule`.
 */
export function resolveResampling(overrides: ImportOverrides, columns: readonly ColumnSettings[]): Resampling | null {
  const { resample, frequency } = overrides;
  if (!resample) return null;
  const name = frequencyName(resample.frequency);
  if (resample.frequency.unit === 'row' || resample.frequency.unit === 'business-day') {
    const message = `Rows cannot be put into steps of one ${name}: it is no span of time that holds every row. Choose hours, days, weeks or months.`;
    throw new ExpectedError('bad-resample', message, { flag: '--resample' });
  }
  if (frequency && (frequency.unit !== resample.frequency.unit || frequency.step !== resample.frequency.step)) {
    const message = `The frequency is stated as one ${frequencyName(frequency)}, and the rows shall be put into steps of one ${name}. State one of the two.`;
    throw new ExpectedError('bad-resample', message, { flag: '--resample' });
  }
  for (const column of Object.keys(resample.rules).filter((key) => key !== ALL_OTHERS)) {
    const known = columns.find((candidate) => candidate.name === column);
    if (!known) throw new ExpectedError('unknown-column', `There is no column "${column}" to put into steps.`, { column, flag: '--rule' });
    if (known.role !== 'value') {
      const message = `Column "${column}" has a rule for steps of one ${name} but holds no values (it is read as ${known.role}). Leave the rule out.`;
      throw new ExpectedError('bad-resample', message, { column, flag: '--rule' });
    }
  }
  const values = columns.filter(({ role }) => role === 'value').map((column) => column.name);
  const general = resample.rules[ALL_OTHERS];
  const without = values.filter((column) => (resample.rules[column] ?? general) === undefined);
  if (without.length > 0) {
    const message = `No rule says how ${without.map((column) => `"${column}"`).join(', ')} becomes one value a ${name}; state mean, sum, first, last, min or max.`;
    throw new ExpectedError('no-resample-rule', message, { columns: without, flag: '--rule' });
  }
  return { frequency: resample.frequency, rules: Object.fromEntries(values.map((column) => [column, resample.rules[column] ?? general!])) };
}
