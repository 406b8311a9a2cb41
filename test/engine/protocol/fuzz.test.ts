import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EngineMethodName, ShellMethodName } from '../../../engine/protocol/contract.ts';
import { ExpectedError } from '../../../engine/protocol/errors.ts';
import { createPortPair } from '../../../engine/protocol/port.ts';
import { createServer } from '../../../engine/protocol/server.ts';
import { isReply } from '../../../engine/protocol/wire.ts';
import type { SchemaLike } from '../../../engine/protocol/validate.ts';
import { parseParams } from '../../../engine/protocol/validate.ts';
import { shellValidators, validators } from '../../../engine/protocol/validators.ts';
import { handlersWith } from './handlers.ts';

const methods = Object.keys(validators) as EngineMethodName[];
const shellMethods = Object.keys(shellValidators) as ShellMethodName[];
const schemas: Record<string, SchemaLike<unknown>> = { ...validators, ...shellValidators };
const keys = fc.constantFrom(
  'path',
  'overrides',
  'datasetId',
  'runId',
  'data',
  'target',
  'horizon',
  'training',
  'quantiles',
  '__proto__',
  'constructor',
);
const anything = fc.anything({
  key: fc.oneof(keys, fc.string()),
  withTypedArray: true,
  withDate: true,
  withMap: true,
  withSparseArray: true,
  maxDepth: 4,
});
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test('whatever the parameters are, they pass or are refused in words', () => {
  fc.assert(
    fc.property(fc.constantFrom(...methods, ...shellMethods), anything, (method, params) => {
      try {
        parseParams(schemas[method]!, params, method);
      } catch (error) {
        expect(error).toBeInstanceOf(ExpectedError);
        expect((error as Error).message).toMatch(/^Expected [^]+ for [^]+ but received [^]+\.$/);
      }
    }),
    { numRuns: 5000 },
  );
});

test('whatever is posted, the server lives, answers every call once, and then answers the next', { timeout: 60_000 }, async () => {
  const message = fc.oneof(
    anything,
    fc.record({ id: anything, method: fc.oneof(fc.constantFrom(...methods), fc.string()), params: anything }),
    fc.record({ id: fc.nat(9), method: fc.oneof(fc.constantFrom(...methods), fc.constantFrom('__proto__', 'toString')), params: anything }),
    fc.record({ cancel: fc.oneof(fc.nat(9), anything) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(message, { maxLength: 20 }), async (messages) => {
      const [left, right] = createPortPair();
      createServer(right, handlersWith({ 'engine.info': () => ({ version: '1', isa: '', isas: [], threads: 1 }) }), validators);
      const answers: unknown[] = [];
      left.listen((answer) => answers.push(answer));
      for (const sent of messages) {
        try {
          left.post(sent);
        } catch {
          continue;
        }
      }
      await turn();
      left.post({ id: 1000, method: 'engine.info', params: {} });
      await turn();
      expect(answers.every(isReply)).toBe(true);
      expect(answers.at(-1)).toEqual({ id: 1000, ok: true, result: { version: '1', isa: '', isas: [], threads: 1 } });
    }),
    { numRuns: 500 },
  );
});
