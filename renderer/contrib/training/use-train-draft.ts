import type { Ref } from 'vue';
import { onScopeDispose, watch } from 'vue';
import type { WorkingCopies } from '../../platform/editors/working-copies.ts';
import { checkTrainInput } from './saved-input.ts';
import type { TrainInput } from './train-request.ts';

export interface TrainDraft {
  /** What the form begins with: what was left in it, otherwise its defaults. */
  start: TrainInput;
  /** Keeps what is entered from now on. */
  follow: (input: Ref<TrainInput>) => void;
  /** The training has begun: nothing is left over. */
  settle: () => void;
}

/**
 * A form that was filled in and left is there again, as it was.
 * @param resume False where the form is opened with choices of its own, which replace a draft.
 */
export function useTrainDraft(copies: WorkingCopies, uri: string, initial: TrainInput, resume: boolean): TrainDraft {
  const left = resume ? copies.draft(uri, checkTrainInput) : null;
  if (left === null) copies.settle(uri);
  return {
    start: left ?? initial,
    follow(input) {
      watch(input, (now) => (same(now, initial) ? copies.settle(uri) : copies.edit(uri, now)), { deep: true });
      onScopeDispose(copies.register(uri, { discard: () => (input.value = { ...initial }) }));
    },
    settle: () => copies.settle(uri),
  };
}

const same = (a: TrainInput, b: TrainInput): boolean => JSON.stringify(a) === JSON.stringify(b);
