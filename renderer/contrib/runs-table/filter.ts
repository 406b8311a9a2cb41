/**
 * The filter's small language: terms side by side must all hold.
 *
 *   lstm             some text of the run holds it        "two words"   the same, with spaces
 *   model:lstm|gru   the column holds one of these        dataset=air   it is exactly this
 *   mase<0.9  skill>=10%  when>2026-01-31                 tag:final     is:done  is:archived  is:pinned
 *   -term            the term does not hold
 */
import type { RunSummary } from '../../../engine/protocol/training.ts';
import type { CellValue, RunColumn } from './columns.ts';
import { t } from './messages.ts';

export interface FilterProblem {
  message: string;
  /** Characters of the text that it is about. */
  from: number;
  to: number;
}

export interface RunFilter {
  matches: (run: RunSummary) => boolean;
  problems: FilterProblem[];
  /** Asks for archived runs itself, so that these are shown whatever else is set. */
  asksArchived: boolean;
}

type Term = (run: RunSummary) => boolean;

const term = /(-?)(?:([A-Za-z][\w.]*)(:|!=|<=|>=|=|<|>))?((?:"[^"]*"?|[^\s"])*)/y;

const aliases: Record<string, string> = { tag: 'tags', loss: 'bestLoss', kind: 'model', run: 'name', data: 'dataset', note: 'notes' };

/** Reads a filter; what cannot be read is told and left out, so that the rest still holds while one types. */
export function parseFilter(text: string, columns: readonly RunColumn[]): RunFilter {
  const byName = new Map(columns.map((column) => [column.id.toLowerCase(), column]));
  for (const [alias, id] of Object.entries(aliases)) {
    const column = columns.find((candidate) => candidate.id === id);
    if (column && !byName.has(alias)) byName.set(alias, column);
  }
  const terms: Term[] = [];
  const problems: FilterProblem[] = [];
  let asksArchived = false;
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) {
      at++;
      continue;
    }
    term.lastIndex = at;
    const match = term.exec(text);
    const length = match?.[0].length ?? 0;
    if (!match || length === 0) break;
    const [, minus, key, operator, raw = ''] = match;
    const value = raw.replaceAll('"', '');
    const problem = (message: string): void => void problems.push({ message, from: at, to: at + length });
    const found = readTerm(key, operator, value, byName, columns, problem);
    if (found) terms.push(minus === '-' ? (run) => !found(run) : found);
    if (key?.toLowerCase() === 'is' && value.toLowerCase() === 'archived' && minus === '') asksArchived = true;
    at += length;
  }
  return { matches: (run) => terms.every((holds) => holds(run)), problems, asksArchived };
}

function readTerm(
  key: string | undefined,
  operator: string | undefined,
  value: string,
  byName: ReadonlyMap<string, RunColumn>,
  columns: readonly RunColumn[],
  problem: (message: string) => void,
): Term | null {
  if (key === undefined || operator === undefined) return value === '' ? null : anyText(value, columns);
  if (key.toLowerCase() === 'is') return stateTerm(value, problem);
  const column = byName.get(key.toLowerCase());
  if (!column) {
    problem(t('filterUnknown', { key, like: closest(key, [...byName.keys()]) }));
    return null;
  }
  if (value === '') {
    problem(t('filterEmpty', { key }));
    return null;
  }
  if (operator === ':' || operator === '=' || operator === '!=') {
    const wanted = value.toLowerCase().split('|');
    const exact = operator !== ':';
    const holds: Term = (run) => wanted.some((one) => fits(column, column.value(run), one, exact));
    return operator === '!=' ? (run) => !holds(run) : holds;
  }
  const limit = readNumber(value, column);
  if (limit === null) {
    problem(t('filterNumber', { key, value }));
    return null;
  }
  return (run) => {
    const own = column.value(run);
    if (typeof own !== 'number' || Number.isNaN(own)) return false;
    if (operator === '<') return own < limit;
    if (operator === '<=') return own <= limit;
    return operator === '>' ? own > limit : own >= limit;
  };
}

function stateTerm(value: string, problem: (message: string) => void): Term | null {
  const wanted = value.toLowerCase();
  if (wanted === 'archived') return (run) => run.annotation.archived;
  if (wanted === 'pinned') return (run) => run.annotation.pinned;
  const states = ['queued', 'running', 'paused', 'stopping', 'evaluating', 'done', 'cancelled', 'failed', 'interrupted'];
  if (states.includes(wanted)) return (run) => run.state === wanted;
  problem(t('filterState', { value, like: closest(wanted, ['archived', 'pinned', ...states]) }));
  return null;
}

function anyText(value: string, columns: readonly RunColumn[]): Term {
  const wanted = value.toLowerCase();
  const texts = columns.filter(({ kind, parameter }) => !parameter && (kind === 'text' || kind === 'tags' || kind === 'state'));
  return (run) => texts.some((column) => textOf(column.value(run)).includes(wanted));
}

const textOf = (value: CellValue): string => (value === null ? '' : Array.isArray(value) ? value.join(' ') : String(value)).toLowerCase();

function fits(column: RunColumn, value: CellValue, wanted: string, exact: boolean): boolean {
  if (Array.isArray(value)) return value.some((one: string) => (exact ? one.toLowerCase() === wanted : one.toLowerCase().includes(wanted)));
  if (typeof value === 'number') {
    const number = readNumber(wanted, column);
    return number !== null && Math.abs(value - number) <= Math.abs(number) * 1e-9;
  }
  return exact ? textOf(value) === wanted : textOf(value).includes(wanted);
}

/** A number with a decimal point, `10%`, or a date for a column of moments; null for anything else. */
function readNumber(text: string, { kind }: RunColumn): number | null {
  if (kind === 'time') {
    const moment = Date.parse(text);
    return Number.isNaN(moment) ? null : moment;
  }
  const match = /^([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(%?)$/i.exec(text);
  return match ? Number(match[1]) / (match[2] === '%' ? 100 : 1) : null;
}

/** The name with the fewest changed letters. */
export function closest(name: string, names: readonly string[]): string {
  const wanted = name.toLowerCase();
  const distances = names.map((candidate) => ({ candidate, distance: editDistance(wanted, candidate.toLowerCase()) }));
  return distances.reduce((best, next) => (next.distance < best.distance ? next : best), { candidate: '', distance: Infinity }).candidate;
}

/** Levenshtein distance, row by row. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
