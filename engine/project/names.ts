/** Names of files that come out of what a user wrote. */

/** A short file name out of any text; names that Windows keeps for itself get a word before them. */
export function slug(name: string, fallback: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  const kept = plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return kept === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/.test(kept) ? [fallback, kept].filter(Boolean).join('-') : kept;
}

/** The n-th name of a kind: `air`, `air-2`, `air-3`. */
export function numbered(name: string, n: number): string {
  return n === 1 ? name : `${name}-${n}`;
}
