import { printColumns } from '../print.ts';
import { publishedOf, publishedOn } from './published.ts';
import type { Figures, Row } from './row.ts';

const DIGITS = { smape: 3, mase: 3, owa: 3, mse: 4, mae: 4, wql: 4, coverage80: 3 } as const;
const NAMES: Array<keyof Figures> = ['smape', 'mase', 'owa', 'mse', 'mae', 'wql', 'coverage80'];

function cells(figures: Partial<Figures>): string[] {
  return NAMES.map((name) => figures[name]?.toFixed(DIGITS[name]) ?? '');
}

export function showHead(): void {
  printColumns(['set', 'model', 'context', 'horizon', ...NAMES, 's', 'seed'], 15);
}

/** The row, and under it what is published of the same model. */
export function showRow(row: Row): void {
  const place = [row.context ?? '', row.horizon ?? ''];
  printColumns([row.set, row.model, ...place, ...cells(row), row.seconds.toFixed(1), row.seed], 15);
  const known = row.quick ? undefined : publishedOf(row);
  if (known) printColumns(['', 'published', ...place, ...cells(known)], 15);
}

/** Everything that is published on the sets of the rows. */
export function showPublished(rows: readonly Row[]): void {
  const places = new Map(rows.map((row) => [`${row.set} ${row.horizon ?? ''}`, row]));
  for (const row of places.values()) {
    const known = publishedOn(row);
    if (known.length === 0) continue;
    console.log(`\nPublished on ${row.set}${row.horizon === undefined ? '' : `, horizon ${row.horizon}`}`);
    for (const { model, context, source, ...figures } of known) {
      const told = NAMES.filter((name) => typeof figures[name] === 'number').map((name) => `${name} ${figures[name]!.toFixed(3)}`);
      console.log(`  ${model}${context === undefined ? '' : `, context ${context}`}: ${told.join(', ')} (${source})`);
    }
  }
}
