import type { Clock } from '../base/clock.ts';
import type { CoreOptions, NativeCore } from '../native/api.ts';
import { loadNative } from '../native/binding.ts';
import type { Workspace } from '../project/workspace.ts';
import type { EventName, Events } from '../protocol/contract.ts';
import { CancelledError, ExpectedError } from '../protocol/errors.ts';
import type { HeavyWork } from './heavy/heavy-work.ts';

/** The application's version, which exported files and runs record. */
export const APP_VERSION = '0.1.0';

export type Emit = <E extends EventName>(event: E, payload: Events[E]) => void;

/** What everything in one engine shares. */
export interface Shared {
  clock: Clock;
  emit: Emit;
  /** Hears of errors that nobody expected, with their stack and where they happened. */
  onBug: (error: unknown, where: string) => void;
  /** The native core, loaded when it is first needed: it is not on the way to the first window. */
  core: () => NativeCore;
  /** Reading files and looking at long series, apart from the engine's own thread. */
  heavy: HeavyWork;
  workspace: Workspace | null;
}

export function lazyCore(options: CoreOptions): () => NativeCore {
  let core: NativeCore | null = null;
  const load = (): NativeCore => {
    const loaded = loadNative();
    loaded.configure(options);
    return loaded;
  };
  return () => (core ??= load());
}

/** Refuses to go on where another workspace was opened while this one was worked with. */
export function requireWorkspace(context: Pick<Shared, 'workspace'>, workspace: Workspace | null): void {
  if (context.workspace === workspace) return;
  throw new ExpectedError('workspace-changed', 'Another workspace was opened meanwhile. Open the first one again and repeat this there.', {
    path: workspace?.path ?? null,
  });
}

/** The open workspace. Error: `no-workspace`. */
export function openWorkspaceOf({ workspace }: Pick<Shared, 'workspace'>): Workspace {
  if (workspace === null) throw new ExpectedError('no-workspace', 'No workspace is open. Open a folder first.');
  return workspace;
}

/** Work that others wait for as well: who is told to stop stops waiting, the work goes on. */
export async function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let leave = (): void => {};
  const left = new Promise<never>((_resolve, reject) => {
    leave = () => reject(signal.reason instanceof CancelledError ? signal.reason : new CancelledError());
  });
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  try {
    return await Promise.race([left, work]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

/** Runs pieces of work one after the other, in the order in which they came; one that fails does not stop the next. */
export function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => {});
    return next;
  };
}
