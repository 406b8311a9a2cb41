// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h, nextTick, shallowRef, useTemplateRef } from 'vue';
import { usePlot, type Picture, type Plot } from '../../../../renderer/base/chart/use-plot.ts';

/** Remembers what it was told; draws nothing. */
const { FakeChart, made } = vi.hoisted(() => {
  const made: Fake[] = [];
  class Fake {
    static register = (): void => undefined;
    width = 300;
    height = 200;
    currentDevicePixelRatio = 1;
    chartArea = { left: 40, right: 290, top: 8, bottom: 180 };
    data: { datasets: unknown[] };
    options: unknown;
    update = vi.fn();
    resize = vi.fn();
    destroy = vi.fn();
    constructor(_canvas: unknown, config: { data: { datasets: unknown[] }; options: unknown }) {
      this.data = config.data;
      this.options = config.options;
      made.push(this);
    }
  }
  return { FakeChart: Fake, made };
});

vi.mock('chart.js', () => ({
  Chart: FakeChart,
  Filler: {},
  LinearScale: {},
  LineController: {},
  LineElement: {},
  PointElement: {},
}));

const axis = { min: 0, max: 1, ticks: () => [] };
const line = (y: number): Picture => ({ datasets: [{ data: [{ x: 0, y }] }], x: axis, y: axis });
const frame = async (): Promise<void> => {
  await nextTick();
  await vi.advanceTimersByTimeAsync(50);
};
let wrapper: VueWrapper | null = null;

function open() {
  const picture = shallowRef<Picture | null>(null);
  const size = shallowRef({ width: 0, height: 0 });
  let plot: Plot | null = null;
  const Host = defineComponent(() => {
    const host = useTemplateRef<HTMLElement>('host');
    const canvas = useTemplateRef<HTMLCanvasElement>('canvas');
    plot = usePlot({ host, canvas, size, picture: () => picture.value });
    return () => h('div', { ref: 'host' }, h('canvas', { ref: 'canvas' }));
  });
  wrapper = mount(Host, { attachTo: document.body });
  if (!plot) throw new Error('not mounted');
  return { picture, size, plot: plot as Plot };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  wrapper?.unmount();
  wrapper = null;
  made.length = 0;
  vi.useRealTimers();
});

describe('plot', () => {
  it('waits for a picture and for room', async () => {
    const { picture, size, plot } = open();
    picture.value = line(1);
    await frame();
    expect(made).toHaveLength(0);
    size.value = { width: 300, height: 200 };
    await frame();
    expect(made).toHaveLength(1);
    expect(plot.area.value).toEqual({ left: 40, right: 290, top: 8, bottom: 180 });
  });

  it('draws once a frame into the same datasets', async () => {
    const { picture, size } = open();
    size.value = { width: 300, height: 200 };
    picture.value = line(1);
    await frame();
    const before = made[0]?.data.datasets[0];
    for (const y of [2, 3, 4]) {
      picture.value = line(y);
      await nextTick();
    }
    await frame();
    expect(made[0]?.update.mock.calls).toEqual([['none']]);
    expect(made[0]?.data.datasets[0]).toBe(before);
    expect(before).toMatchObject({ data: [{ x: 0, y: 4 }] });
  });

  it('takes away datasets that are gone', async () => {
    const { picture, size } = open();
    size.value = { width: 300, height: 200 };
    picture.value = { ...line(1), datasets: [...line(1).datasets, ...line(2).datasets] };
    await frame();
    picture.value = line(3);
    await frame();
    expect(made[0]?.data.datasets).toHaveLength(1);
  });

  it('resizes the chart with its host', async () => {
    const { picture, size } = open();
    size.value = { width: 300, height: 200 };
    picture.value = line(1);
    await frame();
    size.value = { width: 500, height: 250 };
    await frame();
    expect(made[0]?.resize).toHaveBeenCalledWith(500, 250);
  });

  it('destroys the chart with its component, and draws no more', async () => {
    const { picture, size } = open();
    size.value = { width: 300, height: 200 };
    picture.value = line(1);
    await frame();
    picture.value = line(2);
    await nextTick();
    wrapper?.unmount();
    wrapper = null;
    await frame();
    expect(made[0]?.destroy).toHaveBeenCalledOnce();
    expect(made[0]?.update).not.toHaveBeenCalled();
  });
});
