/**
 * What a string expression of the engine's sources can come to: every branch of its conditions, with what only a run can know as holes.
 * Constants, functions and the arguments of their callers are followed by the compiler's own names, so a sentence that is put together
 * in several places is seen as the user would see it.
 */
import ts from 'typescript';

/** What is written in the source, and where, or a hole; `said` where the hole is filled with words of the engine, not with a name or number. */
export type Piece =
  | { readonly text: string; readonly from: readonly ts.Node[] }
  | { readonly hole: string; readonly kind: HoleKind; readonly between?: string };
export type HoleKind = 'value' | 'decimal' | 'list' | 'said';
export type Variant = readonly Piece[];

/** Where more ways than this meet, the expression counts as a hole and its literals are looked at by themselves. */
const MOST_VARIANTS = 600;
const MOST_DEPTH = 14;
/** Properties and names that hold words of the engine. */
const SAID = /(?:message|reason|advice|sentence|why|what|note|evidence)$/i;
/** Properties by which words of the engine are handed on, to be said within another's sentence. */
export const PASSED = /^doing$/;
const DECIMAL = /^(?:toFixed|toPrecision|toLocaleString)$/;

export interface Sources {
  readonly checker: ts.TypeChecker;
  /** The calls of a function, by its declaration. */
  readonly calls: ReadonlyMap<ts.Node, readonly ts.CallExpression[]>;
  /** What object literals give for a property in `PASSED`. */
  readonly given: ReadonlyMap<string, readonly ts.Expression[]>;
}

type Environment = ReadonlyMap<ts.Node, readonly Variant[]>;

