import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import type { TrainingEstimate, TrainingRequest } from '../../../engine/protocol/training.ts';
import { debounce } from '../../base/debounce.ts';
import type { EngineService } from '../../platform/engine/engine-service.ts';
import { jsonValue } from '../../base/text-editor/json-problems.ts';
import { t } from './messages.ts';
import { severalRequests } from './several.ts';
import { draftProblems, draftText, inputOfDraft } from './train-draft.ts';
import type { FieldId } from './train-fields.ts';
import type { TrainErrors, TrainInput } from './train-request.ts';
import { buildRequest, placeError } from './train-request.ts';

export interface TrainForm {
  input: Ref<TrainInput>;
  estimate: ShallowRef<TrainingEstimate | null>;
  errors: ComputedRef<TrainErrors>;
  resolving: Ref<boolean>;
  starting: Ref<boolean>;
  canStart: ComputedRef<boolean>;
  /** Advanced fields that differ from the default. */
  changed: ComputedRef<FieldId[]>;
  setName: (name: string) => void;
  setField: (id: FieldId, text: string) => void;
  resetField: (id: FieldId) => void;
  resetAll: () => void;
  resolve: () => Promise<void>;
  /** Several where several are asked for. */
  requests: ComputedRef<TrainingRequest[]>;
  /** The draft as JSON: what was typed there as long as the form says the same, or cannot say it. */
  json: ComputedRef<string>;
  /** What was typed as JSON has problems: the form shows how it stood before, and stays until they are gone. */
  jsonBroken: ComputedRef<boolean>;
  setJson: (text: string) => void;
  /** Takes the JSON as the form stands. */
  discardJson: () => void;
  /** The ids of the new runs; null where they could not start, and `errors` says why. */
  start: () => Promise<string[] | null>;
}

const typingPause = 250;

/** A training before it starts: the user's choices, what they resolve to and cost, and what is wrong with them. `fallbackName` is the runs' where several have none. */
export function useTrainForm(engine: Pick<EngineService, 'call'>, datasetId: string, initial: TrainInput, fallbackName = ''): TrainForm {
  const input = ref<TrainInput>(initial);
  const estimate = shallowRef<TrainingEstimate | null>(null);
  const engineErrors = shallowRef<TrainErrors>({});
  const resolving = ref(false);
  const starting = ref(false);
  let request: AbortController | null = null;

  const typed = shallowRef<{ text: string; broken: boolean; draft: string } | null>(null);
  const draft = computed(() => draftText(input.value));
  const jsonBroken = computed(() => typed.value?.broken ?? false);

  const built = computed(() =>
    jsonBroken.value ? { request: null, errors: { json: t('jsonBroken') } satisfies TrainErrors } : buildRequest(datasetId, input.value),
  );
  const requests = computed(() => (built.value.request ? severalRequests(built.value.request, input.value.several, fallbackName) : []));
  const errors = computed<TrainErrors>(() => ({ ...engineErrors.value, ...built.value.errors }));

  function fail(error: unknown): void {
    if (error instanceof CancelledError) return;
    const { place, message } = placeError(error);
    engineErrors.value = { [place]: message };
  }

  async function resolve(): Promise<void> {
    // What waits would take this one back.
    resolveSoon.cancel();
    request?.abort();
    engineErrors.value = {};
    const wanted = built.value.request;
    if (!wanted) return;
    const mine = (request = new AbortController());
    resolving.value = true;
    try {
      estimate.value = await engine.call('training.resolve', wanted, { signal: mine.signal });
    } catch (error) {
      fail(error);
    } finally {
      if (request === mine) resolving.value = false;
    }
  }

  function setJson(text: string): void {
    const broken = draftProblems(text).length > 0;
    if (!broken) input.value = inputOfDraft(jsonValue(text), input.value);
    typed.value = { text, broken, draft: draft.value };
  }

  async function start(): Promise<string[] | null> {
    const [wanted, ...others] = requests.value;
    if (!wanted) return null;
    starting.value = true;
    engineErrors.value = {};
    try {
      if (others.length > 0) return (await engine.call('training.startMany', { requests: requests.value })).runIds;
      return [(await engine.call('training.start', wanted)).runId];
    } catch (error) {
      fail(error);
      return null;
    } finally {
      starting.value = false;
    }
  }

  const resolveSoon = debounce(() => void resolve(), typingPause);
  watch(built, resolveSoon);
  onScopeDispose(() => {
    resolveSoon.cancel();
    request?.abort();
  });

  return {
    input,
    estimate,
    errors,
    resolving,
    starting,
    canStart: computed(
      () => !starting.value && built.value.request !== null && Object.keys(errors.value).length === 0 && estimate.value !== null,
    ),
    changed: computed(() => (Object.keys(input.value.fields) as FieldId[]).filter((id) => (input.value.fields[id] ?? '') !== '')),
    setName: (name) => (input.value = { ...input.value, name }),
    setField: (id, text) => (input.value = { ...input.value, fields: { ...input.value.fields, [id]: text } }),
    resetField: (id) => {
      const { [id]: _gone, ...fields } = input.value.fields;
      input.value = { ...input.value, fields };
    },
    resetAll: () => (input.value = { ...input.value, fields: {} }),
    resolve,
    requests,
    json: computed(() => (typed.value && (typed.value.broken || typed.value.draft === draft.value) ? typed.value.text : draft.value)),
    jsonBroken,
    setJson,
    discardJson: () => (typed.value = null),
    start,
  };
}
