import type { TrainingQueue } from '../../../engine/protocol/training.ts';
import { engineText } from '../engine-text/engine-text.ts';
import type { WorkspaceStore } from '../workspace/workspace-store.ts';
import { t } from './messages.ts';
import type { QueueStore } from './queue-store.ts';

/** Of more that is at work the first are named. */
const named = 3;

/** What something in the queue is called: a run by its name, other work as the engine calls it. */
function nameIn({ others }: TrainingQueue, workspace: Pick<WorkspaceStore, 'run'>, id: string): string {
  return workspace.run(id)?.name ?? engineText(others.find((other) => other.id === id)?.name ?? id);
}

/**
 * What something waits for, a sentence: the first of the queue for the end of what is at work, another one for its turn after the one before
 * it. Null where it does not wait.
 */
export function waitsFor(
  { queue, workspace }: { queue: Pick<QueueStore, 'state' | 'place'>; workspace: Pick<WorkspaceStore, 'run'> },
  id: string,
): string | null {
  const state = queue.state.value;
  const place = queue.place(id);
  if (place === null) return null;
  const nameOf = (other: string): string => nameIn(state, workspace, other);
  if (place > 1) return t('waitsAfter', { place, name: nameOf(state.waiting[place - 2] ?? '') });
  const { length } = state.running;
  if (length === 0) return t('waitsFirst', { place });
  const names = state.running.slice(0, named).map(nameOf);
  const all = length > named ? [...names, t('waitsMore', { count: length - named })] : names;
  return t('waitsForEnd', { place, count: length, names: all.join(', ') });
}
