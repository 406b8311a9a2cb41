import type { RunState, RunSummary } from '../../../engine/protocol/training.ts';
import { formatPercent } from '../../base/format.ts';
import { t } from './messages.ts';

export interface StateLook {
  icon: string;
  spin: boolean;
  label: string;
  tone: 'running' | 'done' | 'failed' | 'muted' | 'warning';
}

const looks: Record<RunState, Omit<StateLook, 'label'>> = {
  running: { icon: 'loading', spin: true, tone: 'running' },
  stopping: { icon: 'loading', spin: true, tone: 'running' },
  evaluating: { icon: 'loading', spin: true, tone: 'running' },
  done: { icon: 'pass-filled', spin: false, tone: 'done' },
  cancelled: { icon: 'circle-slash', spin: false, tone: 'muted' },
  failed: { icon: 'error', spin: false, tone: 'failed' },
  interrupted: { icon: 'debug-disconnect', spin: false, tone: 'warning' },
};

export function stateLook(state: RunState): StateLook {
  return { ...looks[state], label: t(state) };
}

export function isActive(state: RunState): boolean {
  return state === 'running' || state === 'stopping' || state === 'evaluating';
}

/** How well a run did, in short; null where nothing was compared. */
export function skillText({ evaluation }: Pick<RunSummary, 'evaluation'>): string | null {
  if (!evaluation) return null;
  const { skill } = evaluation.verdict;
  return t(skill >= 0 ? 'better' : 'worse', { share: formatPercent(Math.abs(skill)) });
}
