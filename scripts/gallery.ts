/**
 * Pictures of every view and editor: empty, typical and extreme, for the guide and for whoever changes a view. Needs the
 * built app (`npm run build`) and a screen or Xvfb.
 *
 *   node scripts/gallery.ts [--only SCENE,...] [--out docs/screenshots] [--language en] [--themes dark,light,hc-dark,hc-light] [--png] [--list]
 *
 * Without `--themes`, dark and light.
 * A scene is one start of the app; one that fails is told and the others go on. `--png` keeps every dot, for looking closely.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from '../test/e2e/harness.ts';
import { ROOT } from '../test/e2e/runtime.ts';
import { dataScenes } from './gallery/data-scenes.ts';
import { forecastScenes } from './gallery/forecast-scenes.ts';
import { runScenes } from './gallery/run-scenes.ts';
import { Stage, THEMES, type Scene, type Theme } from './gallery/stage.ts';
import { windowScenes } from './gallery/window-scenes.ts';

const SIZE = { width: 1280, height: 800 };
const USUAL: readonly Theme[] = ['dark', 'light'];
const scenes: readonly Scene[] = [...windowScenes, ...dataScenes, ...runScenes, ...forecastScenes];

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    out: { type: 'string', default: path.join(ROOT, 'docs', 'screenshots') },
    language: { type: 'string', default: 'en' },
    themes: { type: 'string' },
    png: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});

function chosen<T extends string>(text: string | undefined, all: readonly T[], what: string): readonly T[] {
  if (text === undefined) return all;
  const wanted = text.split(',');
  const unknown = wanted.filter((one) => !all.some((known) => known === one));
  if (unknown.length > 0) throw new Error(`There is no ${what} "${unknown.join('", "')}". There are ${all.join(', ')}.`);
  return all.filter((one) => wanted.includes(one));
}

async function play(scene: Scene, themes: readonly Theme[]): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hindcast-gallery-'));
  try {
    await scene.prepare?.(path.join(folder, 'workspace'), folder);
    const app = await launch({ folder, size: SIZE, language: values.language });
    const stage = new Stage(app, { out: values.out, themes, png: values.png });
    try {
      await app.page.getByTestId('activity-experiments').waitFor();
      await scene.play(stage);
    } catch (error) {
      await stage.failed(scene.name);
      app.problems.length = 0;
      throw error;
    } finally {
      await app.close();
    }
    return stage.count;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

if (values.list) for (const { name } of scenes) console.log(name);
else {
  const names = chosen(values.only, scenes.map(({ name }) => name), 'scene'); // prettier-ignore
  const themes = values.themes === undefined ? USUAL : chosen(values.themes, Object.keys(THEMES) as Theme[], 'theme');
  await mkdir(values.out, { recursive: true });
  for (const scene of scenes.filter(({ name }) => names.includes(name))) {
    try {
      console.log(`${scene.name}: ${await play(scene, themes)} pictures`);
    } catch (error) {
      process.exitCode = 1;
      console.error(`${scene.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
