/** What several tests do in the window: native dialogs answered, files with faults written. */
import { readFileSync, writeFileSync } from 'node:fs';
import * as ort from 'onnxruntime-node';
import type { RunningApp } from './harness.ts';

export async function saveDialogAnswers(app: RunningApp, file: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
}

export async function openDialogAnswers(app: RunningApp, file: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, file);
}

/** Brings a tab to the front. It comes with the next frame, and what a test opens before that would go behind it. */
export async function goToTab({ page }: RunningApp, name: string): Promise<void> {
  await page.locator('.tab', { hasText: name }).first().click();
  await page.locator('.dv-active-tab', { hasText: name }).first().waitFor();
}

/** Ten years of monthly sales with a season, two of which are missing and one of which is no number. */
export function writeSales(file: string): void {
  const lines = Array.from({ length: 120 }, (_, month) => {
    const value = (400 + 2 * month + 60 * Math.sin((month * Math.PI) / 6) + ((month * 13) % 7)).toFixed(1);
    const cell = month === 20 || month === 21 ? '' : month === 40 ? 'broken' : value;
    return `${2012 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01,${cell}`;
  });
  writeFileSync(file, `month,sales\n${lines.join('\n')}\n`);
}

/** The shape of the quantiles that an exported model forecasts from a batch of two windows. */
export async function onnxShape(file: string, context: number, type: 'float32' | 'float64' = 'float32'): Promise<readonly number[]> {
  const session = await ort.InferenceSession.create(new Uint8Array(readFileSync(file)));
  const values = Array.from({ length: 2 * context }, (_, i) => 300 + (i % 12));
  const data = type === 'float32' ? Float32Array.from(values) : Float64Array.from(values);
  const { quantiles, mean } = await session.run({ target: new ort.Tensor(type, data, [2, context]) });
  if (!Array.from(mean!.data as Float32Array | Float64Array).every(Number.isFinite))
    throw new Error('The exported model forecasts no numbers.');
  return quantiles!.dims;
}
