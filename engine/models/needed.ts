import type { GraphNode } from '../native/api.ts';

/** The tensors that a node reads: `training`, also those that only training reads. */
export function readsOf(node: GraphNode, training: boolean): string[] {
  const fields = node as Partial<Record<'input' | 'left' | 'right' | 'state' | 'cell' | 'rates' | 'noise' | 'scale' | 'teacher', string>>;
  const names = [
    fields.input,
    fields.left,
    fields.right,
    fields.state,
    fields.cell,
    fields.rates,
    fields.noise,
    fields.scale,
    training ? fields.teacher : undefined,
  ];
  return names.filter((name) => name !== undefined);
}

/** Without the cells of an LSTM that nobody reads. */
function trimmed(node: GraphNode, read: ReadonlySet<string>): GraphNode {
  if (node.op !== 'lstm' || node.finalCell === undefined || read.has(node.finalCell)) return node;
  const { finalCell: _, ...rest } = node;
  return rest;
}

/** The nodes that `output` depends on, in their order; outside of training nothing reads the teacher. */
export function neededNodes(nodes: readonly GraphNode[], output: string, { training }: { training: boolean }): GraphNode[] {
  const read = new Set([output]);
  const kept: GraphNode[] = [];
  for (const node of [...nodes].reverse()) {
    const cells = node.op === 'lstm' && node.finalCell !== undefined && read.has(node.finalCell);
    if (!read.has(node.output) && !cells) continue;
    kept.push(trimmed(node, read));
    for (const name of readsOf(node, training)) read.add(name);
  }
  return kept.reverse();
}
