/** One line or band of a chart, named. Lines differ in dash as well as in colour. */
export interface LegendEntry {
  label: string;
  color: string;
  dash?: number[] | undefined;
  band?: boolean | undefined;
}
