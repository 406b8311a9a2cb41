/** Saves `<repetitions> * 1000` bytes as the file named by the second argument and prints how it ended. */
import { saveFile } from '../../../engine/base/save-file.ts';

const [path, letter, repetitions] = process.argv.slice(2);
const chunks = Array.from({ length: Number(repetitions) }, () => letter!.repeat(1000));
try {
  await saveFile(path!, chunks);
  console.log('saved');
} catch (error) {
  console.log((error as { code?: string }).code ?? String(error));
}
