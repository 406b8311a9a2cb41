/** One row of a tree that is drawn as a flat list. */
export interface TreeRow<T> {
  id: string;
  /** From 1. */
  level: number;
  /** Null: the row holds no others. */
  expanded: boolean | null;
  item: T;
}
