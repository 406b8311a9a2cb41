import type { StudyState } from '../../../engine/protocol/tuning.ts';
import type { RunLook } from '../runs/run-look.ts';
import { t } from './messages.ts';

const looks: Record<StudyState, Omit<RunLook, 'label'>> = {
  queued: { icon: 'watch', spin: false, tone: 'muted' },
  running: { icon: 'loading', spin: true, tone: 'running' },
  paused: { icon: 'debug-pause', spin: false, tone: 'warning' },
  done: { icon: 'pass-filled', spin: false, tone: 'done' },
  cancelled: { icon: 'circle-slash', spin: false, tone: 'muted' },
  failed: { icon: 'error', spin: false, tone: 'failed' },
  interrupted: { icon: 'debug-disconnect', spin: false, tone: 'warning' },
};

export function studyLook(state: StudyState): RunLook {
  return { ...looks[state], label: t(state) };
}
