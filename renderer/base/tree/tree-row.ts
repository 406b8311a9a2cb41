/** One row of a tree that is drawn as a flat list. */
export interface TreeRow<T> {
  id: string;
  /** From 1. */
  level: number;
  /** Null: the row holds no others. */
  expanded: boolean | null;
  /** What it says, by which it is found as one types. */
  text: string;
  /** Whether its box is ticked; absent: it has none. */
  checked?: boolean;
  item: T;
}
