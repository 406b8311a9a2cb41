/** Rows as columns for people. */

export type Value = string | number;

/** `digits` after the point where a number is below 1000, none above. */
export function rounded(value: number, digits = 1): string {
  return Math.abs(value) >= 1000 ? String(Math.round(value)) : value.toFixed(digits);
}

export function printColumns(values: readonly Value[], width = 10): void {
  console.log(values.map((value) => String(value).padStart(width)).join(''));
}

export function markdownTable(head: readonly Value[], rows: ReadonlyArray<readonly Value[]>): string {
  const line = (values: readonly Value[]): string => `| ${values.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
