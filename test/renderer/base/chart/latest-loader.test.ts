import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { latestLoader } from '../../../../renderer/base/chart/latest-loader.ts';

function harness() {
  const open: Array<{ query: number; answer: (text: string) => void; fail: (error: Error) => void }> = [];
  const hooks = {
    load: vi.fn((query: number) => new Promise<string>((answer, fail) => open.push({ query, answer, fail }))),
    loaded: vi.fn(),
    failed: vi.fn(),
    busy: vi.fn(),
  };
  return { open, hooks, loader: latestLoader<number, string>(hooks, 40) };
}

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('latest loader', () => {
  it('asks once for what is requested inside the delay, and for the newest', async () => {
    const { loader, hooks } = harness();
    for (const query of [1, 2, 3]) loader.request(query);
    await settle(40);
    expect(hooks.load.mock.calls).toEqual([[3]]);
  });

  it('is not starved by a stream of requests', async () => {
    const { loader, hooks } = harness();
    for (let i = 0; i < 10; i++) {
      loader.request(i);
      await settle(10);
    }
    expect(hooks.load).toHaveBeenCalled();
  });

  it('has one load under way and answers the newest last', async () => {
    const { loader, hooks, open } = harness();
    loader.request(1);
    await settle(40);
    loader.request(2);
    loader.request(3);
    await settle(100);
    expect(hooks.load).toHaveBeenCalledTimes(1);
    open[0]?.answer('one');
    await settle(1);
    open[1]?.answer('three');
    await settle();
    expect(hooks.loaded.mock.calls).toEqual([
      ['one', 1],
      ['three', 3],
    ]);
    expect(hooks.busy.mock.calls).toEqual([[true], [false]]);
  });

  it('drops the answer of a cancelled load, however late', async () => {
    const { loader, hooks, open } = harness();
    loader.request(1);
    await settle(40);
    loader.cancel();
    loader.request(2);
    await settle(40);
    open[1]?.answer('two');
    await settle();
    open[0]?.answer('one');
    await settle();
    expect(hooks.loaded.mock.calls).toEqual([['two', 2]]);
    expect(hooks.busy.mock.lastCall).toEqual([false]);
  });

  it('goes on after a failure', async () => {
    const { loader, hooks, open } = harness();
    loader.request(1);
    await settle(40);
    open[0]?.fail(new Error('engine gone'));
    await settle();
    expect(hooks.failed).toHaveBeenCalledTimes(1);
    loader.request(2);
    await settle(40);
    open[1]?.answer('two');
    await settle();
    expect(hooks.loaded).toHaveBeenCalledWith('two', 2);
  });

  it('leaves no timer behind', () => {
    const { loader } = harness();
    loader.request(1);
    loader.cancel();
    expect(vi.getTimerCount()).toBe(0);
  });
});