/** All variants of an expression. */
export function evaluate(node: ts.Expression, sources: Sources): readonly Variant[] {
  const busy = new Set<ts.Node>();

  const hole = (at: ts.Expression, kind: HoleKind = 'value'): Variant[] => [[{ hole: at.getText(), kind }]];

  function product(parts: ReadonlyArray<readonly Variant[]>): readonly Variant[] | null {
    const count = parts.reduce((all, variants) => all * variants.length, 1);
    if (count > MOST_VARIANTS) return null;
    const all = parts.reduce<readonly Variant[]>((done, next) => done.flatMap((left) => next.map((right) => [...left, ...right])), [[]]);
    return distinct(all);
  }

  function unite(at: ts.Expression, branches: readonly ts.Expression[], environment: Environment, depth: number): readonly Variant[] {
    const all = distinct(branches.flatMap((branch) => [...value(branch, environment, depth)]));
    return all.length > MOST_VARIANTS ? hole(at) : all;
  }

  function value(at: ts.Expression, environment: Environment, depth: number): readonly Variant[] {
    if (ts.isStringLiteral(at) || ts.isNoSubstitutionTemplateLiteral(at)) return literal(at, at.text);
    if (ts.isParenthesizedExpression(at) || ts.isAsExpression(at) || ts.isSatisfiesExpression(at) || ts.isNonNullExpression(at))
      return value(at.expression, environment, depth);
    if (ts.isAwaitExpression(at)) return value(at.expression, environment, depth);
    if (ts.isTemplateExpression(at)) {
      const parts = [
        literal(at.head, at.head.text),
        ...at.templateSpans.flatMap((span) => [value(span.expression, environment, depth + 1), literal(span.literal, span.literal.text)]),
      ];
      return product(parts) ?? hole(at);
    }
    if (ts.isBinaryExpression(at)) {
      const { kind } = at.operatorToken;
      if (kind === ts.SyntaxKind.PlusToken) return sum(at, environment, depth);
      if (kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken)
        return unite(at, isEmpty(at.right) ? [at.left] : [at.left, at.right], environment, depth);
    }
    if (ts.isConditionalExpression(at)) return unite(at, [at.whenTrue, at.whenFalse], environment, depth);
    if (ts.isIdentifier(at)) return named(at, environment, depth);
    if (ts.isCallExpression(at)) return called(at, environment, depth);
    if (ts.isElementAccessExpression(at)) return entries(at, environment, depth);
    if (ts.isPropertyAccessExpression(at) && PASSED.test(at.name.text)) return passed(at, at.name.text, environment, depth);
    if (ts.isPropertyAccessExpression(at)) return hole(at, SAID.test(at.name.text) ? 'said' : 'value');
    return hole(at);
  }

  /** Of texts one after the other; of numbers one hole. */
  function sum(at: ts.BinaryExpression, environment: Environment, depth: number): readonly Variant[] {
    const all = product([value(at.left, environment, depth), value(at.right, environment, depth)]);
    return all?.some((variant) => variant.some((piece) => 'text' in piece)) ? all : hole(at);
  }

  /** Of a table of texts any of them. */
  function entries(at: ts.ElementAccessExpression, environment: Environment, depth: number): readonly Variant[] {
    const declaration = ts.isIdentifier(at.expression) ? declarationOf(at.expression) : undefined;
    const table = declaration && ts.isVariableDeclaration(declaration) ? bare(declaration.initializer) : undefined;
    if (!table || !ts.isObjectLiteralExpression(table) || depth > MOST_DEPTH) return hole(at);
    const values = table.properties.flatMap((property) => (ts.isPropertyAssignment(property) ? [property.initializer] : []));
    return unite(at, values, environment, depth + 1);
  }

  function declarationOf(name: ts.Identifier): ts.Declaration | undefined {
    const shorthand = ts.isShorthandPropertyAssignment(name.parent)
      ? sources.checker.getShorthandAssignmentValueSymbol(name.parent)
      : undefined;
    const symbol = shorthand ?? sources.checker.getSymbolAtLocation(name);
    const real = symbol && symbol.flags & ts.SymbolFlags.Alias ? sources.checker.getAliasedSymbol(symbol) : symbol;
    return real?.declarations?.[0];
  }

  function named(at: ts.Identifier, environment: Environment, depth: number): readonly Variant[] {
    const otherwise = (): Variant[] => hole(at, SAID.test(at.text) ? 'said' : 'value');
    const declaration = declarationOf(at);
    if (!declaration || depth > MOST_DEPTH || busy.has(declaration)) return otherwise();
    const known = environment.get(declaration);
    if (known) return known;
    busy.add(declaration);
    try {
      if (ts.isVariableDeclaration(declaration) && declaration.initializer && ts.isIdentifier(declaration.name))
        return declaration.parent.flags & ts.NodeFlags.Const ? value(declaration.initializer, environment, depth + 1) : otherwise();
      if (ts.isBindingElement(declaration) && PASSED.test(at.text)) return passed(at, at.text, environment, depth);
      if (ts.isParameter(declaration) && ts.isIdentifier(declaration.name)) return argumentsOf(declaration, depth) ?? otherwise();
      return otherwise();
    } finally {
      busy.delete(declaration);
    }
  }

  function passed(at: ts.Expression, name: string, environment: Environment, depth: number): readonly Variant[] {
    return unite(at, sources.given.get(name) ?? [], environment, depth + 1);
  }

  /** What the callers of a function give for one of its parameters. */
  function argumentsOf(parameter: ts.ParameterDeclaration, depth: number): readonly Variant[] | null {
    const owner = parameter.parent;
    const holder = ts.isVariableDeclaration(owner.parent) ? owner.parent : owner;
    const place = owner.parameters.indexOf(parameter);
    const calls = sources.calls.get(holder) ?? [];
    const all = distinct(
      calls.flatMap((call) => {
        const given = call.arguments[place] ?? parameter.initializer;
        return given ? [...value(given, new Map(), depth + 1)] : [];
      }),
    );
    return all.length === 0 || all.length > MOST_VARIANTS ? null : all;
  }

  function called(at: ts.CallExpression, environment: Environment, depth: number): readonly Variant[] {
    const callee = at.expression;
    if (ts.isPropertyAccessExpression(callee)) {
      if (DECIMAL.test(callee.name.text)) return hole(at, 'decimal');
      if (callee.name.text === 'join') return joined(at, callee.expression, environment, depth);
      return hole(at);
    }
    if (!ts.isIdentifier(callee) || depth > MOST_DEPTH) return hole(at);
    if (callee.text === 'Number' && at.arguments[0]) return value(at.arguments[0], environment, depth);
    const declaration = declarationOf(callee);
    const body = declaration && functionOf(declaration);
    if (!declaration || !body || busy.has(declaration)) return hole(at);
    busy.add(declaration);
    try {
      const inner = new Map(environment);
      body.parameters.forEach((parameter, i) => {
        const given = at.arguments[i] ?? parameter.initializer;
        if (given && ts.isIdentifier(parameter.name)) inner.set(parameter, value(given, environment, depth + 1));
      });
      const found = returned(body);
      return found.length === 0 ? hole(at) : unite(at, found, inner, depth + 1);
    } finally {
      busy.delete(declaration);
    }
  }

  /** A list that is written out, joined; of another one entry, or two where a word stands between them. */
  function joined(at: ts.CallExpression, list: ts.Expression, environment: Environment, depth: number): readonly Variant[] {
    const between = at.arguments[0];
    const words = between && ts.isStringLiteral(between) && /[a-z]/.test(between.text);
    if (ts.isArrayLiteralExpression(list) && between && ts.isStringLiteral(between)) {
      const parts = list.elements.flatMap((element, i) => [
        ...(i > 0 ? [literal(between, between.text)] : []),
        value(element, environment, depth + 1),
      ]);
      return product(parts) ?? hole(at);
    }
    if (
      ts.isCallExpression(list) &&
      ts.isPropertyAccessExpression(list.expression) &&
      /^(?:map|flatMap)$/.test(list.expression.name.text)
    ) {
      const each = list.arguments[0];
      const found = each && (ts.isArrowFunction(each) || ts.isFunctionExpression(each)) ? returned(each) : [];
      const entry = found.length === 0 ? null : unite(at, found, environment, depth + 1);
      if (entry?.some((variant) => variant.some((piece) => 'text' in piece && /[a-z]{2}/.test(piece.text)))) return entry;
    }
    return words ? [[{ hole: at.getText(), kind: 'list', between: between.text }]] : hole(at);
  }

  return value(node, new Map(), 0);
}

