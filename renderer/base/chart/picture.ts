/** What a chart of lines and bands draws. */
import type { ChartDataset } from 'chart.js';
import type { Axis } from './axes.ts';
import type { Point } from './points.ts';

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
