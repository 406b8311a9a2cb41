import type { RunSummary } from '../../../engine/protocol/training.ts';
import { formatPercent } from '../../base/format.ts';
import { t } from './messages.ts';

export { isAtWork as isActive, runLook as stateLook } from '../../platform/runs/run-look.ts';

/** How well a run did, in short; null where nothing was compared. */
export function skillText({ evaluation }: Pick<RunSummary, 'evaluation'>): string | null {
  if (!evaluation) return null;
  const { skill } = evaluation.verdict;
  return t(skill >= 0 ? 'better' : 'worse', { share: formatPercent(Math.abs(skill)) });
}
