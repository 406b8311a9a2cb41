/** What the compiler refuses: each `@ts-expect-error` fails the type check where the line beneath it compiles. */
import { expectTypeOf, test } from 'vitest';
import type { Client } from '../../../engine/protocol/client.ts';
import type { EngineInfo, EngineMethodName, Handlers, ShellMethodName } from '../../../engine/protocol/contract.ts';
import type { Port } from '../../../engine/protocol/port.ts';
import { createServer, type Server } from '../../../engine/protocol/server.ts';
import { shellValidators, validators, type Validators } from '../../../engine/protocol/validators.ts';
import { handlersWith } from './handlers.ts';

declare const client: Client;
declare const server: Server;
declare const port: Port;

export function refusedByTheCompiler(): void {
  const complete = handlersWith({});
  createServer<EngineMethodName>(port, complete, validators);
  const { 'engine.info': handler, ...missingHandler } = complete;
  // @ts-expect-error a handler is missing
  createServer<EngineMethodName>(port, missingHandler, validators);

  const { 'engine.info': validator, ...missingValidator } = validators;
  // @ts-expect-error a validator is missing
  createServer<EngineMethodName>(port, complete, missingValidator);
  // @ts-expect-error a validator is missing
  const incomplete: Validators = missingValidator;
  // @ts-expect-error a validator of other parameters
  const wrong: Validators = { ...validators, 'runs.get': validators['engine.info'] };
  // @ts-expect-error a method that is not in the contract
  const foreign: Validators = { ...validators, 'runs.steal': validators['runs.get'] };
  // @ts-expect-error the shell's validators are not the engine's
  createServer<ShellMethodName>(port, complete, shellValidators);

  // @ts-expect-error a handler that returns something else
  const handlers: Handlers<'engine'> = { 'engine.info': () => ({ version: 1 }) };

  // @ts-expect-error an unknown method
  void client.call('runs.steal', {});
  // @ts-expect-error wrong parameters
  void client.call('runs.get', { runId: 1 });
  // @ts-expect-error a missing parameter
  void client.call('runs.get', {});
  // @ts-expect-error an unknown event
  client.on('job.vanished', () => {});
  // @ts-expect-error a wrong payload
  server.emit('log.line', { level: 'loud' });
  void [handler, validator, incomplete, wrong, foreign, handlers];
}

test('a call has the result of its method', () => {
  expectTypeOf<ReturnType<typeof client.call<'engine.info'>>>().toEqualTypeOf<Promise<EngineInfo>>();
});
