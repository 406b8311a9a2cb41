/**
 * Where the Electron that the app is written for and the older one of the development runtime differ.
 * `webUtils.getPathForFile` replaced `File.path`, which is gone in newer versions.
 */
import { webUtils } from 'electron';

export function pathForFile(file: File): string {
  const utils = webUtils as typeof webUtils | undefined;
  if (utils) return utils.getPathForFile(file);
  return (file as File & { path?: string }).path ?? '';
}
