import type { Fix, Severity } from '../../../engine/protocol/data.ts';
import type { RunSummary } from '../../../engine/protocol/training.ts';
import type { TreeRow } from '../../base/tree/tree-row.ts';
import { fixTitle } from '../../platform/fixes/describe-fix.ts';
import { engineText } from '../../platform/engine-text/engine-text.ts';
import type { DatasetFinding } from '../../platform/workspace/workspace-store.ts';
import { t } from './messages.ts';

export type RetryChange = 'halve-rate' | 'halve-batch';

/** What can be done about a problem. */
export type Remedy = { kind: 'fix'; fix: Fix } | { kind: 'retry'; change: RetryChange } | { kind: 'again' };

export interface Problem {
  id: string;
  severity: Severity;
  code: string;
  message: string;
  advice: string;
  row: number | null;
  column: string | null;
  count: number;
  /** Where it was found: a dataset, or a run. */
  about: { kind: 'dataset' | 'run'; id: string; name: string };
  remedies: Remedy[];
}

export interface ProblemGroup {
  id: string;
  name: string;
  icon: string;
  problems: Problem[];
}

export interface ProblemFilter {
  text: string;
  hidden: readonly Severity[];
}

export type ProblemNode = { kind: 'group'; group: ProblemGroup } | { kind: 'problem'; problem: Problem };

const order: Record<Severity, number> = { error: 0, warning: 1, info: 2 };
const RETRIES: Readonly<Record<string, RetryChange>> = { diverged: 'halve-rate', 'out-of-memory': 'halve-batch' };

/** Everything that is wrong: failed runs, then what was found in datasets. */
export function collectProblems(findings: readonly DatasetFinding[], runs: readonly RunSummary[]): Problem[] {
  return [...runs.filter((run) => run.state === 'failed').map(problemOfRun), ...findings.map(problemOfFinding)];
}

function problemOfFinding(finding: DatasetFinding): Problem {
  const { code, severity, message, advice, row, column, count, datasetId, datasetName, fixes = [] } = finding;
  return {
    id: `dataset:${datasetId}:${code}:${column ?? ''}:${row ?? ''}`,
    severity,
    code,
    message: engineText(message),
    advice: engineText(advice),
    row,
    column,
    count,
    about: { kind: 'dataset', id: datasetId, name: datasetName },
    remedies: fixes.map((fix) => ({ kind: 'fix', fix })),
  };
}

function problemOfRun({ id, name, error }: RunSummary): Problem {
  const code = error?.code ?? 'failed';
  const change = RETRIES[code];
  return {
    id: `run:${id}`,
    severity: 'error',
    code,
    message: error ? engineText(error.message) : t('runFailed'),
    advice: '',
    row: null,
    column: null,
    count: 1,
    about: { kind: 'run', id, name },
    remedies: [...(change === undefined ? [] : [{ kind: 'retry' as const, change }]), { kind: 'again' }],
  };
}

export function remedyTitle(remedy: Remedy): string {
  if (remedy.kind === 'fix') return fixTitle(remedy.fix);
  return t(remedy.kind === 'again' ? 'again' : ({ 'halve-rate': 'halveRate', 'halve-batch': 'halveBatch' } as const)[remedy.change]);
}

/** Problems by dataset or run, errors first, of those that are not filtered out. */
export function groupProblems(problems: readonly Problem[], { text, hidden }: ProblemFilter): ProblemGroup[] {
  const wanted = text.trim().toLowerCase();
  const groups = new Map<string, ProblemGroup>();
  for (const problem of problems) {
    const words = [problem.message, problem.advice, problem.column ?? '', problem.about.name, problem.code].join(' ').toLowerCase();
    if (hidden.includes(problem.severity) || !words.includes(wanted)) continue;
    const { kind, id, name } = problem.about;
    const key = `${kind}:${id}`;
    const group = groups.get(key) ?? { id: key, name, icon: kind === 'run' ? 'beaker' : 'table', problems: [] };
    group.problems.push(problem);
    groups.set(key, group);
  }
  for (const group of groups.values()) group.problems.sort((a, b) => order[a.severity] - order[b.severity]);
  return [...groups.values()];
}

/** The groups as rows of a tree. */
export function problemRows(groups: readonly ProblemGroup[], closed: ReadonlySet<string>): Array<TreeRow<ProblemNode>> {
  return groups.flatMap((group) => {
    const expanded = !closed.has(group.id);
    const head: TreeRow<ProblemNode> = { id: group.id, level: 1, expanded, text: group.name, item: { kind: 'group', group } };
    const rows = group.problems.map((problem): TreeRow<ProblemNode> => ({
      id: problem.id,
      level: 2,
      expanded: null,
      text: problem.message,
      item: { kind: 'problem', problem },
    }));
    return expanded ? [head, ...rows] : [head];
  });
}

export function countSeverities(problems: ReadonlyArray<Pick<Problem, 'severity'>>): Record<Severity, number> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  for (const { severity } of problems) counts[severity]++;
  return counts;
}

/** `column price, row 12 (3 places)`. */
export function placeOf({ column, row, count }: Pick<Problem, 'column' | 'row' | 'count'>): string {
  const place = [column === null ? null : t('column', { column }), row === null ? null : t('row', { row })]
    .filter((part) => part !== null)
    .join(', ');
  return count > 1 ? `${place} (${t('count', { count })})`.trim() : place;
}

/** For each dataset the best fixes of its problems of one kind. */
export function fixesOfKind(problems: readonly Problem[], code: string): Map<string, Fix[]> {
  const found = new Map<string, Fix[]>();
  for (const { code: other, about, remedies } of problems) {
    const [best] = remedies;
    if (other !== code || about.kind !== 'dataset' || best?.kind !== 'fix') continue;
    found.set(about.id, [...(found.get(about.id) ?? []), best.fix]);
  }
  return found;
}
