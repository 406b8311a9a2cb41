/** What is wrong in a text of JSON, each finding with its place: first its syntax, then what a schema says of its value. */
import type { Node, ParseOptions } from 'jsonc-parser';
import { findNodeAtLocation, getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';
import type { SchemaIssue, SchemaLike } from '../../../engine/protocol/validate.ts';
import { describeIssue } from '../../../engine/protocol/validate.ts';

export interface JsonProblem {
  /** Offsets in the text. */
  from: number;
  to: number;
  message: string;
  severity: 'error' | 'warning';
}

export interface JsonRules {
  schema: SchemaLike<unknown>;
  /** Stands for the whole value in a message: "the settings". */
  subject: string;
  /** A sentence for a fault of syntax by its name, such as `CommaExpected`. */
  syntax: (code: string) => string;
  /** What the schema finds, in the language of the window; left out: in English. */
  say?: (sentence: string) => string;
  /** Comments and commas after the last entry, which JSON itself does not know. */
  relaxed?: boolean;
}

/** The value of a text that has no fault of syntax; undefined where it has one or is empty. */
export function jsonValue(text: string, relaxed = false): unknown {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, options(relaxed));
  return root === undefined || errors.length > 0 ? undefined : getNodeValue(root);
}

/** Findings in the order of the text; a text with faults of syntax is not held against the schema. */
export function jsonProblems(text: string, { schema, subject, syntax, say = String, relaxed = false }: JsonRules): JsonProblem[] {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, options(relaxed));
  if (errors.length > 0 || root === undefined) {
    const found = errors.length > 0 ? errors : [{ error: 4, offset: 0, length: 0 } satisfies ParseError];
    return found.map(({ error, offset, length }) => ({
      from: Math.min(offset, text.length),
      to: Math.min(offset + length, text.length),
      message: syntax(printParseErrorCode(error)),
      severity: 'error' as const,
    }));
  }
  const value: unknown = getNodeValue(root);
  const answer = schema.safeParse(value);
  if (answer.success) return [];
  return (answer.error.issues as SchemaIssue[])
    .map((issue) => ({ ...placeOf(root, issue), message: say(describeIssue(issue, value, subject)), severity: 'error' as const }))
    .sort((a, b) => a.from - b.from);
}

function options(relaxed: boolean): ParseOptions {
  return { disallowComments: !relaxed, allowTrailingComma: relaxed };
}

/** The value that an issue is about, the name of an entry that should not be there, or the nearest that holds what is missing. */
function placeOf(root: Node, issue: SchemaIssue): { from: number; to: number } {
  const [unknown] = issue.code === 'unrecognized_keys' ? (issue['keys'] as string[]) : [];
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  if (unknown !== undefined) {
    const name = findNodeAtLocation(root, [...path, unknown])?.parent?.children?.[0];
    if (name) return extent(name);
  }
  for (let length = path.length; length >= 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    // What is missing is told at the brace of the object that should hold it, not over all of it.
    if (node) return length === path.length ? extent(node) : { from: node.offset, to: node.offset + 1 };
  }
  return { from: 0, to: 0 };
}

function extent({ offset, length }: Node): { from: number; to: number } {
  return { from: offset, to: offset + length };
}
