/** The settings of an import as fields of a form: their choices as text, and back. */
import type {
  FileFormat,
  Frequency,
  FrequencyUnit,
  Guess,
  ImportOverrides,
  ImportSettings,
  ResampleRule,
  Resampling,
} from '../../../engine/protocol/data.ts';
import type { SelectOption } from '../../base/ui/select-option.ts';
import { formatFrequency } from '../../base/format.ts';
import { perLanguage } from '../../base/language.ts';
import { t } from './messages.ts';

type FieldId = Exclude<Guess['field'], `column:${string}` | 'fixes'> | 'zone';

export interface ImportField {
  id: FieldId;
  label: string;
  kind: 'select' | 'number' | 'list' | 'zone' | 'format';
  /** The choices that are always there; the engine's alternatives are added. */
  options: readonly SelectOption[];
  read: (settings: ImportSettings) => string;
  /** `decided`: what the user has settled so far; what was only detected must not be settled by another field. */
  write: (text: string, settings: ImportSettings, decided: ImportOverrides) => ImportOverrides;
}

const named = (value: string, label: string): SelectOption => ({ value, label });
const units: readonly FrequencyUnit[] = ['second', 'minute', 'hour', 'day', 'business-day', 'week', 'month', 'quarter', 'year', 'row'];

/** `month`, `15 minute`; empty where it is to be detected. */
export function frequencyText(frequency: Frequency | null): string {
  if (frequency === null) return '';
  return frequency.step === 1 ? frequency.unit : `${frequency.step} ${frequency.unit}`;
}

export function parseFrequency(text: string): Frequency | null {
  const match = /^\s*(\d+)?\s*([a-z-]+?)s?\s*$/.exec(text);
  const unit = units.find((candidate) => candidate === match?.[2]);
  return unit ? { unit, step: Number(match?.[1] ?? 1) } : null;
}

const example: Record<string, string> = {
  yyyy: '2024',
  yy: '24',
  MMMM: 'March',
  MMM: 'Mar',
  MM: '03',
  M: '3',
  dd: '31',
  d: '31',
  HH: '17',
  H: '17',
  hh: '05',
  h: '5',
  mm: '45',
  m: '45',
  ss: '08',
  s: '8',
  SSS: '250',
  a: 'PM',
  EEEE: 'Sunday',
  EEE: 'Sun',
};

/** 31 March 2024, 17:45, written in a format; quoted text stands for itself. */
export function formatExample(format: string): string {
  return format.replace(/'([^']*)'|([A-Za-z])\2*/g, (token, literal: string | undefined) => literal ?? example[token] ?? token);
}

const formatOption = (format: string): SelectOption => named(format, `${formatExample(format)}  (${format})`);

const timeFormats = perLanguage((): readonly SelectOption[] => [
  named('iso', t('iso')),
  ...['dd.MM.yyyy', 'dd/MM/yyyy', 'MM/dd/yyyy', 'yyyy/MM/dd', 'yyyyMMdd', 'MMM yyyy', 'yyyy-MM'].map(formatOption),
  named('epoch-s', t('epochS')),
  named('epoch-ms', t('epochMs')),
  named('year', t('year')),
  named('row', t('rowNumber')),
]);

const frequencies = perLanguage((): readonly SelectOption[] => [
  named('', t('auto')),
  ...['minute', '15 minute', '30 minute', 'hour', 'day', 'business-day', 'week', 'month', 'quarter', 'year', 'row'].map((text) =>
    named(text, formatFrequency(parseFrequency(text) ?? { unit: 'row', step: 1 })),
  ),
]);

const rules: readonly ResampleRule[] = ['mean', 'sum', 'first', 'last', 'min', 'max'];

/** `15 minute mean`; empty where the rows are the steps. Columns with rules of their own are all named. */
export function resamplingText(resampling: Resampling | null): string {
  if (resampling === null) return '';
  const kinds = new Set(Object.values(resampling.rules));
  const told =
    kinds.size === 1
      ? [...kinds].join('')
      : Object.entries(resampling.rules)
          .map(([column, rule]) => `${column}=${rule}`)
          .join(',');
  return `${frequencyText(resampling.frequency)} ${told}`;
}

/** One rule for all columns; null for a text that states none. */
export function parseResampling(text: string): Resampling | null {
  const at = text.lastIndexOf(' ');
  const frequency = parseFrequency(text.slice(0, Math.max(0, at)));
  const rule = rules.find((candidate) => candidate === text.slice(at + 1));
  return frequency && rule ? { frequency, rules: { '*': rule } } : null;
}

const resamplings = perLanguage((): readonly SelectOption[] => [
  named('', t('resampleNone')),
  ...['15 minute', 'hour', 'day', 'week', 'month'].flatMap((step) =>
    rules.map((rule) =>
      named(`${step} ${rule}`, t('resampleBy', { step: formatFrequency(parseFrequency(step) ?? { unit: 'row', step: 1 }), rule: t(rule) })),
    ),
  ),
]);

