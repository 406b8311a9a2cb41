import type { ColumnSettings, Guess, ImportOverrides } from '../../protocol/data.ts';
import { ExpectedError } from '../../protocol/errors.ts';
import { findSeries, isBlockwise, isIdName, type IdCandidate } from '../series.ts';
import { timeReader } from '../time/time-reader.ts';
import { LabelBuffer } from './buffers.ts';
import { plainSettings, type ColumnLook } from './columns.ts';
import type { FindingLog } from './findings.ts';
import type { Head } from './head.ts';
import { labelOf } from './missing.ts';

/** The columns that name the series, none where there is one series. */
interface Series {
  columns: number[];
  reason: string;
}

/** The series columns: stated, or found in the head. Error: `no-series-column`. */
export function chooseSeries(
  looks: readonly ColumnLook[],
  head: Head,
  missing: ReadonlySet<string>,
  timeColumns: readonly number[],
  format: string,
  overrides: ImportOverrides,
): Series {
  const roles = new Map(overrides.columns?.map(({ name, role }) => [name, role]));
  const stated = looks.flatMap(({ name }, i) => (roles.get(name) === 'series' ? [i] : []));
  if (stated.length > 0) return { columns: stated, reason: 'as stated' };
  if (overrides.layout && overrides.layout !== 'long') return { columns: [], reason: '' };
  const candidates: IdCandidate[] = looks.flatMap((look, column) => {
    const isId = look.id !== null || (look.number === null && look.time === null) || look.number?.mixedUnits === true;
    if (!isId || roles.get(look.name) !== undefined || timeColumns.includes(column)) return [];
    const labels = new LabelBuffer();
    for (const record of head.records) labels.push(labelOf(record[column] ?? '', missing));
    return [{ column, codes: labels.codes.view(), labels: labels.labels.length }];
  });
  const timed = timeColumns.length > 0 && format !== 'row';
  const found = timed ? findSeries(headTimes(head, timeColumns, format), candidates) : findBlocks(looks, candidates);
  if (!found && overrides.layout === 'long') {
    throw new ExpectedError('no-series-column', 'No column tells the series of this long table apart; name it.', {
      flag: '--series',
    });
  }
  return found ?? { columns: [], reason: '' };
}

function headTimes(head: Head, timeColumns: readonly number[], format: string): Float64Array {
  const reader = timeReader(format);
  return Float64Array.from(head.records, (record) => reader.read(timeColumns.map((i) => record[i] ?? '').join(' ')));
}

function findBlocks(looks: readonly ColumnLook[], candidates: readonly IdCandidate[]): Series | null {
  const found = candidates.find(({ column, codes, labels }) => isIdName(looks[column]!.name) && isBlockwise(codes, labels));
  return found ? { columns: [found.column], reason: 'the rows of each of its values stand together' } : null;
}

/** Type and role of every column: as stated, else as they look. */
export function settle(
  looks: readonly ColumnLook[],
  timeColumns: readonly number[],
  series: Series,
  overrides: ImportOverrides,
  guesses: Guess[],
): ColumnSettings[] {
  const statedByName = new Map(overrides.columns?.map((column) => [column.name, column]));
  return looks.map((look, i) => {
    const stated = statedByName.get(look.name);
    let { settings, guess } = plainSettings(look);
    const field = guess.field;
    if (timeColumns.includes(i)) {
      settings = { name: look.name, type: 'time', role: 'time' };
      guess = { field, value: 'time', reason: 'it says when', alternatives: [], certain: true };
    } else if (series.columns.includes(i)) {
      settings = { name: look.name, type: 'text', role: 'series' };
      guess = { field, value: 'series', reason: series.reason, alternatives: [], certain: true };
    }
    if (stated?.role === undefined && stated?.type === undefined) {
      guesses.push(guess);
      return settings;
    }
    const role = stated.role ?? roleOfType(stated.type, settings.role);
    return { name: look.name, role, type: role === 'ignore' ? (stated.type ?? settings.type) : TYPES[role] };
  });
}

const TYPES = { time: 'time', series: 'text', value: 'number' } as const;

/** The role that a stated type asks for. */
function roleOfType(type: ColumnSettings['type'] | undefined, detected: ColumnSettings['role']): ColumnSettings['role'] {
  if (type === 'number') return 'value';
  return type === 'text' && detected !== 'series' ? 'ignore' : detected;
}

/** Notes units that are left off a value column, and units that differ. */
export function reportUnits(look: ColumnLook, role: ColumnSettings['role'], log: FindingLog): void {
  if (look.number?.mixedUnits && look.time === null) {
    const message = `The numbers in "${look.name}" have different units, such as "${look.cells[0] ?? ''}"; the column is not read as numbers.`;
    log.add({ code: 'mixed-units', severity: 'warning', message, advice: 'Bring the column to one unit in the file.', column: look.name });
  }
  const unit = look.number?.unit;
  if (role !== 'value' || !unit || (unit.prefix === '' && unit.suffix === '')) return;
  const mark = `${unit.prefix}${unit.suffix}`;
  const percent = mark === '%' ? ' Per cent stay per cent: 12.5 % is read as 12.5.' : '';
  const message = `The numbers in "${look.name}" carry "${mark}", which is left off.${percent}`;
  log.add({ code: 'unit-removed', severity: 'info', message, advice: 'Nothing to do if all values have this unit.', column: look.name });
}
