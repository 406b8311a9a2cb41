import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CancelledError, ExpectedError } from '../../../engine/protocol/errors.ts';
import { NotificationService } from '../../../renderer/platform/notifications/notification-service.ts';

const ask = { label: 'Do it', run: () => {} };
const messages = (list: ReadonlyArray<{ message: string }>): string[] => list.map(({ message }) => message);
let service: NotificationService;

beforeEach(() => {
  vi.useFakeTimers();
  service = new NotificationService();
});
afterEach(() => void vi.useRealTimers());

test('three are on the screen at most, the rest is in the list', () => {
  for (const name of ['a', 'b', 'c', 'd']) service.show('warning', name);
  expect(messages(service.toasts)).toEqual(['b', 'c', 'd']);
  expect(messages(service.all)).toEqual(['a', 'b', 'c', 'd']);
});

test('what asks nothing makes room first', () => {
  service.show('warning', 'asks', [ask]);
  service.show('info', 'tells');
  service.show('warning', 'b');
  service.show('warning', 'c');
  expect(messages(service.toasts)).toEqual(['asks', 'b', 'c']);
});

test('information leaves the screen by itself and stays in the list; a question and a warning wait', () => {
  service.hideAfter.value = 5;
  service.show('info', 'tells');
  service.show('info', 'asks', [ask]);
  service.show('warning', 'warns');
  vi.advanceTimersByTime(5001);
  expect(messages(service.toasts)).toEqual(['asks', 'warns']);
  expect(messages(service.all)).toEqual(['tells', 'asks', 'warns']);
});

test('the same message again is one, and the newest', () => {
  service.show('warning', 'a');
  service.show('warning', 'b');
  service.show('warning', 'a');
  expect(messages(service.all)).toEqual(['b', 'a']);
});

test('undisturbed: errors alone come to the screen', () => {
  service.doNotDisturb.value = true;
  service.show('warning', 'w', [ask]);
  service.show('error', 'e');
  expect(messages(service.toasts)).toEqual(['e']);
  expect(messages(service.all)).toEqual(['w', 'e']);
});

test('the first action of the newest question is accepted', () => {
  const [first, second] = [vi.fn(), vi.fn()];
  service.show('info', 'a', [{ label: '1', run: first }]);
  service.show('info', 'b', [
    { label: '2', run: second },
    { label: '3', run: vi.fn() },
  ]);
  service.show('warning', 'c');
  expect(service.acceptPrimary()).toBe(true);
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
  expect(messages(service.all)).toEqual(['a', 'c']);
  service.acceptPrimary();
  expect(service.acceptPrimary()).toBe(false);
});

test('work is shown until it is done, and can be cancelled', () => {
  const cancel = vi.fn();
  const work = service.progress('Reading', cancel, 'Import');
  work.report(0.5, 'Reading half');
  expect(service.toasts[0]).toMatchObject({ message: 'Reading half', source: 'Import', progress: { value: 0.5 } });
  service.clearAll();
  service.toasts[0]?.progress?.cancel?.();
  expect(cancel).toHaveBeenCalledOnce();
  work.done();
  expect(service.all).toEqual([]);
  expect(service.toasts).toEqual([]);
});

test('work that takes a moment is not shown; longer work is, until it ends', async () => {
  const wait = (milliseconds: number) => (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      setTimeout(() => resolve('done'), milliseconds);
      signal.addEventListener('abort', () => reject(new CancelledError()));
    });
  const short = service.withProgress('Short', wait(100));
  await vi.advanceTimersByTimeAsync(200);
  expect(await short).toBe('done');
  expect(service.all).toEqual([]);
  const long = service.withProgress('Long', wait(5000));
  const outcome = expect(long).rejects.toThrow(CancelledError);
  await vi.advanceTimersByTimeAsync(1000);
  expect(messages(service.toasts)).toEqual(['Long']);
  service.toasts[0]?.progress?.cancel?.();
  await outcome;
  expect(service.all).toEqual([]);
});

test('an error says where the log has more; a cancellation is no news', () => {
  const logged = vi.fn();
  service.onMessage = logged;
  service.error(new CancelledError());
  service.error(new ExpectedError('x', 'The file is gone.'));
  service.error(new TypeError('x is not a function'));
  expect(service.all.map(({ message, log }) => [message, log])).toEqual([
    ['The file is gone.', 'Hindcast'],
    ['Something went wrong inside Hindcast: x is not a function', 'Hindcast'],
  ]);
  expect(logged).toHaveBeenCalledTimes(2);
});
