/** A peer as a process of its own that answers each line of JSON with a line of JSON, so that it is loaded only once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { refuse } from '../flags.ts';

/** `name` lies beside this file once `setup` has run; ends the process where it does not. */
export function installed(name: string): string {
  const path = join(import.meta.dirname, name);
  if (!existsSync(path)) refuse(`Expected ${path} but found none: run bench/peers/setup first.`);
  return path;
}

export interface PeerWorker {
  /** The answer is whatever the worker of this folder says; one question at a time. Rejects with its `error`, or when it ended. */
  ask<Answer>(question: object): Promise<Answer>;
  stop(): void;
}

export function startWorker(command: string, args: readonly string[]): PeerWorker {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close').then(([code, signal]) => {
    throw new Error(`The peer ended with ${code ?? signal}.`);
  });
  // Only who waits for an answer cares.
  ended.catch(() => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask<Answer>(question: object): Promise<Answer> {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const line = await Promise.race([lines.next(), ended]);
      if (line.done) return ended;
      const answer = JSON.parse(line.value) as Answer & { error?: string };
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer;
    },
    stop: () => child.stdin.end(),
  };
}
