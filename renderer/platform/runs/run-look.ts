/** Icon, word and tone of a run's state, for lists of runs. */
import type { RunState } from '../../../engine/protocol/training.ts';
import { t } from './messages.ts';

export interface RunLook {
  icon: string;
  spin: boolean;
  label: string;
  tone: 'running' | 'done' | 'failed' | 'muted' | 'warning';
}

const looks = {
  queued: { icon: 'watch', spin: false, tone: 'muted' },
  running: { icon: 'loading', spin: true, tone: 'running' },
  paused: { icon: 'debug-pause', spin: false, tone: 'warning' },
  stopping: { icon: 'loading', spin: true, tone: 'running' },
  evaluating: { icon: 'loading', spin: true, tone: 'running' },
  done: { icon: 'pass-filled', spin: false, tone: 'done' },
  cancelled: { icon: 'circle-slash', spin: false, tone: 'muted' },
  failed: { icon: 'error', spin: false, tone: 'failed' },
  interrupted: { icon: 'debug-disconnect', spin: false, tone: 'warning' },
} as const satisfies Record<string, Omit<RunLook, 'label'>>;

export function runLook(state: RunState): RunLook {
  return { ...looks[state], label: t(state) };
}

/** Whether training goes on, so that the run's curves still grow. */
export function isAtWork(state: RunState): boolean {
  return state === 'running' || state === 'stopping' || state === 'evaluating';
}
