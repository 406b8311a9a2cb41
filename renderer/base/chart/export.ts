/** How a chart gets out of the window: the application provides it, the charts offer themselves to it. */
import { inject, onBeforeUnmount, onMounted, type InjectionKey, type Ref } from 'vue';
import type { ChartImage } from './shapes.ts';
import type { TableContent } from './table.ts';

/** A chart on the page. */
export interface OpenChart {
  title: () => string;
  element: () => HTMLElement | null;
  /** Null: nothing is drawn yet. */
  image: () => ChartImage | null;
  table: () => TableContent;
}

export interface ChartExport {
  /** Names the button that every chart has. */
  label: () => string;
  add: (chart: OpenChart) => () => void;
  /** Shows what can be done with a chart, beside the button. */
  openMenu: (chart: OpenChart, opener: HTMLElement) => void;
}

export const chartExportKey: InjectionKey<ChartExport> = Symbol('chart export');

export interface Offer {
  title: () => string;
  frame: Ref<HTMLElement | null>;
  image: (() => ChartImage | null) | undefined;
  table: () => TableContent;
}

/** Offers a chart while it is on the page; null where it has no picture or nobody takes it. */
export function useChartExport({ title, frame, image, table }: Offer): { label: () => string; open: (event: MouseEvent) => void } | null {
  const exporter = inject(chartExportKey, null);
  if (!exporter || !image) return null;
  const chart: OpenChart = { title, element: () => frame.value, image, table };
  let remove = (): void => {};
  onMounted(() => (remove = exporter.add(chart)));
  onBeforeUnmount(() => remove());
  return {
    label: exporter.label,
    open: (event) => {
      if (event.currentTarget instanceof HTMLElement) exporter.openMenu(chart, event.currentTarget);
    },
  };
}
