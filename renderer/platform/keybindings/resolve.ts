/** Which keys hold: those that the window's features register, changed by the rules of the user's file. */

/** A key of a command, as it holds. */
export interface BoundKey {
  /** The strokes, more than one for a chord. */
  strokes: readonly string[];
  command: string;
  args: unknown;
  when: string | undefined;
  /** The place of its rule in the user's file; null: a default. */
  rule: number | null;
}

/** An entry of the user's file: a key more, or (`remove`) one less. */
export interface KeyRule {
  /** Null in a removal: whatever key the command has. */
  strokes: readonly string[] | null;
  command: string;
  args: unknown;
  when: string | undefined;
  remove: boolean;
  /** Its place in the file's list. */
  index: number;
}

export const sameStrokes = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((stroke, index) => stroke === b[index]);

/** Applies the rules in their order; of two keys that fit, the later one holds. */
export function resolveKeys(defaults: readonly BoundKey[], rules: readonly KeyRule[]): BoundKey[] {
  let keys = [...defaults];
  for (const { remove, strokes, command, args, when, index } of rules) {
    if (!remove) {
      if (strokes) keys.push({ strokes, command, args, when, rule: index });
      continue;
    }
    const fits = (key: BoundKey): boolean =>
      key.command === command && (strokes === null || sameStrokes(key.strokes, strokes)) && (when === undefined || when === key.when);
    keys = keys.filter((key) => !fits(key));
  }
  return keys;
}

/** Keys that get in each other's way: the same strokes, or one chord begins with the other's. */
export function conflictsWith(strokes: readonly string[], keys: readonly BoundKey[]): BoundKey[] {
  if (strokes.length === 0) return [];
  return keys.filter((key) => {
    const shared = Math.min(key.strokes.length, strokes.length);
    return sameStrokes(key.strokes.slice(0, shared), strokes.slice(0, shared));
  });
}
