import type { GraphNode } from '../native/api.ts';

/** What the nodes of learned vectors are added to. */
interface Plan {
  /** Names of each categorical column that training has met. */
  readonly categories: ReadonlyArray<readonly string[]>;
  /** Adds a node and names what it writes. */
  add(node: GraphNode): string;
  /** Whether a table of learned vectors is read for the first time. */
  firstUse(table: string): boolean;
}

/** The longest vector that a name is learned as. */
const LONGEST_VECTOR = 16;

/** Size of the learned vectors of a column of so many names: enough bits to tell all of them and the unknown one apart, and one to spare. */
function vectorSize(names: number): number {
  return Math.min(LONGEST_VECTOR, 1 + Math.ceil(Math.log2(names + 1)));
}

/** Tensor of the learned vectors of a categorical column, by its index in `data.categorical`; its parameter is the table `[names + 1, units]`. */
export function categoryVectors(column: number): string {
  return `category${column + 1}`;
}

/** A tensor of the graph, and how many features it has. */
export interface Described {
  output: string;
  features: number;
}

/**
 * The features of `input` from `from` on, with a learned vector in the place of each code. `columns`: for each of these features the index of its
 * column in `data.categorical`, -1 where it is an amount. A column's vectors are one table wherever it is read.
 */
export function embedCodes(plan: Plan, input: string, from: number, columns: readonly number[]): Described {
  if (from === 0 && columns.every((column) => column < 0)) return { output: input, features: columns.length };
  const pieces: Described[] = [];
  for (let i = 0; i < columns.length;) {
    const column = columns[i]!;
    if (column >= 0) {
      pieces.push(embed(plan, input, from + i, column));
      i++;
      continue;
    }
    let end = i;
    while (end < columns.length && columns[end]! < 0) end++;
    const output = plan.add({ op: 'part', input, output: `${input}.from${from + i}`, from: from + i, count: end - i });
    pieces.push({ output, features: end - i });
    i = end;
  }
  return pieces.reduce((left, right, i) => ({
    output: plan.add({ op: 'concat', left: left.output, right: right.output, output: `${input}.read${i}` }),
    features: left.features + right.features,
  }));
}

function embed(plan: Plan, input: string, channel: number, column: number): Described {
  const names = plan.categories[column]!.length;
  const units = vectorSize(names);
  const table = categoryVectors(column);
  const first = plan.firstUse(table);
  const output = first ? table : `${table}.${input}`;
  plan.add({ op: 'embedding', input, output, channel, categories: names + 1, units, ...(first ? {} : { weights: table }) });
  return { output, features: units };
}
