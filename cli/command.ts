import type { EngineClient } from './session.ts';
import type { Output } from './output.ts';

/** One `--flag`: a switch where it has no `value`. */
export interface Flag {
  /** How the value is named in the help, for example `<steps>`. */
  value?: string;
  help: string;
}

export interface CommandContext {
  client: EngineClient;
  output: Output;
  signal: AbortSignal;
  args: Arguments;
}

/** A subcommand: what its help says, and what it does. */
export interface Command {
  name: string;
  summary: string;
  /** Positional arguments in order, as the help names them. */
  positionals: string[];
  /** How many of the positionals may be left out, from the end. */
  optional?: number;
  flags: Record<string, Flag>;
  examples: string[];
  run: (context: CommandContext) => Promise<void>;
}

/** Wrong use of the command line: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A failure that the command has told of already: exit code 1, and nothing more is said. */
export class ToldFailure extends Error {
  override readonly name = 'ToldFailure';
}

/** The values that a number may have. */
export interface Range {
  least?: number | undefined;
  most?: number | undefined;
  above?: number;
  below?: number;
}

function inside(value: number, { least, most, above, below }: Range): boolean {
  return (
    (least === undefined || value >= least) &&
    (most === undefined || value <= most) &&
    (above === undefined || value > above) &&
    (below === undefined || value < below)
  );
}

/** For example ` of at least 0 and less than 1`; nothing where every number will do. */
function described({ least, most, above, below }: Range): string {
  const lower = least !== undefined ? `at least ${least}` : above !== undefined ? `more than ${above}` : '';
  const upper = most !== undefined ? `at most ${most}` : below !== undefined ? `less than ${below}` : '';
  const parts = [lower, upper].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` of ${parts.join(' and ')}`;
}

/** The arguments of a command, read as the type that the command needs. */
export class Arguments {
  readonly positionals: readonly string[];
  private readonly values: Record<string, string | boolean | undefined>;

  constructor(positionals: readonly string[], values: Record<string, string | boolean | undefined>) {
    this.positionals = positionals;
    this.values = values;
  }

  /** The flags that were given. */
  given(): string[] {
    return Object.keys(this.values);
  }

  has(name: string): boolean {
    return this.values[name] === true;
  }

  text(name: string): string | undefined {
    const value = this.values[name];
    return typeof value === 'string' ? value : undefined;
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw new UsageError(`--${name} is required.`);
    return value;
  }

  number(name: string, range: Range = {}): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value) || !inside(value, range)) {
      throw new UsageError(`Expected a number${described(range)} for --${name} but received "${text}".`);
    }
    return value;
  }

  integer(name: string, least: number, most?: number): number | undefined {
    const value = this.number(name);
    const range = { least, most };
    if (value !== undefined && (!Number.isInteger(value) || !inside(value, range))) {
      throw new UsageError(`Expected a whole number${described(range)} for --${name} but received "${this.text(name)}".`);
    }
    return value;
  }

  list(name: string): string[] | undefined {
    return this.text(name)
      ?.split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  }

  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = choices.find((choice) => choice.toLowerCase() === value.toLowerCase());
    if (found === undefined) throw new UsageError(`Expected one of ${choices.join(', ')} for --${name} but received "${value}".`);
    return found;
  }
}
