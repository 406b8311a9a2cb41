/** What OWA compares: averages over all series of each series' sMAPE and MASE. */
interface Averages {
  smape: number;
  mase: number;
}

/**
 * Overall weighted average (M4 competition, Makridakis et al. 2020): the mean of sMAPE and MASE, each relative to Naive2's.
 * They are ratios of averages over series, never averages of ratios. 1 is as good as Naive2.
 */
export function owa(method: Averages, naive2: Averages): number {
  return (method.smape / naive2.smape + method.mase / naive2.mase) / 2;
}
