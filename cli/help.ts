import type { Command, Flag } from './command.ts';
import { commonFlags } from './parse.ts';

export function mainHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  return [
    'Hindcast forecasts time series on your own machine.',
    '',
    'Usage: hindcast <command> [arguments]',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`),
    '',
    'hindcast <command> --help shows what a command takes. Exit codes: 0 done, 1 failed, 2 wrong use, 130 cancelled.',
    '',
  ].join('\n');
}

export function commandHelp(command: Command): string {
  const positionals = command.positionals.map((name, i) =>
    i >= command.positionals.length - (command.optional ?? 0) ? `[${name}]` : name,
  );
  const rows = Object.entries({ ...command.flags, ...commonFlags }).map(([name, flag]) => [usage(name, flag), flag.help] as const);
  const width = Math.max(...rows.map(([left]) => left.length));
  return [
    command.summary,
    '',
    `Usage: hindcast ${[command.name, ...positionals].join(' ')} [flags]`,
    '',
    ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
    '',
    'Examples:',
    ...command.examples.map((example) => `  ${example}`),
    '',
  ].join('\n');
}

function usage(name: string, flag: Flag): string {
  return flag.value ? `--${name} ${flag.value}` : `--${name}`;
}
