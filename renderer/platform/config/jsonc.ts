/** JSON with comments, as people write settings: read with the places of its mistakes, changed without losing a comment. */
import type { ParseError } from 'jsonc-parser';
import { applyEdits, findNodeAtLocation, modify, parse, parseTree, printParseErrorCode, visit } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';

/** Why a text is not JSON. */
export type SyntaxCode = ReturnType<typeof printParseErrorCode>;

/** A mistake at a place of a text: `offset` and `length` in characters, `line` and `column` from 1. */
export interface TextProblem {
  code: SyntaxCode;
  offset: number;
  length: number;
  line: number;
  column: number;
}

export interface ParsedText {
  /** Undefined for an empty text, or one whose mistakes leave nothing. */
  value: unknown;
  /** The places of everything in the text; undefined where there is nothing. */
  tree: Node | undefined;
  problems: TextProblem[];
}

const options = { allowTrailingComma: true, allowEmptyContent: true, disallowComments: false };
const layout = { formattingOptions: { insertSpaces: true, tabSize: 2, eol: '\n' } };

/** Line and column, from 1, of a character. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

export function parseText(text: string): ParsedText {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, options);
  const problems = errors.map(({ error, offset, length }) => ({
    code: printParseErrorCode(error),
    offset,
    length,
    ...placeOf(text, offset),
  }));
  return { value, tree: parseTree(text, [], options), problems };
}

/** The text with one value set, or taken out where it is undefined; comments and order stay. */
export function setInText(text: string, path: Array<string | number>, value: unknown): string {
  if (value === undefined) return removeFromText(text, path);
  const start = text.trim() === '' && typeof path[0] === 'string' ? '{}' : text;
  return `${applyEdits(start, modify(start, path, value, layout)).trimEnd()}\n`;
}

/** Where the commas between members stand; those in texts and comments are none. */
function commas(text: string): number[] {
  const found: number[] = [];
  visit(text, { onSeparator: (character, offset) => void (character === ',' && found.push(offset)) }, options);
  return found;
}

/** Takes out a member and one comma, and nothing else: what `modify` takes out includes the comments before it. */
function removeFromText(text: string, path: Array<string | number>): string {
  const { tree } = parseText(text);
  const value = tree && findNodeAtLocation(tree, path);
  const parent = value?.parent?.type === 'property' ? value.parent.parent : value?.parent;
  const member = value?.parent?.type === 'property' ? value.parent : value;
  if (!member || !parent) return text;
  const [from, to] = [member.offset, member.offset + member.length];
  const siblings = parent.children ?? [];
  const place = siblings.indexOf(member);
  const before = siblings[place - 1];
  const next = siblings[place + 1]?.offset ?? parent.offset + parent.length;
  const separators = commas(text);
  const comma =
    separators.find((offset) => offset >= to && offset < next) ??
    separators.find((offset) => before !== undefined && offset >= before.offset + before.length && offset < from);
  const cuts = [[from, to] as const, ...(comma === undefined ? [] : [[comma, comma + 1] as const])].sort((a, b) => b[0] - a[0]);
  const marked = cuts.reduce((rest, [start, end]) => `${rest.slice(0, start)}\0${rest.slice(end)}`, text);
  // A line that held nothing else goes as well.
  return marked.replace(/\n[ \t]*\0[ \t]*\0?[ \t]*(?=\r?\n)/g, '').replaceAll('\0', '');
}

/** The list in a text with one more entry at its end. */
export function appendToText(text: string, entry: unknown): string {
  const start = text.trim() === '' ? '[]' : text;
  const list: unknown = parseText(start).value;
  const length = Array.isArray(list) ? list.length : 0;
  return `${applyEdits(start, modify(start, [length], entry, { ...layout, isArrayInsertion: true })).trimEnd()}\n`;
}
