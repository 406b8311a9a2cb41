/** Threads of one engine: what they answer, what becomes of one that fails, and that a busy one can be ended. */
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { Threads } from '../../../engine/base/threads.ts';
import { BugError, CancelledError, ExpectedError } from '../../../engine/protocol/errors.ts';
import { createManualClock } from './manual-clock.ts';

const never = new AbortController().signal;
const script = (): string => join(import.meta.dirname, 'threads-script.ts');
const clock = createManualClock();
const open: Threads[] = [];

function threads(most = 2): Threads {
  const made = new Threads({ script, clock, most });
  open.push(made);
  return made;
}

const ask = (of: Threads, task: string, params: unknown = null, signal = never): Promise<unknown> => of.run({ task, params, signal });

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

it('answers, and tells how far it is', async () => {
  const told: number[][] = [];
  const result = await threads().run({
    task: 'echo',
    params: { values: new Float64Array([1, NaN]) },
    signal: never,
    onProgress: (...news) => told.push(news),
  });
  expect(result).toEqual({ values: new Float64Array([1, NaN]) });
  expect(told).toEqual([[0.5, 10]]);
});

it('an expected error comes over as it was thrown, and the thread goes on to be used', async () => {
  const of = threads();
  const error = await ask(of, 'refuse').catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(ExpectedError);
  expect(error).toMatchObject({ code: 'unknown-sheet', message: 'There is no sheet "May".', details: { row: 7, sheets: ['April'] } });
  expect(await ask(of, 'count')).toBe(2);
});

it('a bug ends its thread, and the next work has a new one', async () => {
  const of = threads();
  const error = await ask(of, 'break').catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(BugError);
  expect(error).toMatchObject({ message: 'Nobody foresaw this.' });
  expect(await ask(of, 'count')).toBe(1);
});

it('one that is busy for ever is ended when it is cancelled, and its place is free again', async () => {
  const of = threads(1);
  const abort = new AbortController();
  const busy = ask(of, 'spin', null, abort.signal);
  const next = ask(of, 'count');
  const left = new AbortController();
  const leaving = ask(of, 'count', null, left.signal);
  left.abort();
  await expect(leaving).rejects.toBeInstanceOf(CancelledError);
  abort.abort();
  await expect(busy).rejects.toBeInstanceOf(CancelledError);
  expect(await next).toBe(1);
});

it('is used again while it is there, and ended once it had nothing to do for a while', async () => {
  const of = threads();
  expect(await ask(of, 'count')).toBe(1);
  expect(await ask(of, 'count')).toBe(2);
  clock.advance(60_000);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await ask(of, 'count')).toBe(1);
});

it('closed, it ends what is at work and what waits', async () => {
  const of = threads(1);
  const both = [ask(of, 'spin'), ask(of, 'count')].map((one) => one.catch((cause: unknown) => cause));
  await of.close();
  for (const error of await Promise.all(both)) expect(error).toBeInstanceOf(CancelledError);
  await expect(ask(of, 'count')).rejects.toBeInstanceOf(CancelledError);
});
