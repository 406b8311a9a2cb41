/** Spellings that mean "no value" where the user states none; compared in lower case after trimming. */
export const DEFAULT_MISSING: readonly string[] = [
  '',
  'na',
  'n/a',
  'n.a.',
  '#n/a',
  '#na',
  '<na>',
  'nan',
  'nat',
  'null',
  '(null)',
  '\\n',
  'none',
  'nil',
  'nd',
  'n/d',
  'missing',
  'undefined',
  '-',
  '--',
  '—',
  '?',
  '.',
  '*',
  '#value!',
  '#div/0!',
  '#ref!',
  '#num!',
  '#null!',
  '#name?',
];

export function missingSet(spellings: readonly string[]): ReadonlySet<string> {
  return new Set(['', ...spellings.map((spelling) => spelling.trim().toLowerCase())]);
}

export function isMissing(cell: string, missing: ReadonlySet<string>): boolean {
  return cell.length === 0 || (cell.length < 40 && missing.has(cell.trim().toLowerCase()));
}

/** A trimmed label; null where the cell is missing. */
export function labelOf(cell: string, missing: ReadonlySet<string>): string | null {
  return isMissing(cell, missing) ? null : cell.trim();
}
