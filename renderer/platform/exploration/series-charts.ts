import { shallowReactive } from 'vue';
import type { Disposer } from '../../base/disposable.ts';
import type { SeriesColumn } from './naming.ts';

export interface ShownLine extends SeriesColumn {
  /** Its colour and dash. */
  slot: number;
  hidden: boolean;
}

/** A page that charts lines of a dataset, and what others may ask of it. */
export interface SeriesChartPage {
  datasetId: string;
  uri: string;
  /** Whether it is the tab in front, of several about one dataset. */
  inFront: () => boolean;
  /** The lines of its chart, those that are hidden in it too. Reactive. */
  lines: () => readonly ShownLine[];
  /** Adds a line to the chart or takes it away, and shows the chart. */
  toggle: (line: SeriesColumn) => void;
}

/** The pages in view that chart lines; what stands beside them changes what they show. */
export class SeriesCharts {
  readonly #pages = shallowReactive<SeriesChartPage[]>([]);

  register(page: SeriesChartPage): Disposer {
    this.#pages.push(page);
    return () => {
      const place = this.#pages.indexOf(page);
      if (place >= 0) this.#pages.splice(place, 1);
    };
  }

  /** The page in front about a dataset, else the newest one. */
  of(datasetId: string): SeriesChartPage | undefined {
    const about = this.#pages.filter((page) => page.datasetId === datasetId);
    return about.find((page) => page.inFront()) ?? about.at(-1);
  }
}
