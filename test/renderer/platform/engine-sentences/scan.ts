/** Every sentence, and part of one, that the engine's sources hold. */
import { globSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import type { Sources, Variant } from './evaluate.ts';
import { evaluate, PASSED } from './evaluate.ts';

export interface Sentence {
  /** `engine/train/possible.ts:41`. */
  readonly place: string;
  readonly variants: readonly Variant[];
  /** It is a message, a reason or the like, so a single word of it is a text too. */
  readonly sink: boolean;
}

/** Properties by which words reach the window. */
const SINKS = /^(?:message|reason|advice|sentence|evidence|title|note)$/;

/** The engine, and the main process, whose errors reach the window as the engine's do. */
const SOURCES = ['engine/**/*.ts', 'electron/*.ts'];

/** Calls that write to the log. */
const LOGS = /^(?:say\(|log\(|(?:context|this\.context)\.emit\('log\.line'|context\.onBug\(|journal\.lines\.push\()/;

function programOf(root: string): ts.Program {
  const files = globSync(SOURCES, { cwd: root, exclude: ['engine/native/build/**'] }).map((name) => path.join(root, name));
  const options: ts.CompilerOptions = {
    noLib: true,
    types: [],
    noEmit: true,
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
  };
  const host = ts.createCompilerHost(options, true);
  host.resolveModuleNameLiterals = (names, from) =>
    names.map(({ text }) => ({
      resolvedModule: text.startsWith('.')
        ? { resolvedFileName: path.resolve(path.dirname(from), text), extension: ts.Extension.Ts, isExternalLibraryImport: false }
        : undefined,
    }));
  return ts.createProgram(files, options, host);
}

function stringy(node: ts.Node): node is ts.Expression {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)) return true;
  if (ts.isParenthesizedExpression(node)) return stringy(node.expression);
  if (ts.isConditionalExpression(node)) return stringy(node.whenTrue) || stringy(node.whenFalse);
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  if (kind !== ts.SyntaxKind.PlusToken && kind !== ts.SyntaxKind.QuestionQuestionToken && kind !== ts.SyntaxKind.BarBarToken) return false;
  return stringy(node.left) || stringy(node.right);
}

/** What a list is joined by. */
function isSeparator(node: ts.Node): boolean {
  const call = node.parent;
  return ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression) && call.expression.name.text === 'join';
}

/** Bugs and the log are for the report and stay English; a module's name and a type are no text. */
function silent(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return true;
  if (ts.isCallExpression(node) && LOGS.test(node.getText())) return true;
  if (!ts.isNewExpression(node) || !ts.isIdentifier(node.expression)) return false;
  return /^(?:Error|RangeError|TypeError)$/.test(node.expression.text);
}

export function scanEngine(root: string): Sentence[] {
  const program = programOf(root);
  const checker = program.getTypeChecker();
  const files = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(root) && !fileName.includes('node_modules'));
  const calls = new Map<ts.Node, ts.CallExpression[]>();
  const given = new Map<string, ts.Expression[]>();
  const roots = new Set<ts.Expression>();
  const sinks = new Set<ts.Node>();
  const walk = (node: ts.Node): void => {
    if (silent(node)) return;
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const symbol = checker.getSymbolAtLocation(node.expression);
      const real = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      const declaration = real?.declarations?.[0];
      if (declaration) calls.set(declaration, [...(calls.get(declaration) ?? []), node]);
    }
    if (ts.isNewExpression(node) && node.expression.getText() === 'ExpectedError' && node.arguments?.[1])
      sinks.add(roots.add(node.arguments[1]) && node.arguments[1]);
    if (ts.isPropertyAssignment(node) && SINKS.test(node.name.getText())) sinks.add(roots.add(node.initializer) && node.initializer);
    if ((ts.isPropertyAssignment(node) || ts.isBindingElement(node)) && node.initializer && PASSED.test(node.name.getText()))
      given.set(node.name.getText(), [...(given.get(node.name.getText()) ?? []), node.initializer]);
    if (stringy(node) && !stringy(node.parent) && !isSeparator(node)) roots.add(node);
    node.forEachChild(walk);
  };
  for (const file of files) walk(file);
  const sources: Sources = { checker, calls, given };

  const found = [...roots].map((node) => {
    const variants = evaluate(node, sources);
    const literals = new Set(variants.flat().flatMap((piece) => ('text' in piece ? piece.from : [])));
    return { node, variants, literals };
  });
  const uses = new Map<ts.Node, number>();
  for (const { literals } of found) for (const literal of literals) uses.set(literal, (uses.get(literal) ?? 0) + 1);
  return found.flatMap(({ node, variants, literals }) => {
    // What went into other sentences as a whole is checked there.
    const elsewhere = literals.size > 0 && [...literals].every((literal) => uses.get(literal)! > 1);
    const file = node.getSourceFile();
    const place = `${path.relative(root, file.fileName)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    return elsewhere && stringy(node) ? [] : [{ place, variants, sink: sinks.has(node) }];
  });
}
