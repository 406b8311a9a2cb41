import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The cases of a fixture that scripts/fixtures/scipy wrote. */
export function scipyCases<T>(name: string): T[] {
  const path = join(import.meta.dirname, '..', 'fixtures', 'scipy', `${name}.json`);
  return (JSON.parse(readFileSync(path, 'utf8')) as { cases: T[] }).cases;
}
