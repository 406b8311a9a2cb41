/** Small checks for values that come from disk: each returns the value as its type, or undefined. */
export type Check<T> = (value: unknown) => T | undefined;

export const checkBoolean: Check<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);
export const checkString: Check<string> = (value) => (typeof value === 'string' ? value : undefined);

export function checkNumber(minimum: number, maximum: number): Check<number> {
  return (value) => (typeof value === 'number' && value >= minimum && value <= maximum ? value : undefined);
}

export function checkOneOf<const T extends string>(...options: readonly T[]): Check<T> {
  return (value) => options.find((option) => option === value);
}

/** A list without the entries that fail. */
export function checkList<T>(check: Check<T>, maximum = 1000): Check<T[]> {
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    const entries: readonly unknown[] = value;
    return entries
      .map((entry) => check(entry))
      .filter((entry) => entry !== undefined)
      .slice(0, maximum);
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object of which every field must hold. */
export function checkObject<T extends object>(checks: { [K in keyof T]: Check<T[K]> }): Check<T> {
  return (value) => {
    if (!isRecord(value)) return undefined;
    const result: Partial<T> = {};
    for (const key of Object.keys(checks) as Array<keyof T & string>) {
      const field = checks[key](value[key]);
      if (field === undefined) return undefined;
      result[key] = field;
    }
    return result as T;
  };
}
