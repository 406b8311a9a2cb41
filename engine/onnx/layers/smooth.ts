import type { Mapping, Walk } from './walk.ts';
import { columns, firstSeason, type SmoothedWindow } from './smooth-season.ts';

/** Steps that one product smooths at most: its matrix takes the square of them for each window. */
const LONGEST_BLOCK = 48;

/** Neighbouring phases of the season and what they stand at now, `[B, length]`; null: there is no season. */
interface Phases {
  length: number;
  values: string | null;
}

/** What goes on from block to block, `[B, 1]`: the level, and how many steps were observed so far. */
interface Memory {
  level: string;
  seen: string;
}

/**
 * Exponential smoothing in blocks that follow each other, unrolled. Within a block no phase of the season comes twice, so what each step
 * takes off is known before, and the levels are one product with a matrix for each window (`smoothBlock`).
 */
export const smooth: Mapping<'smooth'> = (walk, node) => {
  const { b } = walk;
  const { steps } = walk.shape(node.input);
  const window = readWindow(walk, node);
  const { name } = window;
  const phases = cutSeason(walk, node.season, firstSeason(walk, window, node.season));
  const zero = b.node('Mul', `${name}/zero`, [window.rate, walk.float(0)]);
  let memory: Memory = { level: zero, seen: zero };
  const left: string[] = [];
  for (let from = 0, turn = 0; from < steps; turn++) {
    const current = phases[turn % phases.length]!;
    const length = Math.min(current.length, steps - from);
    const block = smoothBlock(walk, window, { memory, season: current.values, from, length });
    left.push(block.left);
    memory = block.memory;
    if (block.season !== null) current.values = replaceFirst(walk, `${name}/phases_${from}`, current, block.season, length);
    from += length;
  }
  const without = b.node('Sub', `${name}/without_level`, [join(walk, `${name}/left`, left), memory.level]);
  const context = b.node('Mul', `${name}/context`, [without, window.observed]);
  const ahead = forecast(
    walk,
    name,
    memory.level,
    phases,
    Array.from({ length: node.steps }, (_, k) => (steps + k) % node.season),
  );
  walk.set(node.output, b.node('Concat', name, [context, ahead], { axis: 1 }));
};

/** Target and mask with a window a row, and the rates. */
function readWindow(walk: Walk, node: Parameters<typeof smooth>[1]): SmoothedWindow {
  const { b } = walk;
  const name = walk.named(node.output);
  const row = (what: string, channel: number): string => {
    const column = b.node('Gather', `${name}/${what}_steps`, [walk.tensor(node.input), walk.integer(channel)], { axis: 2 });
    return b.node('Transpose', `${name}/${what}`, [column], { perm: [1, 0] });
  };
  const isObserved = b.node('Greater', `${name}/is_observed`, [row('mask', node.mask), walk.float(0.5)]);
  const [level, season] = [0, 1].map((index) => columns(walk, `${name}/rate_${index}`, walk.tensor(node.rates), index, index + 1));
  return {
    name,
    steps: walk.shape(node.input).steps,
    targets: row('targets', node.channel),
    observed: b.node('Cast', `${name}/observed`, [isObserved], { to: 1 }),
    rate: b.node('Sigmoid', `${name}/rate`, [level!]),
    seasonRate: b.node('Sigmoid', `${name}/season_rate`, [season!]),
    // log(1 - a): 1 - a itself would lose its digits where a is near 1.
    retained: b.node('Mul', `${name}/retained`, [b.node('Softplus', `${name}/forgotten`, [level!]), walk.float(-1)]),
  };
}

/** The season `[B, m]` in parts of at most one block. */
function cutSeason(walk: Walk, season: number, values: string | null): Phases[] {
  if (values === null) return [{ length: LONGEST_BLOCK, values }];
  return Array.from({ length: Math.ceil(season / LONGEST_BLOCK) }, (_, part) => {
    const from = part * LONGEST_BLOCK;
    const to = Math.min(season, from + LONGEST_BLOCK);
    return { length: to - from, values: from === 0 && to === season ? values : columns(walk, `${values}/${from}`, values, from, to) };
  });
}

interface Block {
  memory: Memory;
  /** The season of at least `length` phases, `[B, ..]`. */
  season: string | null;
  from: number;
  length: number;
}

/**
 * The steps of one block. With u_t what season leaves, n_t the steps observed in the block up to t, and w_t the weight of a step (a; 1 for
 * the first observed one; 0 at a gap), the levels are
 *   l_t = sum over k <= t of (1 - a)^(n_t - n_k) w_k u_k + (1 - a)^(n_t) l
 * with l the level before. `left`: u `[B, length]`; `season`: after the block.
 */
