/** The caller's side of the contract: typed calls that can be cancelled, and events. Needs no Node. */
import type { EventName, Events, MethodName, Params, Result } from './contract.ts';
import { CancelledError, ExpectedError, fromWireError } from './errors.ts';
import type { Port } from './port.ts';
import type { CallMessage, CancelMessage } from './wire.ts';
import { isEvent, isReply } from './wire.ts';

export interface CallOptions {
  /** Aborting rejects the call at once with CancelledError and tells the server; a later answer is dropped. */
  signal?: AbortSignal | undefined;
}

export interface Client {
  /** Rejects with ExpectedError, CancelledError or BugError, rebuilt from the wire. */
  call<M extends MethodName>(method: M, params: Params<M>, options?: CallOptions): Promise<Result<M>>;
  /** Returns a disposer. A handler that throws does not keep the others from hearing. */
  on<E extends EventName>(event: E, handler: (payload: Events[E]) => void): () => void;
  /** Rejects what is pending, and every later call, with ExpectedError 'engine-gone'. */
  dispose(): void;
}

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

function engineGone(): ExpectedError {
  return new ExpectedError('engine-gone', 'The engine has stopped before it answered. Try again once it is back.');
}

export function createClient(port: Port): Client {
  const pending = new Map<number, Pending>();
  const listeners = new Map<string, Set<(payload: never) => void>>();
  let nextId = 1;
  let disposed = false;

  function receive(message: unknown): void {
    if (isReply(message)) {
      const call = pending.get(message.id);
      if (call === undefined) return;
      if (message.ok) call.resolve(message.result);
      else call.reject(fromWireError(message.error));
    } else if (isEvent(message)) {
      for (const handler of [...(listeners.get(message.event) ?? [])]) {
        try {
          handler(message.payload as never);
        } catch (error) {
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    }
  }

  const stopListening = port.listen(receive);

  return {
    call<M extends MethodName>(method: M, params: Params<M>, { signal }: CallOptions = {}) {
      return new Promise<Result<M>>((resolve, reject) => {
        if (disposed) return reject(engineGone());
        if (signal?.aborted) return reject(new CancelledError());
        const id = nextId++;
        const settle = (): void => {
          pending.delete(id);
          signal?.removeEventListener('abort', abort);
        };
        const abort = (): void => {
          settle();
          port.post({ cancel: id } satisfies CancelMessage);
          reject(new CancelledError());
        };
        pending.set(id, {
          resolve(result) {
            settle();
            resolve(result as Result<M>);
          },
          reject(error) {
            settle();
            reject(error);
          },
        });
        signal?.addEventListener('abort', abort);
        try {
          port.post({ id, method, params } satisfies CallMessage);
        } catch (error) {
          settle();
          throw error;
        }
      });
    },

    on(event, handler) {
      const handlers = listeners.get(event) ?? new Set();
      listeners.set(event, handlers);
      // A wrapper of its own, so that one function registered twice is heard twice and disposed once each.
      const entry = (payload: never): void => handler(payload);
      handlers.add(entry);
      return () => handlers.delete(entry);
    },

    dispose() {
      if (disposed) return;
      disposed = true;
      stopListening();
      listeners.clear();
      for (const call of [...pending.values()]) call.reject(engineGone());
    },
  };
}
