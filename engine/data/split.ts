/** The chronological parts of one series, as row counts from its start: training ends where validation begins. */
export interface Split {
  trainingEnd: number;
  validationEnd: number;
}

export interface SplitRule {
  context: number;
  horizon: number;
  validationShare: number;
  testShare: number;
}

/** Rows that validation or test take from a series: their share, but always one whole horizon; a share of 0 takes none. */
export function partRows(length: number, share: number, horizon: number): number {
  return share === 0 ? 0 : Math.max(horizon, Math.round(length * share));
}

/**
 * Training, validation and test of a series of `length` rows, in this order of time. Targets of one part never lie in
 * another; contexts may reach back. Null where the training part would not hold one context and horizon.
 */
export function splitSeries(length: number, rule: SplitRule): Split | null {
  const validationEnd = length - partRows(length, rule.testShare, rule.horizon);
  const trainingEnd = validationEnd - partRows(length, rule.validationShare, rule.horizon);
  return trainingEnd < rule.context + rule.horizon ? null : { trainingEnd, validationEnd };
}
