const GRID = 24;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Width of the bracket at which the search ends. */
const PRECISION = 1e-6;

/** The candidate with the least squares over an argument between two bounds: the best point of a grid, then golden sections about it. */
export function bestInside<T extends { squares: number }>(least: number, most: number, at: (argument: number) => T): T {
  const step = (most - least) / GRID;
  const grid = Array.from({ length: GRID + 1 }, (_, i) => at(least + i * step));
  const best = grid.reduce((first, { squares }, i) => (squares < grid[first]!.squares ? i : first), 0);
  let low = least + Math.max(0, best - 1) * step;
  let high = least + Math.min(GRID, best + 1) * step;
  const inner = (share: number): { argument: number; found: T } => {
    const argument = low + share * (high - low);
    return { argument, found: at(argument) };
  };
  let left = inner(1 - GOLDEN);
  let right = inner(GOLDEN);
  while (high - low > PRECISION) {
    if (left.found.squares <= right.found.squares) {
      high = right.argument;
      right = left;
      left = inner(1 - GOLDEN);
    } else {
      low = left.argument;
      left = right;
      right = inner(GOLDEN);
    }
  }
  const inside = left.found.squares <= right.found.squares ? left.found : right.found;
  return grid[best]!.squares < inside.squares ? grid[best]! : inside;
}
