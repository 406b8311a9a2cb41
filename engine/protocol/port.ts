/**
 * The only thing that client and server know of each other. Electron's MessagePort, a worker's port or a pair
 * in memory implement it; messages are copied (structured clone) and arrive in order.
 */
export interface Port {
  /** Throws where the message cannot be copied. After `close` it does nothing. */
  post(message: unknown): void;
  /** Returns a function that ends listening. Messages that came before the first listener wait for it. */
  listen(handler: (message: unknown) => void): () => void;
  close?(): void;
}

interface PortEnd extends Port {
  close(): void;
  receive(message: unknown): void;
}

function createEnd(send: (message: unknown) => void, isClosed: () => boolean, close: () => void): PortEnd {
  const handlers = new Set<(message: unknown) => void>();
  let waiting: unknown[] = [];

  function deliver(message: unknown): void {
    if (isClosed()) return;
    if (handlers.size === 0) waiting.push(message);
    for (const handler of [...handlers]) handler(message);
  }

  return {
    post(message) {
      if (!isClosed()) send(structuredClone(message));
    },
    listen(handler) {
      handlers.add(handler);
      const early = waiting;
      waiting = [];
      for (const message of early) queueMicrotask(() => deliver(message));
      return () => handlers.delete(handler);
    },
    close,
    receive: (message) => queueMicrotask(() => deliver(message)),
  };
}

/** Two connected ends in one process: what one posts, the other hears, copied and never in the same turn. */
export function createPortPair(): [Required<Port>, Required<Port>] {
  let closed = false;
  const isClosed = (): boolean => closed;
  const close = (): void => {
    closed = true;
  };
  const left: PortEnd = createEnd((message) => right.receive(message), isClosed, close);
  const right: PortEnd = createEnd((message) => left.receive(message), isClosed, close);
  return [left, right];
}
