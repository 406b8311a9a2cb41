import type { NumberFormat } from './numbers.ts';
import { splitUnit } from './numbers.ts';

export interface NumberFormatGuess extends NumberFormat {
  reason: string;
  certain: boolean;
  /** The other reading where the file does not decide. */
  alternative: NumberFormat | null;
  /** A cell that shows the reading. */
  example: string | null;
}

type Evidence = 'point' | 'comma' | 'point-groups' | 'comma-groups' | 'space-groups' | 'quote-groups';

/** Cells that settle how numbers are written, by what they prove. */
const PROOFS: Array<{ proves: Evidence[]; pattern: RegExp }> = [
  { proves: ['point', 'comma-groups'], pattern: /^\d{1,3}(,\d{2,3})*,\d{3}\.\d*$/ },
  { proves: ['comma', 'point-groups'], pattern: /^\d{1,3}(\.\d{3})*\.\d{3},\d*$/ },
  { proves: ['comma-groups'], pattern: /^\d{1,3}(,\d{2,3})+,\d{3}$/ },
  { proves: ['point-groups'], pattern: /^\d{1,3}(\.\d{3}){2,}$/ },
  { proves: ['space-groups', 'comma'], pattern: /^\d{1,3}([ \u00a0\u202f\u2009]\d{3})+,\d+$/ },
  { proves: ['space-groups'], pattern: /^\d{1,3}([ \u00a0\u202f\u2009]\d{3})+(\.\d+)?$/ },
  { proves: ['quote-groups', 'comma'], pattern: /^\d{1,3}('\d{3})+,\d+$/ },
  { proves: ['quote-groups'], pattern: /^\d{1,3}('\d{3})+(\.\d+)?$/ },
  { proves: ['point'], pattern: /^(\d*\.(\d{1,2}|\d{4,})|0+\.\d+|\d{4,}\.\d+|\.\d+|\d+\.)([eE][+-]?\d+)?$/ },
  { proves: ['comma'], pattern: /^(\d*,(\d{1,2}|\d{4,})|0+,\d+|\d{4,},\d+|,\d+)([eE][+-]?\d+)?$/ },
];

/**
 * Decimal and thousands separators of all number-like cells of the head, column by column. `continental`: cells are
 * separated by semicolons, as where the comma is decimal, so that "1.234" may be a thousand.
 */
export function detectNumberFormat(columns: readonly string[][], continental: boolean): NumberFormatGuess {
  const seen = new Map<Evidence, string>();
  let open: { cell: string; separator: ',' | '.' } | null = null;
  for (const column of columns) {
    let grouped: { cell: string; separator: ',' | '.' } | null = null;
    let short = 0;
    let long = 0;
    for (const raw of column) {
      const cell = (splitUnit(raw)?.number ?? raw.trim()).replace(/^[+\-−]/, '');
      if (!/^[\d.,]/.test(cell)) continue;
      const proof = PROOFS.find(({ pattern }) => pattern.test(cell));
      for (const evidence of proof?.proves ?? []) if (!seen.has(evidence)) seen.set(evidence, raw.trim());
      const half = proof ? null : /^\d{1,3}([.,])\d{3}$/.exec(cell);
      if (half) grouped ??= { cell: raw.trim(), separator: half[1] as ',' | '.' };
      else if (/^\d{1,3}$/.test(cell)) short += 1;
      else if (/^\d{4,}$/.test(cell)) long += 1;
    }
    if (!grouped) continue;
    // Whole numbers below 1000 without a separator beside "1,234": a fixed three decimals would show on them too.
    if (grouped.separator === ',' && short > 0 && long === 0) seen.set('comma-groups', grouped.cell);
    else open ??= grouped;
  }
  return decide(seen, open, continental);
}

function decide(
  seen: ReadonlyMap<Evidence, string>,
  open: { cell: string; separator: ',' | '.' } | null,
  continental: boolean,
): NumberFormatGuess {
  const has = (evidence: Evidence): boolean => seen.has(evidence);
  const example = (evidence: Evidence): string => seen.get(evidence) ?? '';
  const spaced = has('space-groups') ? ' ' : has('quote-groups') ? "'" : null;
  const groups = spaced && example(spaced === ' ' ? 'space-groups' : 'quote-groups');
  if (has('comma') && !has('point')) {
    return sure(
      ',',
      spaced ?? (has('point-groups') || open?.separator === '.' ? '.' : ''),
      `"${example('comma')}" has a decimal comma`,
      example('comma'),
    );
  }
  if (has('point-groups') && !has('point'))
    return sure(',', '.', `"${example('point-groups')}" groups thousands by points`, example('point-groups'));
  if (has('point') || has('comma-groups')) {
    const thousands = spaced ?? (has('comma-groups') || open?.separator === ',' ? ',' : '');
    const shown = has('point') ? example('point') : example('comma-groups');
    return sure('.', thousands, has('point') ? `"${shown}" has a decimal point` : `"${shown}" groups thousands by commas`, shown);
  }
  if (spaced) return sure('.', spaced, `"${groups}" groups thousands`, groups);
  if (open?.separator === ',') return doubt('.', ',', { decimal: ',', thousands: '' }, open.cell);
  if (open && continental) return doubt('.', '', { decimal: ',', thousands: '.' }, open.cell);
  if (open) return sure('.', '', `"${open.cell}" is read with a decimal point, as no number has a comma`, open.cell);
  return { decimal: '.', thousands: '', reason: 'no number has a separator', certain: true, alternative: null, example: null };
}

function doubt(decimal: '.', thousands: '' | ',', alternative: NumberFormat, example: string): NumberFormatGuess {
  const reason = `"${example}" can be a thousand or a number with three decimals, and no other number decides`;
  return { decimal, thousands, reason, certain: false, alternative, example };
}

function sure(decimal: '.' | ',', thousands: NumberFormat['thousands'], reason: string, example: string | null): NumberFormatGuess {
  return { decimal, thousands, reason, certain: true, alternative: null, example };
}
