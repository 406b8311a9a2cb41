/** Work that would keep the event loop for long, on threads of its own. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type TransferListItem, Worker } from 'node:worker_threads';
import { BugError, CancelledError, ExpectedError, fromWireError, type WireError } from '../protocol/errors.ts';
import type { Clock } from './clock.ts';

/** What a thread is told to do. */
export interface ThreadCall {
  task: string;
  params: unknown;
}

/** What a thread tells: any number of times how far it is, and once how it ended. */
export type ThreadNews =
  { progress: [share: number, rows: number] } | { result: unknown } | { error: WireError; stack: string | undefined };

export interface ThreadWork extends ThreadCall {
  /** Buffers of `params` that move to the thread and are gone here. */
  transfer?: readonly ArrayBuffer[] | undefined;
  /** Ends the thread: what it was doing is lost. */
  signal: AbortSignal;
  onProgress?: ((share: number, rows: number) => void) | undefined;
}

export interface ThreadsOptions {
  /** Path of the script that a thread runs: takes a `ThreadCall` at a time and posts `ThreadNews`. */
  script: () => string;
  clock: Clock;
  /** Threads at once; further work waits. */
  most: number;
}

/** A thread without work is kept for so long: the next work often follows at once. */
const IDLE_MS = 3000;

/** Threads that are begun when there is work and ended when there is none, so that an engine that does nothing holds nothing. */
export class Threads {
  readonly #options: ThreadsOptions;
  /** Threads without work, each with what calls its end off. */
  readonly #idle = new Map<Worker, () => void>();
  readonly #working = new Set<Worker>();
  readonly #waiting: Array<() => void> = [];
  #taken = 0;
  #closed = false;

  constructor(options: ThreadsOptions) {
    this.#options = options;
  }

  /** Errors: CancelledError; `out-of-memory`; those of the task, as they were thrown there. */
  async run({ task, params, transfer = [], signal, onProgress }: ThreadWork): Promise<unknown> {
    await this.#turn(signal);
    let worker: Worker | null = null;
    let reusable = false;
    try {
      if (this.#closed) throw new CancelledError();
      worker = this.#take();
      const result = await talk(worker, { task, params }, transfer as TransferListItem[], signal, onProgress);
      reusable = true;
      return result;
    } catch (error) {
      reusable = error instanceof ExpectedError && error.code !== OUT_OF_MEMORY;
      throw error;
    } finally {
      if (worker !== null) this.#putBack(worker, reusable);
      const next = this.#waiting.shift();
      if (next) next();
      else this.#taken -= 1;
    }
  }

  /** Ends all threads; what they were doing, and what waited, ends with CancelledError. */
  async close(): Promise<void> {
    this.#closed = true;
    const all = [...this.#idle.keys(), ...this.#working];
    for (const callOff of this.#idle.values()) callOff();
    this.#idle.clear();
    await Promise.all(all.map((worker) => worker.terminate()));
  }

  /** Waits for a place; whoever ends passes his on. */
  async #turn(signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new CancelledError();
    if (this.#taken < this.#options.most) {
      this.#taken += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const onAbort = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(go), 1);
        reject(new CancelledError());
      };
      const go = (): void => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      this.#waiting.push(go);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  #take(): Worker {
    const [kept] = this.#idle;
    const worker = kept?.[0] ?? this.#begin();
    kept?.[1]();
    this.#idle.delete(worker);
    this.#working.add(worker);
    worker.ref();
    return worker;
  }

  #begin(): Worker {
    const worker = new Worker(this.#options.script());
    worker.once('exit', () => {
      this.#idle.get(worker)?.();
      this.#idle.delete(worker);
    });
    return worker;
  }

  #putBack(worker: Worker, reusable: boolean): void {
    this.#working.delete(worker);
    if (!reusable || this.#closed) {
      void worker.terminate();
      return;
    }
    // It keeps no process alive that has nothing else to do.
    worker.unref();
    this.#idle.set(
      worker,
      this.#options.clock.after(IDLE_MS, () => void worker.terminate()),
    );
  }
}

const OUT_OF_MEMORY = 'out-of-memory';

/** One call and its answer. */
function talk(
  worker: Worker,
  call: ThreadCall,
  transfer: TransferListItem[],
  signal: AbortSignal,
  onProgress: ThreadWork['onProgress'],
): Promise<unknown> {
  return new Promise<unknown>((resolve, reject) => {
    const settle = (end: () => void): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      signal.removeEventListener('abort', onAbort);
      end();
    };
    const onMessage = (news: ThreadNews): void => {
      if ('progress' in news) onProgress?.(...news.progress);
      else if ('result' in news) settle(() => resolve(news.result));
      else settle(() => reject(rebuilt(news)));
    };
    const onError = (error: NodeJS.ErrnoException): void =>
      settle(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOfMemory() : new BugError(error.message)));
    const onExit = (): void => settle(() => reject(new CancelledError()));
    const onAbort = (): void => settle(() => reject(signal.reason instanceof CancelledError ? signal.reason : new CancelledError()));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    else worker.postMessage(call, transfer);
  });
}

function rebuilt({ error, stack }: Extract<ThreadNews, { error: WireError }>): Error {
  const own = fromWireError(error);
  if (stack !== undefined) own.stack = stack;
  return own;
}

function outOfMemory(): ExpectedError {
  return new ExpectedError(
    OUT_OF_MEMORY,
    'This takes more memory than one part of Hindcast may use. Close other datasets, or give it a smaller file: fewer columns, or a part of the rows.',
  );
}

/**
 * The script of a thread that stands beside the code that asks for it: `name`.ts where that is run from its source, `name`.cjs where
 * both were bundled.
 */
export function scriptBeside(url: string, name: string): string {
  const folder = dirname(fileURLToPath(url));
  const source = join(folder, `${name}.ts`);
  return existsSync(source) ? source : join(folder, `${name}.cjs`);
}
