/** The serving side of the contract: every call is validated at the door, can be cancelled, and is always answered. */
import type { CallContext, EventName, Events, MethodName, Params, Result } from './contract.ts';
import { CancelledError, ExpectedError, toWireError } from './errors.ts';
import type { Port } from './port.ts';
import type { SchemaLike } from './validate.ts';
import { parseParams } from './validate.ts';
import type { CallMessage, EventMessage, ReplyMessage } from './wire.ts';
import { isCall, isCancel } from './wire.ts';

export type HandlerTable<N extends MethodName> = {
  readonly [M in N]: (params: Params<M>, context: CallContext) => Promise<Result<M>> | Result<M>;
};

export type SchemaTable<N extends MethodName> = { readonly [M in N]: SchemaLike<Params<M>> };

export interface ServerOptions {
  /** Hears of every error that is neither expected nor a cancellation, and of messages that nobody should send. */
  onBug?: ((error: unknown, where: string) => void) | undefined;
}

export interface Server {
  emit<E extends EventName>(event: E, payload: Events[E]): void;
  /** Cancels what runs and stops listening; nothing is answered any more. */
  dispose(): void;
}

type Handler = (params: unknown, context: CallContext) => unknown;

export function createServer<N extends MethodName>(
  port: Port,
  handlers: HandlerTable<N>,
  validators: SchemaTable<N>,
  { onBug = () => {} }: ServerOptions = {},
): Server {
  const running = new Map<number, AbortController>();
  let disposed = false;

  function find(method: string): { handler: Handler; schema: SchemaLike<unknown> } {
    if (!Object.hasOwn(handlers, method) || !Object.hasOwn(validators, method)) {
      throw new ExpectedError('unknown-method', `Expected a method of the contract but received "${method.slice(0, 100)}".`);
    }
    return { handler: handlers[method as N] as Handler, schema: validators[method as N] };
  }

  function send(message: ReplyMessage | EventMessage): void {
    if (!disposed) port.post(message);
  }

  function fail(id: number, method: string, error: unknown): void {
    const wire = toWireError(error);
    if (wire.kind === 'bug') onBug(error, method);
    try {
      send({ id, ok: false, error: wire });
    } catch {
      send({ id, ok: false, error: { ...wire, details: {} } });
    }
  }

  async function serve({ id, method, params }: CallMessage): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const { handler, schema } = find(method);
      const result = await handler(parseParams(schema, params, method), { signal: controller.signal });
      send({ id, ok: true, result });
    } catch (error) {
      // Whatever a handler throws once it was told to stop (an AbortError among them) is the cancellation.
      const aborted = controller.signal.aborted && (error as { name?: unknown } | null)?.name === 'AbortError';
      fail(id, method, aborted ? controller.signal.reason : error);
    } finally {
      running.delete(id);
    }
  }

  const stopListening = port.listen((message) => {
    if (isCall(message)) {
      if (running.has(message.id)) onBug(new Error(`Call ${message.id} is already running.`), message.method);
      else serve(message).catch((error: unknown) => onBug(error, message.method));
    } else if (isCancel(message)) {
      running.get(message.cancel)?.abort(new CancelledError());
    } else {
      onBug(new Error('Expected a call or a cancel but received another message.'), 'port');
    }
  });

  return {
    emit: (event, payload) => send({ event, payload }),
    dispose() {
      if (disposed) return;
      disposed = true;
      stopListening();
      for (const controller of running.values()) controller.abort(new CancelledError());
      running.clear();
    },
  };
}
