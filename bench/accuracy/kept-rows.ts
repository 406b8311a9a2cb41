import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { MalformedFile } from './malformed.ts';
import type { Row } from './row.ts';

/** What tells one measurement from another. */
export type Trial = Pick<Row, 'model' | 'seed' | 'quick'> & Partial<Pick<Row, 'context' | 'horizon'>>;

/** Rows in a file, an object a line: a benchmark that was interrupted goes on with those that are missing. */
export class KeptRows {
  private readonly path: string | undefined;
  private readonly rows: Row[] = [];

  /** Without a path nothing is kept. Error: MalformedFile. */
  constructor(path: string | undefined) {
    this.path = path;
    if (path === undefined || !existsSync(path)) return;
    readFileSync(path, 'utf8')
      .split('\n')
      .forEach((line, i) => {
        if (line.trim() === '') return;
        try {
          this.rows.push(JSON.parse(line) as Row);
        } catch {
          throw new MalformedFile(path, i + 1, 'expected a row of an earlier run as JSON; name another file, or remove this line.');
        }
      });
  }

  /** The rows of a trial on all of `sets`; null where one is missing. */
  find(sets: readonly string[], trial: Trial): Row[] | null {
    const found = sets.map((set) => this.rows.find((row) => row.set === set && sameTrial(row, trial)));
    return found.every((row) => row !== undefined) ? found : null;
  }

  add(row: Row): void {
    if (this.path === undefined) return;
    this.rows.push(row);
    appendFileSync(this.path, `${JSON.stringify(row)}\n`);
  }
}

function sameTrial(row: Row, { model, seed, quick, context, horizon }: Trial): boolean {
  return row.model === model && row.seed === seed && row.quick === quick && row.context === context && row.horizon === horizon;
}
