import { createClient } from '../engine/protocol/client.ts';
import { createPortPair } from '../engine/protocol/port.ts';
import { createServer } from '../engine/protocol/server.ts';
import { validators } from '../engine/protocol/validators.ts';
import { createEngine } from '../engine/services/index.ts';

export type EngineClient = ReturnType<typeof createClient>;

/** The stack of a bug, for whoever is asked to report it. */
function reportBug(error: unknown, where: string): void {
  process.stderr.write(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

/** The engine in this process, behind the same contract as in the desktop app. */
export function openSession(): { client: EngineClient; close: () => Promise<void> } {
  const engine = createEngine({ onBug: reportBug });
  const [near, far] = createPortPair();
  const server = createServer(far, engine.handlers, validators, { onBug: reportBug });
  engine.onEvent((event, payload) => server.emit(event, payload));
  const client = createClient(near);
  return {
    client,
    close: async () => {
      client.dispose();
      await engine.dispose();
    },
  };
}
