import type { RunState } from '../../../engine/protocol/training.ts';
import { t } from './messages.ts';

export interface StateLook {
  icon: string;
  spin: boolean;
  label: string;
  tone: 'running' | 'done' | 'failed' | 'muted' | 'warning';
}

const looks: Record<RunState, Omit<StateLook, 'label'>> = {
  queued: { icon: 'watch', spin: false, tone: 'muted' },
  running: { icon: 'loading', spin: true, tone: 'running' },
  paused: { icon: 'debug-pause', spin: false, tone: 'warning' },
  stopping: { icon: 'loading', spin: true, tone: 'running' },
  evaluating: { icon: 'loading', spin: true, tone: 'running' },
  done: { icon: 'pass-filled', spin: false, tone: 'done' },
  cancelled: { icon: 'circle-slash', spin: false, tone: 'muted' },
  failed: { icon: 'error', spin: false, tone: 'failed' },
  interrupted: { icon: 'debug-disconnect', spin: false, tone: 'warning' },
};

/** How a state of a run is shown: by an icon and a word, never by its colour alone. */
export function stateLook(state: RunState): StateLook {
  return { ...looks[state], label: t(state) };
}

/** Whether the engine works on the run now. */
export function isActive(state: RunState): boolean {
  return state === 'running' || state === 'stopping' || state === 'evaluating';
}
