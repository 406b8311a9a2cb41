/** Beyond so many rungs the first one is too short to tell anything. */
const MOST_RUNGS = 4;

/**
 * The epochs at which trials are compared, ascending; the last is a whole training. Each rung has about `reduction` times the
 * epochs of the one below (Li et al. 2020, section 3.2: r eta^k up to R).
 */
export function rungEpochs(epochs: number, reduction: number): number[] {
  const rungs = [epochs];
  while (rungs.length < MOST_RUNGS) {
    const below = Math.round(epochs / reduction ** rungs.length);
    if (below < 1 || below >= rungs[0]!) break;
    rungs.unshift(below);
  }
  return rungs;
}
