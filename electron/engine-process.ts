/** Starts the engine as a utility process of its own, and connects windows to it by message ports. */
import { MessageChannelMain, utilityProcess } from 'electron';
import type { MessagePortMain, WebContents } from 'electron';
import { builtFile } from './app-paths.ts';
import { CHANNEL } from './channels.ts';
import { createEngineHost } from './engine-host.ts';
import type { EngineHost, EngineProcess, Page } from './engine-host.ts';
import type { EngineRequest } from './engine-request.ts';
import type { LogFile } from './log-file.ts';

export function hostEngine(log: LogFile): EngineHost<MessagePortMain> {
  return createEngineHost<MessagePortMain>({
    start: () => startEngine(log),
    channel: () => {
      const { port1, port2 } = new MessageChannelMain();
      return [port1, port2];
    },
    log: (line) => log.write(line),
  });
}

export function pageOf(contents: WebContents): Page<MessagePortMain> {
  return {
    id: contents.id,
    alive: () => !contents.isDestroyed() && !contents.isCrashed(),
    sendPort: (port) => contents.postMessage(CHANNEL.port, null, [port]),
    sendGone: (info) => contents.send(CHANNEL.engineGone, info),
  };
}

function startEngine(log: LogFile): EngineProcess<MessagePortMain> {
  const child = utilityProcess.fork(builtFile('main', 'engine-main.cjs'), [], {
    serviceName: 'Hindcast Engine',
    stdio: 'pipe',
  });
  let running = false;
  child.once('spawn', () => (running = true));
  child.stdout?.on('data', (chunk: Buffer) => log.write(chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => log.write(chunk.toString()));
  return {
    connect: (port) => child.postMessage('connect' satisfies EngineRequest, [port]),
    askToStop: () => {
      if (running) child.postMessage('stop' satisfies EngineRequest);
      return running;
    },
    kill: () => void child.kill(),
    onExit: (listener) => void child.once('exit', (code: number | null) => listener(code)),
  };
}
