/** When-clauses: `editorOpen && !inputFocus`, `activeEditor == dataset`, with parentheses and `||`. */
export type ContextValue = string | number | boolean | undefined;
export type When = (get: (key: string) => ContextValue) => boolean;

const tokenPattern = /\s*(&&|\|\||==|!=|!|\(|\)|'[^']*'|[\w.:-]+)/y;

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.trimEnd().length) {
    const at = tokenPattern.lastIndex;
    const match = tokenPattern.exec(text);
    if (!match) throw new Error(`Expected a when-clause but received "${text}": it cannot be read from character ${at + 1}.`);
    tokens.push(match[1] ?? '');
  }
  return tokens;
}

/** Reads a clause once; the result is evaluated against the context as often as needed. */
export function parseWhen(text: string): When {
  const tokens = tokenize(text);
  let position = 0;
  const peek = (): string | undefined => tokens[position];
  const fail = (): never => {
    throw new Error(`Expected a when-clause but received "${text}": unexpected ${peek() ?? 'end'}.`);
  };

  function either(): When {
    const parts = [both()];
    while (peek() === '||') {
      position++;
      parts.push(both());
    }
    return (get) => parts.some((part) => part(get));
  }
  function both(): When {
    const parts = [single()];
    while (peek() === '&&') {
      position++;
      parts.push(single());
    }
    return (get) => parts.every((part) => part(get));
  }
  function single(): When {
    const token = tokens[position++];
    if (token === '!') {
      const inner = single();
      return (get) => !inner(get);
    }
    if (token === '(') {
      const inner = either();
      if (tokens[position++] !== ')') fail();
      return inner;
    }
    if (token === undefined || !/^[\w.:-]/.test(token)) {
      position--;
      return fail();
    }
    if (peek() !== '==' && peek() !== '!=') return (get) => Boolean(get(token));
    const equal = tokens[position++] === '==';
    const right = tokens[position++] ?? fail();
    const value = right.replace(/^'|'$/g, '');
    return (get) => (String(get(token) ?? '') === value) === equal;
  }

  const clause = either();
  if (position !== tokens.length) fail();
  return clause;
}
