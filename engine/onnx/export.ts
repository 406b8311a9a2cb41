import type { TrainedModel } from '../models/trained.ts';
import type { RawWindow, WindowForecasts } from '../models/window.ts';
import { ExpectedError } from '../protocol/errors.ts';
import { verifyOnnx } from './verify.ts';
import type { Verification } from './verify.ts';
import { writeOnnx } from './writer.ts';

/** The native core's forecasts of raw windows, steps 1 to 8 of `TrainedModel`. */
export type NativePredict = (windows: readonly RawWindow[]) => Promise<WindowForecasts>;

/**
 * Writes a model and proves the file against the core on held-out windows. Throws ExpectedError `onnx-unverified` where no window
 * has an observed target, `onnx-difference` where the file's forecasts differ by more than the tolerance: such a file is not handed out.
 */
export async function exportModel(
  model: TrainedModel,
  windows: readonly RawWindow[],
  predict: NativePredict,
): Promise<{ bytes: Uint8Array; verification: Verification }> {
  const bytes = writeOnnx(model);
  const verification = await verifyOnnx(bytes, model, windows, await predict(windows));
  const { relativeDifference, tolerance, worst, windowsCompared } = verification;
  if (windowsCompared === 0) {
    throw new ExpectedError(
      'onnx-unverified',
      `Expected held-out windows to compare the file on but none of ${windows.length} has an observed target.`,
      {
        windows: windows.length,
      },
    );
  }
  if (!(relativeDifference <= tolerance)) {
    const where = worst
      ? ` (${worst.output} of window ${worst.window}, step ${worst.step + 1}: ${worst.onnx} against ${worst.native})`
      : '';
    throw new ExpectedError(
      'onnx-difference',
      `Expected the exported file to forecast as the trained model within ${tolerance} of the target's scale but it differs by ${relativeDifference}${where}. The file was not written; train the model again or report this run.`,
      { ...verification },
    );
  }
  return { bytes, verification };
}
