import type { DatasetSummary, Finding } from '../../../engine/protocol/data.ts';
import { engineText } from '../../platform/engine-text/engine-text.ts';
import type { EngineService } from '../../platform/engine/engine-service.ts';
import type { DatasetFinding } from '../../platform/workspace/workspace-store.ts';
import { t } from './messages.ts';

/** Series that are looked at: a profile of one takes a moment. */
const SERIES = 50;

/** Outliers of all value columns, a finding for each column of each series that has some. They are suggestions: a spike may be true. */
export async function findOutliers(engine: Pick<EngineService, 'call'>, dataset: DatasetSummary): Promise<DatasetFinding[]> {
  const columns = dataset.columns.filter(({ role, type }) => role === 'value' && type === 'number');
  const series = dataset.series.slice(0, SERIES);
  const findings: DatasetFinding[] = [];
  for (const { name } of columns) {
    for (const { id } of series) {
      const { outliers } = await engine.call('data.profile', { datasetId: dataset.id, seriesId: id, column: name });
      const [first] = outliers;
      if (!first) continue;
      const rows = outliers.map(({ row }) => row);
      const finding: Finding = {
        code: 'outliers',
        severity: 'info',
        message: dataset.series.length > 1 ? `${id}: ${engineText(first.sentence)}` : first.sentence,
        advice: t('outlierAdvice'),
        row: first.row,
        column: name,
        count: rows.length,
        fixes: [
          { kind: 'missing-cells', column: name, rows },
          ...(rows.length > 1 ? [{ kind: 'missing-cells' as const, column: name, rows: [first.row] }] : []),
        ],
      };
      findings.push({ ...finding, datasetId: dataset.id, datasetName: dataset.name });
    }
  }
  return findings;
}
