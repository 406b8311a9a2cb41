/**
 * Turns what a schema found into one sentence: "Expected X for Y but received Z". It knows the shape of a
 * schema's answer, not the library behind it.
 */
import { ExpectedError } from './errors.ts';

/** One thing a schema found; the fields beyond `message` and `path` depend on `code`. */
export interface SchemaIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly [field: string]: unknown;
}

export interface SchemaLike<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: { issues: readonly unknown[] } };
}

function number(value: unknown): string {
  return Number(value).toLocaleString('en', { maximumFractionDigits: 20 });
}

function bound(issue: SchemaIssue, limit: unknown, inclusive: string, exclusive: string): string {
  const amount = `${issue['inclusive'] === false ? exclusive : inclusive} ${number(limit)}`;
  const one = Number(limit) === 1;
  if (issue['origin'] === 'string') return `a text of ${amount} ${one ? 'character' : 'characters'}`;
  if (issue['origin'] === 'array') return `a list of ${amount} ${one ? 'entry' : 'entries'}`;
  return `a number of ${amount}`;
}

const typeNames: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

function expected(issue: SchemaIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[String(issue['expected'])] ?? String(issue['expected']);
    case 'too_small':
      return bound(issue, issue['minimum'], 'at least', 'more than');
    case 'too_big':
      return bound(issue, issue['maximum'], 'at most', 'less than');
    case 'invalid_value':
      return (issue['values'] as unknown[]).map((value) => JSON.stringify(value)).join(' or ');
    case 'unrecognized_keys':
      return 'no entry';
    case 'invalid_union':
      return (
        [...new Set((issue['errors'] as SchemaIssue[][]).flatMap((options) => options.slice(0, 1).map(expected)))].join(' or ') ||
        'another kind'
      );
    default:
      return issue.message;
  }
}

function place(path: readonly PropertyKey[]): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else text += text === '' ? String(key) : `.${String(key)}`;
  }
  return text;
}

/** A value as a message shows it: short, on one line, and never a reason to fail. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  switch (typeof value) {
    case 'string':
      return value.length > 60 ? `${JSON.stringify(value.slice(0, 60))}… (${value.length} characters)` : JSON.stringify(value);
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value).slice(0, 60);
    default:
      return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (current, key) =>
      typeof current === 'object' && current !== null && Object.hasOwn(current, key) ? Reflect.get(current, key) : undefined,
    value,
  );
}

/** One sentence for one finding about `input`; `subject` stands for the whole where the path is empty. */
export function describeIssue(issue: SchemaIssue, input: unknown, subject: string): string {
  const keys = issue.code === 'unrecognized_keys' ? (issue['keys'] as string[]) : [];
  const path = keys.length > 0 ? [...issue.path, keys[0]!] : issue.path;
  return `Expected ${expected(issue)} for ${place(path) || subject} but received ${describeValue(valueAt(input, path))}.`;
}

/**
 * The value as the schema knows it.
 * @throws ExpectedError with `code` and one sentence a finding (three at most); `details.issues` has them all.
 */
export function parseWith<T>(schema: SchemaLike<T>, value: unknown, subject: string, code: string): T {
  const answer = schema.safeParse(value);
  if (answer.success) return answer.data;
  const sentences = (answer.error.issues as SchemaIssue[]).map((issue) => describeIssue(issue, value, subject));
  throw new ExpectedError(code, sentences.slice(0, 3).join(' '), { subject, issues: sentences.slice(0, 50) });
}

/** @throws ExpectedError 'invalid-params' */
export function parseParams<T>(schema: SchemaLike<T>, params: unknown, method: string): T {
  return parseWith(schema, params, `the parameters of ${method}`, 'invalid-params');
}
