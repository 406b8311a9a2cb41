import type { QuickInputService, QuickPickRequest, TextRequest } from './quick-input-service.ts';

/** One question of several: it asks with what is known so far, and adds its answer to it. */
export interface Step<S> {
  /** True where the question is not needed; it is not counted then. */
  skip?: (known: S) => boolean;
  /** The answer added to what is known; null where the user left. */
  ask: (known: S, input: StepInput) => Promise<S | null>;
}

/** Asks within a step: title, count and the way back are added. */
export interface StepInput {
  pick: <T>(request: QuickPickRequest<T>) => Promise<T | null>;
  text: (request: TextRequest) => Promise<string | null>;
}

const back = Symbol('back');

/**
 * Asks one question after another, each with the title, its number and a way back to the one before. Questions that
 * one goes back to are asked anew with what was known then.
 * @returns What all answers make together; null where the user left.
 */
export async function multiStep<S>(
  quickInput: QuickInputService,
  title: string,
  start: S,
  steps: ReadonlyArray<Step<S>>,
): Promise<S | null> {
  const past: Array<{ index: number; known: S }> = [];
  let known = start;
  let index = 0;
  while (index < steps.length) {
    const step = steps[index];
    if (!step || step.skip?.(known)) {
      index++;
      continue;
    }
    const answer = await askOnce(quickInput, title, known, step, {
      number: past.length + 1,
      total: past.length + steps.slice(index).filter((later) => !later.skip?.(known)).length,
    });
    if (answer === back) {
      const before = past.pop();
      if (!before) return null;
      ({ index, known } = before);
    } else if (answer === null) {
      return null;
    } else {
      past.push({ index, known });
      known = answer;
      index++;
    }
  }
  return known;
}

/** Asks one question; it ends with an answer, with null, or with the wish to go back. */
function askOnce<S>(
  quickInput: QuickInputService,
  title: string,
  known: S,
  step: Step<S>,
  place: { number: number; total: number },
): Promise<S | null | typeof back> {
  return new Promise((resolve, reject) => {
    const frame = {
      title,
      step: place,
      ...(place.number > 1 && {
        onBack: () => {
          resolve(back);
          quickInput.close();
        },
      }),
    };
    const input: StepInput = {
      pick: (request) => quickInput.pick({ ...request, ...frame }),
      text: (request) => quickInput.text({ ...request, ...frame }),
    };
    step.ask(known, input).then(resolve, reject);
  });
}
