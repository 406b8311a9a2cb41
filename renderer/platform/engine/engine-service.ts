import type { Ref } from 'vue';
import { ref } from 'vue';
import type { CallOptions, Client } from '../../../engine/protocol/client.ts';
import { createClient } from '../../../engine/protocol/client.ts';
import type { EngineInfo, EngineMethodName, EventName, Events, Params, Result } from '../../../engine/protocol/contract.ts';
import { CancelledError, ExpectedError } from '../../../engine/protocol/errors.ts';
import type { Port } from '../../../engine/protocol/port.ts';
import type { Disposer } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';

/** `gone`: it died and is not coming back by itself. */
export type EngineState = 'connecting' | 'ready' | 'restarting' | 'gone';

/** What an engine can answer before a workspace is open in it. */
const WITHOUT_WORKSPACE: ReadonlySet<EngineMethodName> = new Set([
  'engine.info',
  'workspace.open',
  'workspace.current',
  'data.samples',
  'data.preview',
]);

interface Waiting {
  resolve(client: Client): void;
  reject(error: Error): void;
}

/**
 * The window's line to the engine. Calls made while it starts wait for it; when it dies, pending calls fail with
 * `engine-gone`, and subscriptions carry over to its successor.
 */
export class EngineService {
  readonly state: Ref<EngineState> = ref('connecting');
  readonly reason: Ref<string> = ref('');
  readonly info: Ref<EngineInfo | null> = ref(null);
  readonly #connected = new Emitter<void>();
  /** Every new connection, the first one too. */
  readonly onConnected = this.#connected.on;
  readonly #subscriptions = new Set<(client: Client) => Disposer>();
  readonly #attached = new Map<(client: Client) => Disposer, Disposer>();
  #client: Client | null = null;
  #held: Promise<void> = Promise.resolve();
  #waiting: Waiting[] = [];

  connect(port: Port): void {
    this.#client?.dispose();
    const client = createClient(port);
    this.#client = client;
    this.#attached.clear();
    for (const subscribe of this.#subscriptions) this.#attached.set(subscribe, subscribe(client));
    this.state.value = 'ready';
    this.reason.value = '';
    for (const waiting of this.#waiting.splice(0)) waiting.resolve(client);
    client.call('engine.info', {}).then(
      (info) => (this.info.value = info),
      () => (this.info.value = null),
    );
    this.#connected.fire();
  }

  disconnect(reason: string, restarting: boolean): void {
    this.#client?.dispose();
    this.#client = null;
    this.#attached.clear();
    this.reason.value = reason;
    this.state.value = restarting ? 'restarting' : 'gone';
    if (!restarting) for (const waiting of this.#waiting.splice(0)) waiting.reject(new ExpectedError('engine-gone', reason));
  }

  async call<M extends EngineMethodName>(method: M, params: Params<M>, options: CallOptions = {}): Promise<Result<M>> {
    if (!this.#client) await this.#nextClient(options.signal);
    if (!WITHOUT_WORKSPACE.has(method)) await this.#held;
    const client = this.#client ?? (await this.#nextClient(options.signal));
    return client.call(method, params, options);
  }

  /** Calls that need the workspace wait until the returned function is called: a new engine has to open it first. */
  hold(): () => void {
    let release = (): void => {};
    this.#held = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  on<E extends EventName>(event: E, handler: (payload: Events[E]) => void): Disposer {
    const subscribe = (client: Client): Disposer => client.on(event, handler);
    this.#subscriptions.add(subscribe);
    if (this.#client) this.#attached.set(subscribe, subscribe(this.#client));
    return () => {
      this.#subscriptions.delete(subscribe);
      this.#attached.get(subscribe)?.();
      this.#attached.delete(subscribe);
    };
  }

  #nextClient(signal: AbortSignal | undefined): Promise<Client> {
    if (this.state.value === 'gone') return Promise.reject(new ExpectedError('engine-gone', this.reason.value));
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { resolve, reject };
      this.#waiting.push(waiting);
      signal?.addEventListener('abort', () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        reject(new CancelledError());
      });
    });
  }
}
