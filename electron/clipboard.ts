/**
 * The clipboard of the Electron that the app is written for and of the older one of the development runtime: there pictures were written by
 * `writeImage`, and there was no `ClipboardItem`.
 */
import { clipboard, ClipboardItem, nativeImage } from 'electron';
import type { NativeImage } from 'electron';

interface OlderClipboard {
  writeImage?: (image: NativeImage) => void;
}

export async function copyText(text: string): Promise<void> {
  await clipboard.writeText(text);
}

export async function copyPicture(png: Uint8Array): Promise<void> {
  const older = clipboard as unknown as OlderClipboard;
  if (older.writeImage) older.writeImage(nativeImage.createFromBuffer(Buffer.from(png)));
  else await clipboard.write([new ClipboardItem({ 'image/png': new Blob([Buffer.from(png)], { type: 'image/png' }) })]);
}
