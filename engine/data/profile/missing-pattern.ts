import type { Gap, MissingPattern } from '../../protocol/exploration.ts';

/** Of more gaps the longest are told. */
const TOLD = 100;

/** Stretches of missing steps; `at` gives the line of the file and the time of a step. The ends of a series count as gaps too. */
export function missingPattern(values: Float64Array, at: (step: number) => { row: number; time: number }): MissingPattern {
  const gaps: Array<{ from: number; steps: number }> = [];
  let count = 0;
  for (let t = 0; t < values.length; t++) {
    if (!Number.isNaN(values[t]!)) continue;
    const from = t;
    while (t < values.length && Number.isNaN(values[t]!)) t++;
    gaps.push({ from, steps: t - from });
    count += t - from;
  }
  const [head, tail] = [gaps[0], gaps.at(-1)];
  const longest = [...gaps].sort((a, b) => b.steps - a.steps || a.from - b.from).slice(0, TOLD);
  return {
    count,
    gaps: longest.map(({ from, steps }): Gap => ({ ...at(from), steps })),
    gapCount: gaps.length,
    before: head?.from === 0 ? head.steps : 0,
    after: tail && tail.from + tail.steps === values.length ? tail.steps : 0,
  };
}
