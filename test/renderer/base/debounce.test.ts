import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { debounce } from '../../../renderer/base/debounce.ts';
import { DisposableStore } from '../../../renderer/base/disposable.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a burst runs once, after it', () => {
  const run = vi.fn();
  const request = debounce(run, 100);
  request();
  vi.advanceTimersByTime(90);
  request();
  vi.advanceTimersByTime(90);
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10);
  expect(run).toHaveBeenCalledTimes(1);
});

test('flush runs at once what is due, cancel forgets it', () => {
  const run = vi.fn();
  const request = debounce(run, 100);
  request.flush();
  request();
  request.flush();
  request();
  request.cancel();
  vi.advanceTimersByTime(500);
  expect(run).toHaveBeenCalledTimes(1);
});

test('a store disposes last first, and at once what comes late', () => {
  const order: number[] = [];
  const store = new DisposableStore();
  store.add(
    () => order.push(1),
    () => order.push(2),
  );
  store.dispose();
  store.add(() => order.push(3));
  expect(order).toEqual([2, 1, 3]);
});
