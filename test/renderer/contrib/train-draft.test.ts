import { expect, test } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';
import { useTrainDraft } from '../../../renderer/contrib/training/use-train-draft.ts';
import type { TrainInput } from '../../../renderer/contrib/training/train-request.ts';
import { WorkingCopies } from '../../../renderer/platform/editors/working-copies.ts';
import { StateService } from '../../../renderer/platform/state/state-service.ts';

const initial: TrainInput = {
  target: 'sales',
  horizon: '12',
  preset: 'default',
  kind: '',
  name: '',
  fields: {},
  several: { kinds: [], seeds: '1' },
};
const uri = 'train:a';

const newCopies = (): WorkingCopies => new WorkingCopies(new StateService({ read: async () => null, write: async () => {} }, () => {}));

/** An open form over the copies. */
function openForm(copies: WorkingCopies, resume = true) {
  const scope = effectScope();
  const { input, draft } = scope.run(() => {
    const form = useTrainDraft(copies, uri, initial, resume);
    const entered = ref<TrainInput>(form.start);
    form.follow(entered);
    return { input: entered, draft: form };
  })!;
  return { input, draft, close: () => scope.stop() };
}

test('what was entered is there when the form is opened again', async () => {
  const copies = newCopies();
  const first = openForm(copies);
  first.input.value = { ...initial, horizon: '24', fields: { hidden: '64' } };
  await nextTick();
  first.close();
  expect(copies.isDirty(uri)).toBe(true);
  expect(openForm(copies).input.value).toEqual({ ...initial, horizon: '24', fields: { hidden: '64' } });
});

test('a form as it opened is no draft, and neither is one whose training has begun', async () => {
  const copies = newCopies();
  const { input, draft } = openForm(copies);
  input.value = { ...initial, name: 'x' };
  await nextTick();
  input.value = { ...initial };
  await nextTick();
  expect(copies.isDirty(uri)).toBe(false);
  input.value = { ...initial, name: 'y' };
  await nextTick();
  draft.settle();
  expect(copies.isDirty(uri)).toBe(false);
});

test('discarding shows the defaults again', async () => {
  const copies = newCopies();
  const { input } = openForm(copies);
  input.value = { ...initial, target: 'cost' };
  await nextTick();
  copies.discard(uri);
  await nextTick();
  expect(input.value).toEqual(initial);
  expect(copies.isDirty(uri)).toBe(false);
});

test.each([
  ['a form that is opened with choices of its own', { ...initial, name: 'left' }, false],
  ['a draft of another shape', { target: 7 }, true],
  ['a draft with a preset that is gone', { ...initial, preset: 'gigantic' }, true],
])('%s does not take what was left', (_name, left, resume) => {
  const copies = newCopies();
  copies.edit(uri, left);
  expect(openForm(copies, resume).input.value).toEqual(initial);
  expect(copies.isDirty(uri)).toBe(false);
});

test('a field that is no longer known is left out, and the rest is kept', () => {
  const copies = newCopies();
  copies.edit(uri, { ...initial, fields: { hidden: '32', magic: '1' } });
  expect(openForm(copies).input.value.fields).toEqual({ hidden: '32' });
});
