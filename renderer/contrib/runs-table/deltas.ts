/** How a run's figure stands to the baseline's. */
import type { RunSummary } from '../../../engine/protocol/training.ts';
import type { ComparableSets } from '../../platform/runs/comparable.ts';
import { whyLossesDiffer, whyNotComparable } from '../../platform/runs/comparable.ts';
import type { Better, RunColumn } from './columns.ts';

export type Sense = 'better' | 'worse' | 'same';

export type Delta =
  | { kind: 'delta'; /** The run's figure less the baseline's. */ difference: number; sense: Sense }
  /** The figures are not comparable, and why. */
  | { kind: 'refused'; reason: string }
  /** There is nothing to compare. */
  | { kind: 'none' };

/** Whether a figure is better than another one. Equal to 1 part in 10^12 is the same. */
export function senseOf(value: number, other: number, better: Better): Sense {
  const score = (figure: number): number => (better === 'near80' ? -Math.abs(figure - 0.8) : better === 'lower' ? -figure : figure);
  const distance = score(value) - score(other);
  if (Math.abs(distance) <= 1e-12 * Math.max(Math.abs(value), Math.abs(other))) return 'same';
  return distance > 0 ? 'better' : 'worse';
}

export function deltaOf(column: RunColumn, run: RunSummary, baseline: RunSummary | null, sets: ComparableSets): Delta {
  if (!baseline || run.id === baseline.id || !column.better || !column.basis) return { kind: 'none' };
  const [own, other] = [column.value(run), column.value(baseline)];
  if (typeof own !== 'number' || typeof other !== 'number') return { kind: 'none' };
  const reason = (column.basis === 'loss' ? whyLossesDiffer : whyNotComparable)(run, baseline, sets);
  if (reason !== null) return { kind: 'refused', reason };
  return { kind: 'delta', difference: own - other, sense: senseOf(own, other, column.better) };
}
