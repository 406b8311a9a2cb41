/** Owns one chart.js instance: makes it, redraws it when its picture changes, resizes it, destroys it. */

import { Chart, Filler, LinearScale, LineController, LineElement, PointElement, type ChartDataset } from 'chart.js';
import { computed, markRaw, onBeforeUnmount, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { lineOptions, type Axis } from './axes.ts';
import { measured } from '../measure.ts';
import { nextFrame } from './next-frame.ts';
import type { Point } from './points.ts';
import { useChartTheme, type ChartTheme } from './theme.ts';
import type { Size } from './use-element-size.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale, Filler);

export interface Picture {
  datasets: Array<ChartDataset<'line', Point[]>>;
  x: Axis;
  y: Axis;
  /** A second axis, at the right; datasets name it `right`. */
  right?: Axis | null | undefined;
}

/** Where the data is drawn inside the canvas, in pixels. */
export interface PlotArea {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Plot {
  /** Null until the first picture is drawn. */
  area: Readonly<ShallowRef<PlotArea | null>>;
  theme: Readonly<ShallowRef<ChartTheme>>;
}

export interface PlotOptions {
  host: Ref<HTMLElement | null>;
  canvas: Ref<HTMLCanvasElement | null>;
  /** Of the host. */
  size: Readonly<Ref<Size>>;
  /** Read reactively; null: nothing to draw yet. */
  picture: (theme: ChartTheme) => Picture | null;
}

/**
 * Writes the new datasets into the old ones: chart.js keeps its elements for a dataset that is the same object. With them it keeps
 * the look of the points, so a dataset whose points change is taken as a new one.
 */
function keepDatasets(old: Picture['datasets'], next: Picture['datasets']): void {
  next.forEach((dataset, index) => {
    const before = old[index];
    const same =
      before?.pointRadius === dataset.pointRadius &&
      before?.backgroundColor === dataset.backgroundColor &&
      before?.yAxisID === dataset.yAxisID;
    old[index] = before && same ? Object.assign(before, dataset) : dataset;
  });
  old.length = next.length;
}

export function usePlot({ host, canvas, size, picture }: PlotOptions): Plot {
  const theme = useChartTheme(host);
  const area = shallowRef<PlotArea | null>(null);
  const drawn = computed(() => picture(theme.value));
  let chart: Chart<'line', Point[]> | null = null;

  function draw(): void {
    const { width, height } = size.value;
    if (!drawn.value || !canvas.value || width === 0 || height === 0) return;
    const { datasets, x, y, right: secondary } = drawn.value;
    const options = lineOptions(x, y, theme.value, secondary);
    if (!chart) {
      canvas.value.width = width;
      canvas.value.height = height;
      chart = markRaw(new Chart<'line', Point[]>(canvas.value, { type: 'line', data: { datasets }, options }));
    } else {
      keepDatasets(chart.data.datasets, datasets);
      chart.options = options;
      if (chart.width !== width || chart.height !== height || chart.currentDevicePixelRatio !== devicePixelRatio)
        chart.resize(width, height);
      chart.update('none');
    }
    const { left, right, top, bottom } = chart.chartArea;
    const now = area.value;
    if (now?.left !== left || now.right !== right || now.top !== top || now.bottom !== bottom) area.value = { left, right, top, bottom };
  }

  const frame = nextFrame(() => measured('chart.draw', draw));
  watch([drawn, size], frame.request);
  onBeforeUnmount(() => {
    frame.cancel();
    chart?.destroy();
    chart = null;
  });
  return { area, theme };
}
