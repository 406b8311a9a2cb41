import type { EngineMethodName } from '../../../engine/protocol/contract.ts';
import type { HandlerTable } from '../../../engine/protocol/server.ts';
import { validators } from '../../../engine/protocol/validators.ts';

const names = Object.keys(validators) as EngineMethodName[];

/** Handlers that all refuse with a bug, but for the ones given. */
export function handlersWith(some: Partial<HandlerTable<EngineMethodName>>): HandlerTable<EngineMethodName> {
  const refuse = (): never => {
    throw new Error('Not under test.');
  };
  return { ...Object.fromEntries(names.map((name) => [name, refuse])), ...some } as HandlerTable<EngineMethodName>;
}
