/**
 * The engine's process: the services over the ports that the main process hands in, one port a window. The same
 * services run in the command line without any of this.
 */
import type { MessageEvent, MessagePortMain } from 'electron';
import type { Port } from '../engine/protocol/port.ts';
import { createServer } from '../engine/protocol/server.ts';
import { validators } from '../engine/protocol/validators.ts';
import { createEngine } from '../engine/services/index.ts';
import type { EngineRequest } from './engine-request.ts';

const engine = createEngine({ background: true, onBug: reportBug });

/** Electron's port as the house's. It starts on the first listener, so that nothing is lost before. */
function asPort(port: MessagePortMain): Port {
  return {
    post: (message) => port.postMessage(message),
    listen(handler) {
      const receive = (event: MessageEvent): void => handler(event.data);
      port.on('message', receive);
      port.start();
      return () => port.off('message', receive);
    },
    close: () => port.close(),
  };
}

function reportBug(error: unknown, where: string): void {
  process.stderr.write(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

function serve(port: MessagePortMain): void {
  const server = createServer(asPort(port), engine.handlers, validators, { onBug: reportBug });
  const stopForwarding = engine.onEvent((event, payload) => server.emit(event, payload));
  port.once('close', () => {
    stopForwarding();
    server.dispose();
  });
}

async function stop(): Promise<void> {
  try {
    await engine.dispose();
  } catch (error) {
    reportBug(error, 'stop');
  }
  process.exit(0);
}

process.parentPort.on('message', (event) => {
  const [port] = event.ports;
  const request = event.data as EngineRequest;
  if (request === 'connect' && port) serve(port);
  else if (request === 'stop') void stop();
});
