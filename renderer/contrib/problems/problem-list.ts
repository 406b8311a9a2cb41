import type { Severity } from '../../../engine/protocol/data.ts';
import { engineText } from '../../platform/engine-text/engine-text.ts';
import type { DatasetFinding } from '../../platform/workspace/workspace-store.ts';
import { t } from './messages.ts';

export interface ProblemGroup {
  datasetId: string;
  datasetName: string;
  findings: Array<DatasetFinding & { id: string }>;
}

const order: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** Findings by dataset, errors first, of those that hold the text. */
export function groupProblems(findings: readonly DatasetFinding[], text: string): ProblemGroup[] {
  const wanted = text.trim().toLowerCase();
  const groups = new Map<string, ProblemGroup>();
  findings.forEach((finding, index) => {
    const told = { ...finding, message: engineText(finding.message), advice: engineText(finding.advice) };
    const words = [told.message, told.advice, finding.column ?? '', finding.datasetName, finding.code].join(' ').toLowerCase();
    if (!words.includes(wanted)) return;
    const group = groups.get(finding.datasetId) ?? { datasetId: finding.datasetId, datasetName: finding.datasetName, findings: [] };
    group.findings.push({ ...told, id: `${finding.datasetId}-${index}` });
    groups.set(finding.datasetId, group);
  });
  for (const group of groups.values()) group.findings.sort((a, b) => order[a.severity] - order[b.severity]);
  return [...groups.values()];
}

export function countSeverities(findings: readonly DatasetFinding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** `column price, row 12 (3 places)`. */
export function placeOf({ column, row, count }: Pick<DatasetFinding, 'column' | 'row' | 'count'>): string {
  const place = [column === null ? null : t('column', { column }), row === null ? null : t('row', { row })]
    .filter((part) => part !== null)
    .join(', ');
  return count > 1 ? `${place} (${t('count', { count })})`.trim() : place;
}
