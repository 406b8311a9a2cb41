/** Owns one chart.js instance: makes it, redraws it when its picture changes, resizes it, destroys it. */

import { Chart, Filler, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import { computed, markRaw, onBeforeUnmount, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { measured } from '../measure.ts';
import { lineOptions } from './axes.ts';
import type { LegendEntry } from './legend.ts';
import { nextFrame } from './next-frame.ts';
import { pictureImage } from './picture-shapes.ts';
import type { Picture, PlotArea } from './picture.ts';
import type { Point } from './points.ts';
import type { ChartImage } from './shapes.ts';
import { useChartTheme, type ChartTheme } from './theme.ts';
import type { Size } from './use-element-size.ts';

export type { Picture, PlotArea } from './picture.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale, Filler);

/** Pixels of a picture that is taken away, at least. */
const LEAST_IMAGE = { width: 640, height: 320 };

export interface Plot {
  /** Null until the first picture is drawn. */
  area: Readonly<ShallowRef<PlotArea | null>>;
  theme: Readonly<ShallowRef<ChartTheme>>;
  /** The picture as it is drawn, with what a picture of its own needs beside; null where nothing is. */
  image: (title: string, legend: readonly LegendEntry[]) => ChartImage | null;
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
  /** Room for title and legend comes on top of what is on screen; a narrow chart is drawn wide enough to be read. */
  const image: Plot['image'] = (title, legend) => {
    if (!drawn.value) return null;
    const { width, height } = size.value;
    return pictureImage({
      picture: drawn.value,
      theme: theme.value,
      title,
      legend,
      width: Math.max(LEAST_IMAGE.width, width),
      height: Math.max(LEAST_IMAGE.height, height + 60),
    });
  };
  return { area, theme, image };
}
