import type { Evaluation, PairedTest, ReferenceName } from '../../../engine/protocol/evaluation.ts';

/** Rows of the table by step at most: of a longer horizon, neighbouring steps share one. */
const MOST_ROWS = 12;

export interface ReferenceRow {
  reference: ReferenceName;
  skill: number;
  test: PairedTest | null;
}

export interface StepRow {
  /** Counted from 1, both included. */
  from: number;
  to: number;
  skill: number;
  skillOverRidge: number;
  coverage: number | null;
}

/** What the model was judged against; nothing that the backtest does not know. */
export function referenceRows({ verdict, tests }: Pick<Evaluation, 'verdict' | 'tests'>): ReferenceRow[] {
  const rows: ReferenceRow[] = [{ reference: 'seasonalNaive', skill: verdict.skill, test: tests.seasonalNaive }];
  if (verdict.skillOverRidge !== null) rows.push({ reference: 'ridge', skill: verdict.skillOverRidge, test: tests.ridge });
  return rows;
}

/** Skill and coverage by step, means over neighbouring steps where there are many. */
export function stepRows({ skillByStep, coverageByStep }: Pick<Evaluation, 'skillByStep' | 'coverageByStep'>): StepRow[] {
  const steps = skillByStep.seasonalNaive.length;
  const each = Math.max(1, Math.ceil(steps / MOST_ROWS));
  return Array.from({ length: Math.ceil(steps / each) }, (_, row) => {
    const [from, to] = [row * each, Math.min(steps, (row + 1) * each)];
    const part = (values: readonly number[]): number => mean(values.slice(from, to));
    return {
      from: from + 1,
      to,
      skill: part(skillByStep.seasonalNaive),
      skillOverRidge: part(skillByStep.ridge),
      coverage: coverageByStep && part(coverageByStep),
    };
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
