import type { ShallowRef } from 'vue';
import { onScopeDispose, shallowRef } from 'vue';
import type { DataNote } from '../../../../engine/protocol/exploration.ts';
import { CancelledError } from '../../../../engine/protocol/errors.ts';
import { Emitter } from '../../../base/emitter.ts';
import type { EngineService } from '../../../platform/engine/engine-service.ts';

/** Every editor of a dataset hears of its notes. */
const changed = new Emitter<{ datasetId: string; notes: readonly DataNote[] }>();

export interface Notes {
  notes: Readonly<ShallowRef<readonly DataNote[]>>;
  /** Adds a note or replaces the one of the same id; what saving throws is the caller's, and nothing is changed then. */
  put: (note: DataNote) => Promise<void>;
  remove: (id: string) => Promise<void>;
}

/** The user's remarks on a dataset, kept in the workspace. */
export function useNotes(engine: Pick<EngineService, 'call'>, datasetId: string, onError: (error: unknown) => void): Notes {
  const notes = shallowRef<readonly DataNote[]>([]);
  const abort = new AbortController();
  engine.call('data.notes', { datasetId }, { signal: abort.signal }).then(
    (loaded) => (notes.value = loaded),
    (error: unknown) => {
      if (!(error instanceof CancelledError)) onError(error);
    },
  );
  const leave = changed.on((event) => {
    if (event.datasetId === datasetId) notes.value = event.notes;
  });
  onScopeDispose(() => {
    abort.abort();
    leave();
  });

  async function save(next: DataNote[]): Promise<void> {
    await engine.call('data.saveNotes', { datasetId, notes: next });
    changed.fire({ datasetId, notes: next });
  }

  return {
    notes,
    put: (note) => save([...notes.value.filter(({ id }) => id !== note.id), note].sort((a, b) => a.time - b.time)),
    remove: (id) => save(notes.value.filter((note) => note.id !== id)),
  };
}