function isEmpty(node: ts.Expression): boolean {
  return ts.isStringLiteral(node) && node.text === '';
}

function literal(at: ts.Node, text: string): Variant[] {
  return [[{ text, from: [at] }]];
}

/** Without those that read alike: what fills a hole does not matter. */
function distinct(variants: readonly Variant[]): readonly Variant[] {
  const seen = new Map<string, Variant>();
  for (const variant of variants) {
    const key = variant.map((piece) => ('text' in piece ? `"${piece.text}"` : piece.kind)).join(' ');
    const other = seen.get(key);
    seen.set(key, other ? merged(variant, other) : variant);
  }
  return [...seen.values()];
}

function merged(one: Variant, other: Variant): Variant {
  return one.map((piece, i) => {
    const twin = other[i]!;
    return 'text' in piece && 'text' in twin ? { ...piece, from: [...new Set([...piece.from, ...twin.from])] } : piece;
  });
}

function bare(node: ts.Expression | undefined): ts.Expression | undefined {
  return node && (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) ? bare(node.expression) : node;
}

export function functionOf(declaration: ts.Node): ts.FunctionLikeDeclaration | null {
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  if (!ts.isVariableDeclaration(declaration) || !declaration.initializer) return null;
  const { initializer } = declaration;
  return ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer) ? initializer : null;
}

function returned(of: ts.FunctionLikeDeclaration): ts.Expression[] {
  if (of.body && !ts.isBlock(of.body)) return [of.body];
  const found: ts.Expression[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    if (!ts.isFunctionLike(node)) node.forEachChild(walk);
  };
  of.body?.forEachChild(walk);
  return found;
}
