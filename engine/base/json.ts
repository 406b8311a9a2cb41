/**
 * JSON that keeps every number: NaN, the infinities and -0 are written as `{"$number": "NaN"}`, which plain JSON would
 * turn into null or 0.
 */
const marked = new Map<unknown, number>([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['-0', -0],
]);

function mark(_key: string, value: unknown): unknown {
  if (typeof value !== 'number' || (Number.isFinite(value) && !Object.is(value, -0))) return value;
  return { $number: Object.is(value, -0) ? '-0' : String(value) };
}

function unmark(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$number' in value)) return value;
  return marked.get(value.$number) ?? value;
}

export function stringifyJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, mark, indent);
}

/** @throws SyntaxError */
export function parseJson(text: string): unknown {
  return JSON.parse(text, unmark);
}
