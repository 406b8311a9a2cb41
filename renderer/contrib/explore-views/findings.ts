/** What stands out in a dataset, one sentence each, and where each can be seen. */
import type { DataProfile, DatasetSummary, Severity } from '../../../engine/protocol/data.ts';
import type { Diagnosis } from '../../../engine/protocol/exploration.ts';
import { formatNumber } from '../../base/format.ts';
import type { TreeRow } from '../../base/tree/tree-row.ts';
import { engineText } from '../../platform/engine-text/engine-text.ts';
import { datasetMoments, seriesColumnName, type SeriesColumn } from '../../platform/exploration/naming.ts';
import {
  correlogramSentence,
  decompositionSentence,
  demandSentence,
  distributionSentence,
  entropySentence,
  missingSentence,
  seasonSentences,
  stationaritySentence,
} from '../../platform/exploration/sentences.ts';
import { t } from './messages.ts';

/** What was found in one line. */
export interface FoundInLine {
  line: SeriesColumn;
  profile: DataProfile;
  diagnosis: Diagnosis;
}

/** Where a finding is seen: at a moment of the chart, in a line of the file, or in the profile. */
export type FindingPlace =
  | { kind: 'moment'; line: SeriesColumn; time: number }
  | { kind: 'row'; row: number | null; column: string | null }
  | { kind: 'profile'; line: SeriesColumn };

export interface ShownFinding {
  id: string;
  icon: string;
  /** Of what was found while the file was read; null: it is neither good nor bad. */
  severity: Severity | null;
  sentence: string;
  place: FindingPlace;
}

export interface FindingGroup {
  id: string;
  title: string;
  findings: ShownFinding[];
}

export type FindingNode = { kind: 'group'; group: FindingGroup } | { kind: 'finding'; finding: ShownFinding };

/** Of more outliers or changes of a line the first are listed; the profile has all. */
const listed = 20;
const severities: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** The groups of a dataset: its lines in their order, then what was found while its file was read. */
export function findingGroups(dataset: DatasetSummary, found: readonly FoundInLine[]): FindingGroup[] {
  const file = fileFindings(dataset);
  return [
    ...found.map((one) => ({
      id: JSON.stringify([one.line.seriesId, one.line.column]),
      title: seriesColumnName(dataset, one.line),
      findings: lineFindings(dataset, one),
    })),
    ...(file.length > 0 ? [{ id: 'file', title: t('inFile'), findings: file }] : []),
  ];
}

function fileFindings({ findings }: DatasetSummary): ShownFinding[] {
  return findings
    .map(({ code, severity, message, row, column }, index) => ({
      id: `file:${code}:${column ?? ''}:${row ?? ''}:${index}`,
      icon: severity,
      severity,
      sentence: engineText(message),
      place: { kind: 'row' as const, row, column },
    }))
    .sort((a, b) => severities[a.severity] - severities[b.severity]);
}

/** What happens at a moment comes first, then what the line is like as a whole. */
function lineFindings(dataset: DatasetSummary, { line, profile, diagnosis }: FoundInLine): ShownFinding[] {
  const moment = datasetMoments(dataset);
  const findings: ShownFinding[] = [];
  const add = (icon: string, sentence: string, place: FindingPlace): void => {
    findings.push({ id: `${line.seriesId}:${line.column}:${findings.length}`, icon, severity: null, sentence, place });
  };
  const whole: FindingPlace = { kind: 'profile', line };
  const at = (time: number): FindingPlace => ({ kind: 'moment', line, time });

  const [gap] = diagnosis.missing.gaps;
  if (diagnosis.missing.count > 0)
    add('circle-slash', missingSentence(diagnosis.missing, diagnosis.steps, moment), gap ? at(gap.time) : whole);
  for (const { time, value, low, high } of profile.outliers.slice(0, listed))
    add(
      'star-empty',
      t('outlier', { when: moment(time), value: formatNumber(value), low: formatNumber(low), high: formatNumber(high) }),
      at(time),
    );
  if (profile.outliers.length > listed) add('ellipsis', t('moreOutliers', { count: profile.outliers.length - listed }), whole);
  for (const { time, before, after } of profile.changepoints.slice(0, listed))
    add('git-commit', t('change', { when: moment(time), before: formatNumber(before.level), after: formatNumber(after.level) }), at(time));
  for (const sentence of seasonSentences(profile, dataset.frequency)) add('sync', sentence, whole);
  if (diagnosis.decomposition)
    add('arrow-up', decompositionSentence({ ...diagnosis.decomposition, periods: [] }, dataset.frequency), whole);
  if (diagnosis.stationarity) add('arrow-both', stationaritySentence(diagnosis.stationarity), whole);
  if (diagnosis.correlogram) add('history', correlogramSentence(diagnosis.correlogram), whole);
  if (diagnosis.intermittency) add('package', demandSentence(diagnosis.intermittency), whole);
  add('graph', distributionSentence(diagnosis.distribution), whole);
  if (diagnosis.entropy !== null) add('telescope', entropySentence(diagnosis.entropy), whole);
  for (const note of profile.notes) add('info', engineText(note), whole);
  return findings;
}

/** The groups as rows of a tree. */
export function findingRows(groups: readonly FindingGroup[], closed: readonly string[]): Array<TreeRow<FindingNode>> {
  return groups.flatMap((group) => {
    const expanded = !closed.includes(group.id);
    const head: TreeRow<FindingNode> = { id: group.id, level: 1, expanded, text: group.title, item: { kind: 'group', group } };
    const rows = group.findings.map((finding): TreeRow<FindingNode> => ({
      id: finding.id,
      level: 2,
      expanded: null,
      text: finding.sentence,
      item: { kind: 'finding', finding },
    }));
    return expanded ? [head, ...rows] : [head];
  });
}
