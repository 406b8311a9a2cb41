import type { Handlers } from '../protocol/contract.ts';
import type { EngineContext } from './context.ts';
import { APP_VERSION } from './shared.ts';

export function engineService(context: EngineContext): Handlers<'engine'> {
  return {
    'engine.info': () => {
      const { active, available, hardwareThreads } = context.core().info();
      return { version: APP_VERSION, isa: active, isas: available, threads: hardwareThreads };
    },
  };
}
