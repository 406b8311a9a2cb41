import type {
  ColumnSettings,
  Encoding,
  Frequency,
  FrequencyUnit,
  ImportOverrides,
  ResampleRule,
  Resampling,
} from '../engine/protocol/data.ts';
import { type Arguments, type Command, UsageError } from './command.ts';

const units: FrequencyUnit[] = ['second', 'minute', 'hour', 'day', 'business-day', 'week', 'month', 'quarter', 'year', 'row'];
const encodings: Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'];
const shortUnits: Record<string, FrequencyUnit> = { s: 'second', min: 'minute', h: 'hour', d: 'day', w: 'week' };
const rules: ResampleRule[] = ['mean', 'sum', 'first', 'last', 'min', 'max'];
const delimiters: Record<string, string> = { comma: ',', semicolon: ';', tab: '\t', pipe: '|', space: ' ' };

/** How a file is read, where the file itself does not say it or says it wrongly. */
export const importFlags: Command['flags'] = {
  time: { value: '<column>', help: 'the time column; "row" for none (detected)' },
  series: { value: '<column>', help: 'the id column of a file with several series below each other (detected)' },
  'date-format': { value: '<format>', help: 'iso, epoch-s, epoch-ms, year, or a pattern such as dd.MM.yyyy (detected)' },
  zone: { value: '<zone>', help: 'time zone of times without an offset, for example Europe/Berlin (UTC)' },
  frequency: { value: '<step>', help: 'the step of the index, for example day, 15minute, business-day (detected)' },
  resample: { value: '<step>', help: 'put the rows into steps, for example 1h, 15min, day, month; needs --rule' },
  rule: { value: '<rule>', help: 'mean, sum, first, last, min or max of a step: for all columns, or as temperature=mean,rain=sum' },
  delimiter: { value: '<char>', help: 'comma, semicolon, tab, pipe, space, or the character itself (detected)' },
  encoding: { value: '<name>', help: `${encodings.join(', ')} (detected)` },
  decimal: { value: '<char>', help: 'decimal sign, . or , (detected)' },
  thousands: { value: '<char>', help: 'thousands separator; "none" for none (detected)' },
  missing: { value: '<list>', help: 'more spellings of a missing value, separated by commas' },
  'skip-lines': { value: '<n>', help: 'lines before the table (detected)' },
  sheet: { value: '<name>', help: 'the sheet of an Excel workbook (the first that holds a table)' },
  'no-header': { help: 'the first line is data, not names' },
};

/** What the flags decide; everything else stays with the detection. */
export function importOverrides(args: Arguments): ImportOverrides {
  const overrides: ImportOverrides = {};
  const columns: Array<Partial<ColumnSettings> & { name: string }> = [];
  const time = args.text('time');
  const series = args.text('series');
  const format = args.text('date-format');
  const zone = args.text('zone');
  const delimiter = args.text('delimiter');
  const thousands = args.text('thousands');
  if (time !== undefined && time !== 'row') columns.push({ name: time, type: 'time', role: 'time' });
  if (series !== undefined) columns.push({ name: series, type: 'text', role: 'series' });
  if (columns.length > 0) overrides.columns = columns;
  if (time === 'row') overrides.time = { format: 'row', zone: zone ?? 'UTC' };
  else if (format !== undefined || zone !== undefined) overrides.time = { format: format ?? 'auto', zone: zone ?? 'UTC' };
  if (delimiter !== undefined) overrides.delimiter = delimiters[delimiter] ?? delimiter;
  if (thousands !== undefined) overrides.thousands = thousandsSign(thousands);
  const encoding = args.choice('encoding', encodings);
  if (encoding) overrides.encoding = encoding;
  const decimal = args.choice('decimal', ['.', ',']);
  if (decimal) overrides.decimal = decimal;
  const missing = args.list('missing');
  if (missing) overrides.missing = missing;
  const skipLines = args.integer('skip-lines', 0);
  if (skipLines !== undefined) overrides.skipLines = skipLines;
  const sheet = args.text('sheet');
  if (sheet !== undefined) overrides.sheet = sheet;
  if (args.has('no-header')) overrides.header = false;
  const frequency = args.text('frequency');
  if (frequency !== undefined) overrides.frequency = readFrequency(frequency, 'frequency');
  const resample = resampling(args);
  if (resample) overrides.resample = resample;
  return overrides;
}

function resampling(args: Arguments): Resampling | undefined {
  const step = args.text('resample');
  const items = args.list('rule');
  if (step === undefined) {
    if (items) throw new UsageError('--rule says how --resample makes one value of several rows; state the step with --resample.');
    return undefined;
  }
  if (!items?.length) throw new UsageError(`--resample needs --rule: how the rows of one step become one value, ${rules.join(', ')}.`);
  const stated = items.map((item) => {
    const at = item.lastIndexOf('=');
    const rule = rules.find((candidate) => candidate === item.slice(at + 1).trim());
    if (!rule) throw new UsageError(`Expected one of ${rules.join(', ')}, or <column>=<rule>, for --rule but received "${item}".`);
    return [at < 0 ? '*' : item.slice(0, at).trim(), rule] as const;
  });
  return { frequency: readFrequency(step, 'resample'), rules: Object.fromEntries(stated) };
}

function thousandsSign(text: string): '' | ',' | '.' | ' ' | "'" {
  if (text === 'none') return '';
  const found = [',', '.', ' ', "'"].find((sign) => sign === text);
  if (found === undefined) throw new UsageError(`Expected one of none , . ' or a blank for --thousands but received "${text}".`);
  return found as ',' | '.' | ' ' | "'";
}

function readFrequency(text: string, flag: string): Frequency {
  const match = /^(\d*)\s*(s|[a-z-]+?)s?$/i.exec(text);
  const name = match?.[2]?.toLowerCase() ?? '';
  const unit = shortUnits[name] ?? units.find((candidate) => candidate === name);
  const step = match?.[1] ? Number(match[1]) : 1;
  if (!match || !unit || step < 1)
    throw new UsageError(`Expected a step such as ${units.slice(2, 5).join(', ')} or 15minute for --${flag} but received "${text}".`);
  return { unit, step };
}