export const importFields = perLanguage((): readonly ImportField[] => [
  {
    id: 'sheet',
    label: t('fieldSheet'),
    kind: 'select',
    options: [],
    read: (settings) => settings.sheet ?? '',
    write: (sheet): ImportOverrides => (sheet === '' ? {} : { sheet }),
  },
  {
    id: 'time',
    label: t('fieldTime'),
    kind: 'format',
    options: timeFormats(),
    read: (settings) => settings.time.format,
    write: (format, settings) => ({ time: { ...settings.time, format } }),
  },
  {
    id: 'zone',
    label: t('fieldZone'),
    kind: 'zone',
    options: ['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => named(zone, zone)),
    read: (settings) => settings.time.zone,
    write: (zone, _settings, decided) => ({ time: { format: decided.time?.format ?? 'auto', zone } }),
  },
  {
    id: 'frequency',
    label: t('fieldFrequency'),
    kind: 'select',
    options: frequencies(),
    read: (settings) => frequencyText(settings.frequency),
    write: (text) => ({ frequency: parseFrequency(text) }),
  },
  {
    id: 'resample',
    label: t('fieldResample'),
    kind: 'select',
    options: resamplings(),
    read: (settings) => resamplingText(settings.resample),
    write: (text) => ({ resample: parseResampling(text) }),
  },
  {
    id: 'layout',
    label: t('fieldLayout'),
    kind: 'select',
    options: [named('single', t('layoutSingle')), named('wide', t('layoutWide')), named('long', t('layoutLong'))],
    read: (settings) => settings.layout,
    write: (text) => ({ layout: text as ImportSettings['layout'] }),
  },
  {
    id: 'decimal',
    label: t('fieldDecimal'),
    kind: 'select',
    options: [named('.', t('point')), named(',', t('comma'))],
    read: (settings) => settings.decimal,
    write: (text) => ({ decimal: text as ImportSettings['decimal'] }),
  },
  {
    id: 'thousands',
    label: t('fieldThousands'),
    kind: 'select',
    options: [named('', t('none')), named(',', t('comma')), named('.', t('point')), named(' ', t('space')), named("'", t('apostrophe'))],
    read: (settings) => settings.thousands,
    write: (text) => ({ thousands: text as ImportSettings['thousands'] }),
  },
  {
    id: 'delimiter',
    label: t('fieldDelimiter'),
    kind: 'select',
    options: [named(',', t('comma')), named(';', t('semicolon')), named('\t', t('tab_')), named('|', t('pipe')), named(' ', t('space'))],
    read: (settings) => settings.delimiter,
    write: (delimiter) => ({ delimiter }),
  },
  {
    id: 'header',
    label: t('fieldHeader'),
    kind: 'select',
    options: [named('true', t('yes')), named('false', t('no'))],
    read: (settings) => String(settings.header),
    write: (text) => ({ header: text === 'true' }),
  },
  {
    id: 'skipLines',
    label: t('fieldSkipLines'),
    kind: 'number',
    options: [],
    read: (settings) => String(settings.skipLines),
    write: (text) => ({ skipLines: Math.max(0, Math.floor(Number(text) || 0)) }),
  },
  {
    id: 'encoding',
    label: t('fieldEncoding'),
    kind: 'select',
    options: [
      named('utf-8', 'UTF-8'),
      named('utf-16le', 'UTF-16 LE'),
      named('utf-16be', 'UTF-16 BE'),
      named('windows-1252', t('windows1252')),
    ],
    read: (settings) => settings.encoding,
    write: (text) => ({ encoding: text as ImportSettings['encoding'] }),
  },
  {
    id: 'quote',
    label: t('fieldQuote'),
    kind: 'select',
    options: [named('"', t('doubleQuote')), named("'", t('singleQuote'))],
    read: (settings) => settings.quote,
    write: (text) => ({ quote: text as ImportSettings['quote'] }),
  },
  {
    id: 'missing',
    label: t('fieldMissing'),
    kind: 'list',
    options: [],
    read: (settings) => settings.missing.filter((spelling) => spelling !== '').join(', '),
    write: (text) => ({
      missing: [
        '',
        ...text
          .split(',')
          .map((spelling) => spelling.trim())
          .filter((spelling) => spelling !== ''),
      ],
    }),
  },
]);

/** Settings that say something of files of text only, and of files whose columns have no names of their own. */
const textOnly: readonly FieldId[] = ['decimal', 'thousands', 'delimiter', 'encoding', 'quote'];
const untyped: readonly FieldId[] = ['header', 'skipLines'];

/** The settings that mean something for a kind of file. */
export function fieldsOf(format: FileFormat): ImportField[] {
  return importFields().filter(({ id }) => {
    if (id === 'sheet') return format === 'excel';
    if (textOnly.includes(id)) return format === 'csv';
    return !untyped.includes(id) || format !== 'parquet';
  });
}

/** A field's choices: its own, the engine's other readings, and what holds now. */
export function fieldOptions(field: ImportField, guess: Guess | undefined, settings: ImportSettings): SelectOption[] {
  const options = [...field.options];
  for (const value of [guess?.value, ...(guess?.alternatives ?? []), field.read(settings)]) {
    if (value !== undefined && !options.some((option) => option.value === value)) options.push(named(value, optionLabel(field, value)));
  }
  return options;
}

/** What a value of a field is called. */
export function optionLabel(field: ImportField, value: string): string {
  const known = field.options.find((option) => option.value === value)?.label;
  return known ?? (field.kind === 'format' ? formatOption(value).label : value);
}

export const columnTypes = perLanguage((): readonly SelectOption[] => [
  named('number', t('number')),
  named('time', t('time')),
  named('text', t('text')),
]);
export const columnRoles = perLanguage((): readonly SelectOption[] => [
  named('time', t('roleTime')),
  named('series', t('roleSeries')),
  named('value', t('roleValue')),
  named('ignore', t('roleIgnore')),
]);
