// @vitest-environment happy-dom
/** The automatic forecast, the leaderboard and the explanation in the window, over the pretended engine. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { contributions } from '../../../renderer/contrib/index.ts';
import { rankingKey } from '../../../renderer/contrib/leaderboard/use-leaderboard.ts';
import type { RunningWorkbench } from '../../../renderer/workbench/start.ts';
import { startWorkbench } from '../../../renderer/workbench/start.ts';
import type { FakeWorld } from '../fixture/fake-engine.ts';
import { emptyWorld, fullWorld } from '../fixture/fake-engine.ts';
import { createFakeDesktop } from '../fixture/fake-shell.ts';

let root: HTMLElement;
let running: RunningWorkbench | null = null;

async function start(world: FakeWorld): Promise<RunningWorkbench> {
  running = await startWorkbench(root, createFakeDesktop({ ...world, workPause: 1 }).shell, contributions);
  await vi.waitFor(() => expect(running?.services.workspace.loading.value).toBe(false));
  return running;
}
const find = (testid: string): HTMLElement | null => root.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
const seen = (testid: string): Promise<HTMLElement> =>
  vi.waitFor(
    () => {
      const element = find(testid);
      if (!element) throw new Error(`There is no ${testid} yet.`);
      return element;
    },
    { timeout: 3000 },
  );

beforeEach(() => {
  // The page's door checks where a port comes from; happy-dom does not say.
  vi.stubGlobal('origin', 'http://localhost');
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(() => {
  running?.stop();
  running = null;
  root.remove();
  vi.unstubAllGlobals();
});

test('a dataset is forecast by the best method, the verdict first, and the forecast is saved', async () => {
  const { services } = await start(fullWorld());
  services.commands.run('automatic.forecast', { datasetId: 'airline' });
  const button = await seen('automatic-start');
  expect(find('automatic-verdict')).toBeNull();
  const options = [...(find('automatic-method')?.querySelectorAll('option') ?? [])].map((option) => option.value);
  expect(options).toEqual(['auto', 'naive', 'seasonalNaive', 'theta', 'gru']);
  button.click();
  expect((await seen('automatic-verdict')).textContent).toContain('better than seasonal naive');
  expect([...(find('automatic-metrics')?.querySelectorAll('tbody th') ?? [])].map((cell) => cell.textContent)).toEqual([
    'Method found (auto)',
    'Seasonal naive',
    'Ridge',
    'Naive',
    'Drift',
  ]);
  expect(find('automatic-notes')?.textContent).toContain('Chosen: a blend of gru (0.7) and theta (0.3).');
  find('automatic-save')?.click();
  expect((await seen('automatic-saved')).textContent).toContain('/home/ada/airline-passengers forecast.csv: 12 rows');
});

test('runs are ranked where they can be, the others are named, and a click opens one', async () => {
  const { services } = await start(fullWorld());
  services.commands.run('leaderboard.show');
  const link = await seen('leaderboard-run-run-4');
  expect(root.querySelectorAll('[data-testid="leaderboard-group"]').length).toBe(2);
  expect(find('leaderboard-refusals')?.textContent).toContain('has no backtest, since it is failed');
  link.click();
  await vi.waitFor(() => expect(services.editors.active.value?.uri).toBe('run:run-4'));
});

test('without finished runs the leaderboard says what will be there', async () => {
  const { services } = await start(emptyWorld());
  services.commands.run('leaderboard.show');
  await vi.waitFor(() => expect(root.textContent).toContain('No run can be ranked yet'));
});

test('only what decides a ranking ranks again', () => {
  const [first, second] = fullWorld().runs;
  if (!first || !second) throw new Error('There are no runs.');
  expect(rankingKey([first, { ...second, epochsDone: 3 }])).toBe(rankingKey([first, second]));
  expect(rankingKey([first, { ...second, name: 'other' }])).not.toBe(rankingKey([first, second]));
});

test('a run is explained when asked', async () => {
  const world = fullWorld();
  const [first] = world.runs;
  if (first) first.config.data.covariates = ['price'];
  const { services } = await start(world);
  services.editors.open('run:run-0', { preview: false });
  const button = await seen('run-explain-start');
  expect(find('run-saliency')).toBeNull();
  button.click();
  expect((await seen('run-saliency')).querySelectorAll('tbody tr')).toHaveLength(3);
  expect((await seen('run-importance')).textContent).toContain('1.8 ± 0.3');
});