function smoothBlock(walk: Walk, window: SmoothedWindow, { memory, season, from, length }: Block) {
  const { b } = walk;
  const name = `${window.name}/${from}`;
  const targets = columns(walk, `${name}/targets`, window.targets, from, from + length);
  const observed = columns(walk, `${name}/observed`, window.observed, from, from + length);
  const before = season === null ? null : columns(walk, `${name}/season`, season, 0, length);
  const left = before === null ? targets : b.node('Sub', `${name}/left`, [targets, before]);

  const count = b.node('MatMul', `${name}/count`, [observed, triangle(walk, length, 'upper')]);
  const seen = b.node('Add', `${name}/seen`, [count, memory.seen]);
  const isFirst = b.node('Less', `${name}/is_first`, [seen, walk.float(1.5)]);
  const share = b.node('Where', `${name}/share`, [isFirst, walk.float(1), window.rate]);
  const weight = b.node('Mul', `${name}/weight`, [share, observed]);
  const entering = b.node('Mul', `${name}/entering`, [weight, left]);

  const [down, across] = [2, 1].map((axis) => b.node('Unsqueeze', `${name}/count_${axis}`, [count, walk.list(axis)]));
  const distance = b.node('Max', `${name}/distance`, [b.node('Sub', `${name}/between`, [down!, across!]), walk.float(0)]);
  const retained = walk.once(`${window.name}/retained_each`, (key) => b.node('Unsqueeze', key, [window.retained, walk.list(2)]));
  const fading = b.node('Exp', `${name}/fading`, [b.node('Mul', `${name}/exponent`, [distance, retained])]);
  const matrix = b.node('Mul', `${name}/matrix`, [fading, triangle(walk, length, 'lower')]);
  const column = b.node('Unsqueeze', `${name}/column`, [entering, walk.list(2)]);
  const own = b.node('Squeeze', `${name}/own`, [b.node('MatMul', `${name}/product`, [matrix, column]), walk.list(2)]);
  const rest = b.node('Exp', `${name}/rest`, [b.node('Mul', `${name}/rest_exponent`, [count, window.retained])]);
  const levels = b.node('Add', `${name}/levels`, [own, b.node('Mul', `${name}/carried`, [rest, memory.level])]);

  return {
    left,
    memory: {
      level: columns(walk, `${name}/level`, levels, length - 1, length),
      seen: columns(walk, `${name}/seen_last`, seen, length - 1, length),
    },
    season: before === null ? null : moveSeason(walk, window, name, { before, left, levels, observed }),
  };
}

/** s + g o (y - l - s), `[B, length]`. */
function moveSeason(
  walk: Walk,
  { seasonRate }: SmoothedWindow,
  name: string,
  { before, left, levels, observed }: Record<'before' | 'left' | 'levels' | 'observed', string>,
): string {
  const { b } = walk;
  const miss = b.node('Sub', `${name}/miss`, [left, levels]);
  const share = b.node('Mul', `${name}/season_share`, [observed, seasonRate]);
  return b.node('Add', `${name}/season_after`, [before, b.node('Mul', `${name}/season_move`, [share, miss])]);
}

/** The phases with the first `length` replaced. */
function replaceFirst(walk: Walk, name: string, { length: all, values }: Phases, first: string, length: number): string {
  if (length === all) return first;
  return join(walk, name, [first, columns(walk, `${name}/rest`, values!, length, all)]);
}

/** Level and season at the phases of the steps ahead, `[B, h]`. */
function forecast(walk: Walk, name: string, level: string, phases: readonly Phases[], ahead: readonly number[]): string {
  const { b } = walk;
  const values = phases.flatMap(({ values }) => (values === null ? [] : [values]));
  if (values.length === 0) return b.node('Expand', `${name}/ahead`, [level, walk.list(1, ahead.length)]);
  const index = b.constant(`${name}/phases_ahead`, 'int64', ahead, [ahead.length]);
  const season = b.node('Gather', `${name}/season_ahead`, [join(walk, `${name}/season_end`, values), index], { axis: 1 });
  return b.node('Add', `${name}/ahead`, [season, level]);
}

/** Parts `[B, ..]` beside each other. */
function join(walk: Walk, name: string, parts: readonly string[]): string {
  return parts.length === 1 ? parts[0]! : walk.b.node('Concat', name, parts, { axis: 1 });
}

/** A constant `[size, size]`: 1 on the diagonal and on one side of it, else 0. */
function triangle(walk: Walk, size: number, side: 'upper' | 'lower'): string {
  return walk.once(`triangle/${side}/${size}`, (key) => {
    const inside = (row: number, column: number): boolean => (side === 'upper' ? row <= column : row >= column);
    const values = Float32Array.from({ length: size * size }, (_, i) => (inside(Math.floor(i / size), i % size) ? 1 : 0));
    walk.b.constant(key, 'float32', values, [size, size]);
  });
}
