import { describe, expect, it } from 'vitest';
import { TOLERANCE } from '../../../engine/onnx/verify.ts';
import { againstReference } from './compare.ts';
import { randomWindows } from './models.ts';
import { OPERATION_NAMES, operationModels } from './operations.ts';

describe('every operation alone', () => {
  it.each(OPERATION_NAMES)('%s', async (op) => {
    for (const [words, model] of operationModels(op)) {
      const windows = randomWindows(model, [11, 11, 5, 30, 11, 11], { gaps: 0.15, unknown: 0.4 });
      const result = await againstReference(model, windows);
      expect(result.windowsCompared, words).toBe(windows.length);
      expect(result.relativeDifference, `${words}: ${JSON.stringify(result.worst)}`).toBeLessThanOrEqual(TOLERANCE);
    }
  });
});
