/** What is measured; null where a set or a model does not have it. */
export interface Figures {
  smape: number | null;
  mase: number | null;
  owa: number | null;
  mse: number | null;
  mae: number | null;
  /** Over all points of the set. */
  wql: number | null;
  /** Share of points inside [q0.1, q0.9]. */
  coverage80: number | null;
}

/** One row of results; with `--json` an object a line. */
export interface Row extends Figures {
  /** `m4-hourly`, `m3-yearly`, `m3`, `etth1`. */
  set: string;
  model: string;
  /** Of the long-horizon sets. */
  context?: number;
  horizon?: number;
  /** Test windows of each channel, of the long-horizon sets. */
  windows?: number;
  /** Of fitting and forecasting. */
  seconds: number;
  seed: number;
  /** True: of a part of the set only, not to be compared with what is published. */
  quick: boolean;
}
