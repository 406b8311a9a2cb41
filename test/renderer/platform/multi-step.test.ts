import { expect, test } from 'vitest';
import type { Step } from '../../../renderer/platform/quick-input/multi-step.ts';
import { multiStep } from '../../../renderer/platform/quick-input/multi-step.ts';
import { QuickInputService } from '../../../renderer/platform/quick-input/quick-input-service.ts';

interface Known {
  first?: string;
  second?: string;
}

const steps: Array<Step<Known>> = [
  {
    ask: async (_known, { pick }) => {
      const first = await pick({ placeholder: 'first', items: ['a', 'b'].map((id) => ({ id, label: id, value: id })) });
      return first === null ? null : { first };
    },
  },
  {
    skip: ({ first }) => first === 'b',
    ask: async (known, { text }) => ({ ...known, second: (await text({ placeholder: 'second', value: '' })) ?? 'left' }),
  },
  {
    ask: async (known, { pick }) => {
      const sure = await pick({ placeholder: 'sure', items: [{ id: 'yes', label: 'yes', value: true }] });
      return sure === null ? null : known;
    },
  },
];

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const asked = (input: QuickInputService): unknown => {
  const state = input.current.value;
  return state && { placeholder: state.request.placeholder, title: state.request.title, ...state.request.step };
};

async function choose(input: QuickInputService, id: string): Promise<void> {
  const state = input.current.value;
  const item = state?.kind === 'pick' ? state.request.items.find((one) => one.id === id) : undefined;
  input.accept(item ?? id);
  await settle();
}

test('questions follow one another, counted, and one can go back', async () => {
  const input = new QuickInputService();
  const answer = multiStep(input, 'Title', {}, steps);
  expect(asked(input)).toEqual({ placeholder: 'first', title: 'Title', number: 1, total: 3 });
  expect(input.current.value?.request.onBack).toBeUndefined();
  await choose(input, 'a');
  expect(asked(input)).toEqual({ placeholder: 'second', title: 'Title', number: 2, total: 3 });
  input.current.value?.request.onBack?.();
  await settle();
  expect(asked(input)).toMatchObject({ placeholder: 'first', number: 1 });
  await choose(input, 'b');
  expect(asked(input), 'a question that is not needed is not counted').toEqual({
    placeholder: 'sure',
    title: 'Title',
    number: 2,
    total: 2,
  });
  await choose(input, 'yes');
  expect(await answer).toEqual({ first: 'b' });
});

test('leaving ends it without an answer', async () => {
  const input = new QuickInputService();
  const answer = multiStep(input, 'Title', {}, steps);
  await choose(input, 'b');
  input.close();
  expect(await answer).toBeNull();
});

test('what a question throws reaches the caller', async () => {
  const failing: Array<Step<Known>> = [{ ask: () => Promise.reject(new Error('no data')) }];
  await expect(multiStep(new QuickInputService(), '', {}, failing)).rejects.toThrow('no data');
});
