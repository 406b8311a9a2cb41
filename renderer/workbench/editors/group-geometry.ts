/** Where groups lie in the window, from their boxes alone: their order, and which one is next in a direction. */
import type { GroupDirection } from '../../platform/editors/editor-host.ts';

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Placed {
  id: string;
  box: Box;
}

/** From left to right, then from top to bottom, as the keys Ctrl+1, Ctrl+2... count them. */
export function readingOrder(groups: readonly Placed[]): Placed[] {
  return groups.toSorted((a, b) => Math.round(a.box.left - b.box.left) || Math.round(a.box.top - b.box.top));
}

const overlap = (fromA: number, toA: number, fromB: number, toB: number): number => Math.min(toA, toB) - Math.max(fromA, fromB);

/** The group that borders on this one in a direction; of several, the one with the longest common edge. */
export function neighbour(groups: readonly Placed[], from: string, direction: GroupDirection): string | null {
  const home = groups.find(({ id }) => id === from)?.box;
  if (!home) return null;
  const across = direction === 'left' || direction === 'right';
  const distance = ({ box }: Placed): number => {
    if (direction === 'left') return home.left - box.right;
    if (direction === 'right') return box.left - home.right;
    return direction === 'above' ? home.top - box.bottom : box.top - home.bottom;
  };
  const edge = ({ box }: Placed): number =>
    across ? overlap(home.top, home.bottom, box.top, box.bottom) : overlap(home.left, home.right, box.left, box.right);
  const [nearest] = groups
    // A pixel of tolerance: boxes are measured in fractions.
    .filter((group) => group.id !== from && distance(group) >= -1 && edge(group) > 1)
    .sort((a, b) => Math.round(distance(a) - distance(b)) || edge(b) - edge(a));
  return nearest?.id ?? null;
}
