import type { StudyState } from '../../../engine/protocol/tuning.ts';
import { t } from './messages.ts';

const icons: Record<StudyState, { icon: string; spin: boolean }> = {
  running: { icon: 'loading', spin: true },
  done: { icon: 'pass-filled', spin: false },
  cancelled: { icon: 'debug-pause', spin: false },
  failed: { icon: 'error', spin: false },
  interrupted: { icon: 'debug-disconnect', spin: false },
};

export function studyLook(state: StudyState): { icon: string; spin: boolean; label: string } {
  return { ...icons[state], label: t(state) };
}
