import type { Finding, Severity } from '../../protocol/data.ts';

/** One thing found, before it is counted together with its like. */
export interface Remark {
  code: string;
  severity: Severity;
  message: string;
  advice: string;
  row?: number | null;
  column?: string | null;
}

const RANK: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** Collects remarks; those of one code and column are one finding with the first place and a count. */
export class FindingLog {
  readonly #found = new Map<string, Finding>();

  add(remark: Remark, count = 1): void {
    const { code, severity, message, advice, row = null, column = null } = remark;
    const key = `${code}\n${column ?? ''}`;
    const known = this.#found.get(key);
    if (known) {
      known.count += count;
      return;
    }
    this.#found.set(key, { code, severity, message, advice, row, column, count });
  }

  /** Counts one more place of a known finding; false where it is not known yet, so that its text is built once only. */
  again(code: string, column: string | null): boolean {
    const known = this.#found.get(`${code}\n${column ?? ''}`);
    if (known) known.count += 1;
    return known !== undefined;
  }

  addAll(other: FindingLog): void {
    for (const finding of other.list()) this.add(finding, finding.count);
  }

  /** The worst first, then by line of the file. */
  list(): Finding[] {
    return [...this.#found.values()].sort((a, b) => RANK[a.severity] - RANK[b.severity] || (a.row ?? 0) - (b.row ?? 0));
  }
}
