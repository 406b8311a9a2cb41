/** A series as a ridge with covariates reads it: no gaps but in the target. */
export interface RidgeSeries {
  /** `[T]`, transformed and scaled; NaN for gaps. */
  target: Float64Array;
  /** Columns known ahead, `[T + h]` each. */
  known: readonly Float64Array[];
  /** Past covariates, `[T]` each, around 0. */
  past: readonly Float64Array[];
  /** Numbers that every window reads. */
  statics: Float64Array;
}
