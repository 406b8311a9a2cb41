/** One way of saying something, in the engine's words and in another language's. */
export interface Phrase {
  /** The text in the other language; null where it is not this phrase. `say` translates a part. */
  match: (text: string, say: (part: string) => string) => string | null;
}

type Kind = 'n' | 't' | 'l';

const change: Readonly<Record<Kind, (part: string, say: (part: string) => string) => string>> = {
  n: (part) => part.replace('.', ','),
  t: (part, say) => say(part),
  l: (part) => part.replaceAll(' and ', ' und ').replaceAll(' or ', ' oder '),
};

/**
 * A phrase of two patterns: `{x}` stands for anything and is kept, `{x:n}` for a number, which gets a decimal comma,
 * `{x:t}` for words that are translated by themselves, `{x:l}` for a list joined by "and" or "or".
 */
export function compile(from: string, to: string): Phrase {
  const kinds = new Map<string, Kind>();
  const source = from
    .split(/(\{\w+(?::[ntl])?\})/)
    .map((piece) => {
      const [, name, kind = ''] = /^\{(\w+)(?::([ntl]))?\}$/.exec(piece) ?? [];
      if (name === undefined) return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      if (kind !== '') kinds.set(name, kind as Kind);
      return kind === 'n' ? `(?<${name}>-?[\\d.]+(?:e[+-]\\d+)?)` : `(?<${name}>.+?)`;
    })
    .join('');
  const expression = new RegExp(`^${source}$`, 's');
  return {
    match(text, say) {
      const groups = expression.exec(text)?.groups;
      if (!groups && !expression.test(text)) return null;
      return to.replace(/\{(\w+)\}/g, (whole, name: string) => {
        const part = groups?.[name] ?? whole;
        const kind = kinds.get(name);
        return kind ? change[kind](part, say) : part;
      });
    },
  };
}
