import type { TrainedModel } from '../../../engine/models/trained.ts';
import type { RawWindow } from '../../../engine/models/window.ts';
import { OnnxForecaster } from '../../../engine/onnx/forecaster.ts';
import { verifyOnnx } from '../../../engine/onnx/verify.ts';
import type { Verification } from '../../../engine/onnx/verify.ts';
import { writeOnnx } from '../../../engine/onnx/writer.ts';
import { forecastAll } from './reference.ts';

/** Writes the model and compares the file with the float64 reference. */
export async function againstReference(model: TrainedModel, windows: readonly RawWindow[]): Promise<Verification> {
  return verifyOnnx(writeOnnx(model), model, windows, forecastAll(model, windows));
}

/** Opens the model's file, runs `use` and closes it. */
export async function withForecaster<T>(model: TrainedModel, use: (forecaster: OnnxForecaster) => Promise<T>): Promise<T> {
  const forecaster = await OnnxForecaster.open(writeOnnx(model));
  try {
    return await use(forecaster);
  } finally {
    await forecaster.close();
  }
}
