import { parseArgs } from 'node:util';
import { Arguments, type Command, UsageError } from './command.ts';

/** Flags that every command has. */
export const commonFlags: Command['flags'] = {
  json: { help: 'print one JSON object for machines instead of text' },
  quiet: { help: 'no progress on standard error' },
  help: { help: 'show this help' },
};

/** Reads the arguments of one command. Error: UsageError for an unknown flag, a missing value, or too many or few arguments. */
export function parseCommand(command: Command, argv: readonly string[]): Arguments {
  const flags = { ...command.flags, ...commonFlags };
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, flag]) => [name, { type: flag.value ? ('string' as const) : ('boolean' as const) }]),
  );
  const { positionals, values } = read(argv, options);
  if (values['help'] === true) return new Arguments(positionals, values);
  const least = command.positionals.length - (command.optional ?? 0);
  if (positionals.length < least) {
    throw new UsageError(`${command.positionals[positionals.length]} is missing.`);
  }
  if (positionals.length > command.positionals.length) {
    throw new UsageError(`"${positionals[command.positionals.length]}" is one argument too many.`);
  }
  return new Arguments(positionals, values);
}

function read(
  argv: readonly string[],
  options: Record<string, { type: 'string' | 'boolean' }>,
): { positionals: string[]; values: Record<string, string | boolean | undefined> } {
  try {
    const { positionals, values } = parseArgs({ args: joinNumbers(argv, options), options, allowPositionals: true, strict: true });
    return { positionals, values };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${message.split('. To specify')[0]!.replace(/\.$/, '')}.`);
  }
}

/** `--lambda -0.5` as `--lambda=-0.5`: a number below zero is the value of the flag before it, and no flag. */
function joinNumbers(argv: readonly string[], options: Record<string, { type: 'string' | 'boolean' }>): string[] {
  const joined: string[] = [];
  for (const argument of argv) {
    const flag = joined.at(-1);
    const awaits = flag?.startsWith('--') === true && options[flag.slice(2)]?.type === 'string';
    if (awaits && /^-[\d.]/.test(argument)) joined[joined.length - 1] = `${flag}=${argument}`;
    else joined.push(argument);
  }
  return joined;
}
