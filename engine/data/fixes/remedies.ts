import type { Finding, Fix, Frequency } from '../../protocol/data.ts';
import type { Dataset } from '../dataset.ts';
import { longestGap } from './interpolate.ts';

/** Gaps of up to so many steps are short: a straight line over more would invent a course. */
const SHORT_GAP = 3;
/** Gaps of more steps are not offered to be filled at all. */
const LONG_GAP = 24;

/** Findings that say what was done already: whoever looked at it can take it for settled. */
const SETTLED: ReadonlySet<string> = new Set([
  'unsorted',
  'duplicate-rows',
  'closed-days',
  'unreadable-value',
  'infinite-value',
  'missing-time',
  'unreadable-time',
  'missing-series',
  'short-row',
  'long-row',
  'mixed-offsets',
  'clock-skipped',
  'clock-repeated',
  'off-index',
  'preamble-skipped',
  'unit-removed',
  'series-found',
  'nested-column',
  'no-header',
  'name-made',
  'name-repeated',
  'text-dropped',
  'gaps-filled',
  'missing-values',
  'conflicting-rows',
  'constant-column',
  'possible-missing',
  'irregular-times',
  'stray-quote',
  'damaged-text',
  'fixes-dropped',
]);

type Reach = Pick<Dataset, 'numeric' | 'series' | 'time' | 'hasTime'>;

/** The findings with their remedies, without those that a fix has settled. */
export function withRemedies(findings: readonly Finding[], fixes: readonly Fix[], data: Reach): Finding[] {
  const ignored = new Set(fixes.flatMap((fix) => (fix.kind === 'ignore-column' ? [fix.column] : [])));
  const accepted = (finding: Finding): boolean =>
    fixes.some((fix) => fix.kind === 'accept' && fix.code === finding.code && fix.column === finding.column);
  return findings
    .filter((finding) => !accepted(finding) && !(finding.column !== null && ignored.has(finding.column)))
    .flatMap((finding) => afterFilling(finding, fixes, data))
    .map((finding) => {
      const remedies = remediesFor(finding, data);
      return remedies.length > 0 ? { ...finding, fixes: remedies } : finding;
    });
}

/** What is left of a finding about missing values where gaps were filled. */
function afterFilling(finding: Finding, fixes: readonly Fix[], { numeric }: Reach): Finding[] {
  if (finding.code !== 'missing-values' && finding.code !== 'gaps-filled') return [finding];
  const about = finding.code === 'gaps-filled' ? null : finding.column;
  const fills = fixes.filter((fix) => fix.kind === 'interpolate' && (fix.column === null || fix.column === about));
  const filled = fills.length > 0 ? numeric.filter(({ name }) => about === null || name === about) : [];
  if (filled.length === 0) return [finding];
  const left = filled.reduce((sum, { values }) => sum + countMissing(values), 0);
  if (left === 0) return [];
  const longest = Math.max(...fills.map((fix) => (fix.kind === 'interpolate' ? fix.longest : 0)));
  const message = `${left} values are still missing${about === null ? '' : ` in "${about}"`}: in gaps of more than ${longest} steps, or at an end of a series.`;
  return [{ ...finding, message, count: left }];
}

function countMissing(values: Float64Array): number {
  let count = 0;
  for (const value of values) if (Number.isNaN(value)) count += 1;
  return count;
}

/** Sound remedies of one finding, the best first. */
function remediesFor({ code, column }: Finding, data: Reach): Fix[] {
  const accept: Fix[] = SETTLED.has(code) ? [{ kind: 'accept', code, column }] : [];
  switch (code) {
    case 'conflicting-rows':
      return [
        { kind: 'repeated-times', keep: 'mean' },
        { kind: 'repeated-times', keep: 'first' },
        { kind: 'repeated-times', keep: 'last' },
      ];
    case 'missing-values':
      return [...fillings(column, data), ...accept];
    case 'gaps-filled':
      return [...fillings(null, data), ...accept];
    case 'possible-missing': {
      const value = column === null ? undefined : suspect(data, column);
      return value === undefined || column === null ? accept : [{ kind: 'missing-value', column, value }, ...accept];
    }
    case 'constant-column':
    case 'all-missing': {
      const spare = data.numeric.length > 1 && column !== null && data.numeric.some(({ name }) => name === column);
      return [...(spare ? [{ kind: 'ignore-column' as const, column }] : []), ...accept];
    }
    case 'irregular-times':
    case 'off-index': {
      const frequency = data.hasTime ? usualStep(data) : null;
      const steps: Fix[] =
        frequency === null ? [] : (['mean', 'sum', 'last'] as const).map((rule) => ({ kind: 'resample', frequency, rule }));
      return [...steps, ...accept];
    }
    default:
      return accept;
  }
}

/** Short gaps first; all of them where there are longer ones. */
function fillings(column: string | null, { numeric, series }: Reach): Fix[] {
  const columns = numeric.filter(({ name }) => column === null || name === column);
  const gaps = columns.map(({ values }) =>
    Math.max(0, ...series.map(({ offset, length }) => longestGap(values.subarray(offset, offset + length)))),
  );
  const longest = Math.max(0, ...gaps);
  if (longest === 0) return [];
  const short: Fix = { kind: 'interpolate', column, longest: Math.min(SHORT_GAP, longest) };
  return longest > SHORT_GAP && longest <= LONG_GAP ? [short, { kind: 'interpolate', column, longest }] : [short];
}

/** The value of nines that stands at an edge of the column. */
function suspect({ numeric }: Reach, name: string): number | undefined {
  const values = numeric.find((column) => column.name === name)?.values ?? new Float64Array();
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max].find((edge) => /^-?9{2,}(\.9+)?$/.test(String(edge)));
}

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const STEPS: ReadonlyArray<[number, Frequency]> = [
  [MINUTE, { unit: 'minute', step: 1 }],
  [5 * MINUTE, { unit: 'minute', step: 5 }],
  [10 * MINUTE, { unit: 'minute', step: 10 }],
  [15 * MINUTE, { unit: 'minute', step: 15 }],
  [30 * MINUTE, { unit: 'minute', step: 30 }],
  [60 * MINUTE, { unit: 'hour', step: 1 }],
  [DAY, { unit: 'day', step: 1 }],
  [7 * DAY, { unit: 'week', step: 1 }],
  [30 * DAY, { unit: 'month', step: 1 }],
];

/** The step on which rows most often follow each other, the next longer one that has a name; null for months and more, or below a second. */
function usualStep({ time, series }: Reach): Frequency | null {
  const distances: number[] = [];
  for (const { offset, length } of series.slice(0, 100)) {
    for (let i = offset + 1; i < offset + length && distances.length < 100_000; i += 1) {
      const distance = time[i]! - time[i - 1]!;
      if (distance > 0) distances.push(distance);
    }
  }
  if (distances.length === 0) return null;
  const median = distances.sort((a, b) => a - b)[distances.length >> 1]!;
  return STEPS.find(([size]) => size >= median * 0.99)?.[1] ?? null;
}
