import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, shallowRef, watch, type EffectScope } from 'vue';
import { useLive } from '../../../../renderer/base/chart/use-live.ts';

let scope: EffectScope;
beforeEach(() => {
  vi.useFakeTimers();
  scope = effectScope();
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
});

function open(isVisible = true) {
  const source = shallowRef(0);
  const visible = shallowRef(isVisible);
  const updates: number[] = [];
  const live = scope.run(() => {
    const shown = useLive(() => source.value, visible);
    watch(shown, (value) => updates.push(value), { flush: 'sync' });
    return shown;
  });
  return { source, visible, live, updates };
}

describe('live values', () => {
  it('follow at most ten times a second and end with the last', () => {
    const { source, updates } = open();
    for (let i = 1; i <= 100; i++) {
      source.value = i;
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(200);
    expect(updates.length).toBeLessThanOrEqual(11);
    expect(updates.at(-1)).toBe(100);
  });

  it('rest while hidden and catch up when seen', () => {
    const { source, visible, updates } = open(false);
    source.value = 1;
    source.value = 2;
    vi.advanceTimersByTime(1000);
    expect(updates).toEqual([]);
    visible.value = true;
    expect(updates).toEqual([2]);
  });

  it('leave no timer behind', () => {
    const { source } = open();
    source.value = 1;
    scope.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
