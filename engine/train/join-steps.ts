import type { GateActivations, StepGradients } from '../native/api.ts';
import type { LayerActivations, ModelInspection } from '../protocol/inspection.ts';

/** A layer that a graph unrolls, one node a step, names them `<layer>.<step>`; this is its name. Others keep theirs. */
export function layerName(node: string): string {
  return node.replace(/\.\d+$/, '');
}

/** What the nodes of one layer computed, as one sequence: the nodes stand in the order of their steps. */
export function joinActivations(nodes: readonly GateActivations[]): LayerActivations[] {
  return grouped(nodes).map(([layer, parts]) => {
    const { gates, hidden } = parts[0]!;
    const steps = parts.reduce((sum, part) => sum + part.steps, 0);
    return { layer, gates, steps, hidden, values: Float32Array.from(parts.flatMap(({ values }) => Array.from(values))) };
  });
}

/** The norms of the nodes of one layer, from its last step back. */
export function joinGradients(nodes: readonly StepGradients[]): ModelInspection['gradients'] {
  return grouped(nodes).map(([layer, parts]) => ({
    layer,
    byLag: Float64Array.from(parts.flatMap(({ norms }) => Array.from(norms))).reverse(),
  }));
}

function grouped<T extends { node: string }>(nodes: readonly T[]): Array<[string, T[]]> {
  const groups = new Map<string, T[]>();
  for (const node of nodes) {
    const name = layerName(node.node);
    const group = groups.get(name);
    if (group) group.push(node);
    else groups.set(name, [node]);
  }
  return [...groups];
}
