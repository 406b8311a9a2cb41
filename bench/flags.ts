/** Flags of the trials. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

export class Flags {
  readonly json: boolean;
  readonly quick: boolean;
  private readonly values: Record<string, unknown>;

  /** Names of the flags that take a value and of those that do not, besides `--json` and `--quick`. A wrong one ends the process. */
  constructor(valued: readonly string[], plain: readonly string[], args: string[] = process.argv.slice(2)) {
    const options: NonNullable<ParseArgsConfig['options']> = {};
    for (const name of valued) options[name] = { type: 'string' };
    for (const name of [...plain, 'json', 'quick']) options[name] = { type: 'boolean' };
    try {
      this.values = parseArgs({ args, options }).values;
    } catch (error) {
      refuse(error instanceof Error ? error.message : String(error));
    }
    this.json = this.has('json');
    this.quick = this.has('quick');
  }

  has(name: string): boolean {
    return this.values[name] !== undefined;
  }

  text(name: string): string | undefined {
    return this.values[name] as string | undefined;
  }

  /** The value of a flag that has to be there. */
  needed(name: string): string {
    return this.text(name) ?? refuse(`--${name} is needed.`);
  }

  /** `--hidden 32,64` */
  numbers(name: string, otherwise: readonly number[]): readonly number[] {
    const numbers = this.text(name)?.split(',').map(Number);
    if (numbers?.some((n) => !Number.isInteger(n) || n < 1)) refuse(`--${name} takes whole numbers from 1, separated by commas.`);
    return numbers ?? otherwise;
  }

  /** `--cells lstm,gru` */
  choices<T extends string>(name: string, allowed: readonly T[], otherwise: readonly T[]): readonly T[] {
    const chosen = this.text(name)?.split(',') as T[] | undefined;
    if (chosen?.some((choice) => !allowed.includes(choice))) refuse(`--${name} takes some of ${allowed.join(',')}.`);
    return chosen ?? otherwise;
  }
}

/** Ends the process: it was asked for what it cannot do. */
export function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}
