import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, shallowRef, type EffectScope } from 'vue';
import { useSeriesWindow, type LoadWindow } from '../../../../renderer/base/chart/use-series-window.ts';
import { hourly, windowOf } from './page/fake-data.ts';

const series = hourly(100_000);
const ends = [series.x[0] ?? 0, series.x.at(-1) ?? 1] as const;
const settle = (ms = 100) => vi.advanceTimersByTimeAsync(ms);
let scope: EffectScope;

function open(pixelsAtFirst = 500) {
  const load = vi.fn<LoadWindow>(async (from, to, pixels) => windowOf(series, from, to, pixels));
  const source = shallowRef<LoadWindow>(load);
  const extent = shallowRef<readonly [number, number]>(ends);
  const pixels = shallowRef(pixelsAtFirst);
  const made = scope.run(() => useSeriesWindow({ load: () => source.value, extent: () => extent.value, pixels: () => pixels.value }));
  if (!made) throw new Error('no scope');
  return { load, source, extent, pixels, series: made };
}

beforeEach(() => {
  vi.useFakeTimers();
  scope = effectScope();
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
});

describe('series window', () => {
  it('waits for a width, then loads everything once', async () => {
    const { load, pixels, series: shown } = open(0);
    await settle();
    expect(load).not.toHaveBeenCalled();
    pixels.value = 500;
    await nextTick();
    await settle();
    expect(load.mock.calls).toEqual([[null, null, 500]]);
    expect(shown.shown.value?.rows).toBe(100_000);
    expect(shown.least.value).toBeCloseTo(4 * 3.6e6, -3);
  });

  it('shows the overview while the points of the view are under way, then these', async () => {
    const { load, series: shown } = open();
    await settle();
    const view = { from: ends[0] + 1e9, to: ends[0] + 6e9 };
    shown.show(view);
    expect(shown.shown.value).toBe(shown.overview.value);
    await settle();
    expect(load).toHaveBeenLastCalledWith(view.from - 1.25e9 < ends[0] ? ends[0] : view.from - 1.25e9, view.to + 1.25e9, 750);
    expect(shown.shown.value).not.toBe(shown.overview.value);
  });

  it('asks no more once every row of the view is here', async () => {
    const { load, series: shown } = open();
    await settle();
    shown.show({ from: ends[0] + 1e9, to: ends[0] + 2e9 });
    await settle();
    const calls = load.mock.calls.length;
    shown.show({ from: ends[0] + 1.1e9, to: ends[0] + 1.9e9 });
    await settle();
    expect(load).toHaveBeenCalledTimes(calls);
  });

  it('keeps the view for new data and shows everything for a new extent', async () => {
    const { source, extent, series: shown } = open();
    await settle();
    const view = { from: ends[0] + 1e9, to: ends[0] + 2e9 };
    shown.show(view);
    await settle();
    const other = vi.fn<LoadWindow>(async (from, to, pixels) => windowOf(series, from, to, pixels));
    source.value = other;
    await nextTick();
    await settle();
    expect(other).toHaveBeenCalledTimes(2);
    expect(shown.view.value).toEqual(view);
    extent.value = [ends[0], ends[0] + 1e10];
    await nextTick();
    await settle();
    expect(shown.view.value).toEqual({ from: ends[0], to: ends[0] + 1e10 });
    expect(shown.whole.value).toBe(true);
  });

  it('reports a failure and recovers by trying again', async () => {
    const { load, series: shown } = open();
    load.mockRejectedValueOnce(new Error('engine gone'));
    await settle();
    expect(shown.failed.value).toBe(true);
    shown.retry();
    await settle();
    expect(shown.failed.value).toBe(false);
    expect(shown.overview.value).not.toBeNull();
  });

  it('loads nothing after its end', async () => {
    const { load, series: shown } = open();
    await settle();
    shown.show({ from: ends[0] + 1e9, to: ends[0] + 2e9 });
    scope.stop();
    await settle();
    expect(load).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
