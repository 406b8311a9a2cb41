/** The comparison with PyTorch in a few numbers. */
import { median } from './best.ts';
import type { Cell } from './network.ts';

interface Compared {
  cell: Cell;
  H: number;
  torchRatio?: number;
}

export interface RatioSummary {
  cell: Cell;
  H: number;
  median: number;
  minimum: number;
  goal: number;
}

/** Small networks are where a general library pays most for each of its calls. */
function goalFor(hidden: number): number {
  return hidden <= 64 ? 5 : 3;
}

/** One entry for each cell and hidden size. */
export function summarise(rows: readonly Compared[]): RatioSummary[] {
  const groups = new Map<string, { cell: Cell; H: number; ratios: number[] }>();
  for (const { cell, H, torchRatio } of rows) {
    const group = groups.get(`${cell} ${H}`) ?? { cell, H, ratios: [] };
    groups.set(`${cell} ${H}`, group);
    if (torchRatio !== undefined) group.ratios.push(torchRatio);
  }
  return [...groups.values()].map(({ cell, H, ratios }) => ({
    cell,
    H,
    median: median(ratios),
    minimum: Math.min(...ratios),
    goal: goalFor(H),
  }));
}

export function belowGoal<Row extends Compared>(rows: readonly Row[]): Row[] {
  return rows.filter(({ H, torchRatio }) => torchRatio !== undefined && torchRatio < goalFor(H));
}
