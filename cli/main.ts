import { CancelledError, ExpectedError, toWireError } from '../engine/protocol/errors.ts';
import { type Command, ToldFailure, UsageError } from './command.ts';
import { commands } from './commands/index.ts';
import { commandHelp, mainHelp } from './help.ts';
import { createOutput } from './output.ts';
import { parseCommand } from './parse.ts';

const EXIT = { done: 0, failed: 1, wrongUse: 2, cancelled: 130 };

/** Runs one command line and returns its exit code. */
async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === 'help') {
    process.stdout.write(mainHelp(commands));
    return name === undefined ? EXIT.wrongUse : EXIT.done;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    process.stderr.write(`hindcast has no command "${name}". Commands: ${commands.map((candidate) => candidate.name).join(', ')}.\n`);
    return EXIT.wrongUse;
  }
  return runCommand(command, rest);
}

async function runCommand(command: Command, argv: readonly string[]): Promise<number> {
  const json = argv.includes('--json');
  const output = createOutput({
    json,
    quiet: argv.includes('--quiet'),
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => performance.now(),
  });
  const abort = new AbortController();
  const onSignal = (): void => {
    if (abort.signal.aborted) process.exit(EXIT.cancelled);
    output.note('Cancelling; press Ctrl+C again to end at once.');
    abort.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('SIGHUP', onSignal);
  try {
    const args = parseCommand(command, argv);
    if (args.has('help')) {
      process.stdout.write(commandHelp(command));
      return EXIT.done;
    }
    // Loaded only now, so that help and wrong use answer at once.
    const { openSession } = await import('./session.ts');
    const session = openSession();
    session.client.on('log.line', ({ level, message }) => (level === 'warning' ? output.note(`warning: ${message}`) : undefined));
    try {
      await command.run({ client: session.client, output, signal: abort.signal, args });
    } finally {
      await session.close();
    }
    output.endProgress();
    return EXIT.done;
  } catch (error) {
    output.endProgress();
    return report(error, command, json);
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    process.off('SIGHUP', onSignal);
  }
}

function report(error: unknown, command: Command, json: boolean): number {
  if (error instanceof ToldFailure) return EXIT.failed;
  if (error instanceof UsageError) {
    if (json) process.stdout.write(`${JSON.stringify({ error: { code: 'wrong-use', message: error.message } })}\n`);
    process.stderr.write(`hindcast ${command.name}: ${error.message} See hindcast ${command.name} --help.\n`);
    return EXIT.wrongUse;
  }
  const { code, message, details } = toWireError(error);
  if (json) process.stdout.write(`${JSON.stringify({ error: { code, message, details } })}\n`);
  const expected = error instanceof CancelledError || error instanceof ExpectedError;
  const flag = typeof details['flag'] === 'string' ? ` (${details['flag']})` : '';
  process.stderr.write(expected ? `hindcast: ${message}${flag}\n` : `hindcast: This is a bug in Hindcast, please report it: ${message}\n`);
  return error instanceof CancelledError ? EXIT.cancelled : EXIT.failed;
}

// A reader that has seen enough (`| head`) is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.done);
    throw error;
  });
}
process.exitCode = await main(process.argv.slice(2));
