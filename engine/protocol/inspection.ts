/** What a search for a learning rate and a look into a trained network tell, as they cross the wire. */

/** A run over rising learning rates (Smith 2017, section 3.3). */
export interface RateSearch {
  /** The rate to begin with. */
  suggestion: number;
  /** The rates that were tried, ascending, and the smoothed training loss at each. */
  rates: number[];
  losses: number[];
  /** The rate at which the loss ran away; null where none did. */
  divergedAt: number | null;
  seconds: number;
}

/** The recurrent matrix of one gate. */
export interface GateRadius {
  gate: string;
  /** Largest absolute eigenvalue; above 1 a linear recurrence of this matrix would grow. */
  spectralRadius: number;
}

/** What a recurrent layer computed for one window: `values` is `[steps, gates, hidden]`, row-major. */
export interface LayerActivations {
  layer: string;
  gates: string[];
  steps: number;
  hidden: number;
  values: Float32Array;
}

export interface ModelInspection {
  runId: string;
  /** Recurrent layers with weights of their own, in the order of the graph. */
  radii: Array<{ layer: string; cell: string; hidden: number; gates: GateRadius[] }>;
  /** The window that `activations` is of: its series, and the row of the series with which its context begins. */
  window: { index: number; of: number; seriesId: string; from: number };
  activations: LayerActivations[];
  /** Norm of the loss's gradient at the sums of each step, over so many validation windows: entry k is k steps before the layer's last. */
  gradients: Array<{ layer: string; byLag: Float64Array }>;
  windows: number;
}
