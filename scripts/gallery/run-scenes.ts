/** Training, and many runs beside each other. */
import { writeSyntheticRuns } from '../../bench/compare/synthetic-runs.ts';
import type { Scene } from './stage.ts';

const EPOCHS = 120;

const training: Scene = {
  name: 'training',
  async play(stage) {
    const { page } = stage;
    await stage.importSample('air-passengers');
    await stage.trainForm(false);
    await page.getByTestId('train-estimate').waitFor();
    await stage.shoot('train');
    await stage.trainForm(true);
    await stage.scrollTo(stage.seen('train-advanced'));
    await stage.shoot('train-advanced');
    await stage.seen('tab-json').click();
    await page.locator('.cm-content').waitFor();
    await stage.shoot('train-json');
    await stage.seen('tab-form').click();
    await stage.train();
    await stage.seen('run-verdict').waitFor({ timeout: 120_000 });
    await stage.seen('forecast-chart').waitFor();
    await stage.shoot('run');
    await stage.scrollTo(stage.seen('run-metrics'));
    await stage.shoot('run-evaluation');
    await stage.scrollTo(stage.seen('run-explain'));
    await stage.seen('run-explain-start').click();
    await stage.seen('run-saliency').waitFor({ timeout: 60_000 });
    await stage.shoot('run-explain');
    await stage.command('welcome.show');
    await stage.shoot('welcome');
  },
};

const queue: Scene = {
  name: 'queue',
  async play(stage) {
    const { page } = stage;
    await stage.importSample('air-passengers');
    await stage.command('jobs.setLimit');
    await page.getByTestId('quick-input').fill('1');
    await page.keyboard.press('Enter');
    for (const name of ['GRU, long context', 'LSTM as last year', 'RNN']) {
      await stage.train({ name, epochs: '20000', patience: '20000' });
      await stage.seen('run-state').waitFor();
    }
    await stage.command('jobs.show');
    await page.locator('[data-testid^="run-"]', { hasText: 'GRU, long context' }).first().click();
    await stage.seen('run-live').waitFor();
    await page.waitForTimeout(1500);
    await stage.shoot('run-live');
    await page.keyboard.press('F5');
    await stage.seen('run-problem').waitFor();
    await stage.shoot('run-paused');
  },
};

const study: Scene = {
  name: 'study',
  async play(stage) {
    await stage.importSample('air-passengers');
    await stage.command('tuning.configure');
    await stage.seen('search-budgetSeconds').fill('10');
    await stage.seen('search-seeds').fill('2');
    await stage.seen('search-finalists').fill('1');
    await stage.shoot('search');
    await stage.seen('search-start').click();
    await stage.seen('study-train-1').waitFor({ timeout: 60_000 });
    await stage.seen('study-resume').waitFor({ timeout: 60_000 });
    await stage.shoot('study');
  },
};

const many: Scene = {
  name: 'many-runs',
  prepare: (workspace) => writeSyntheticRuns(workspace, { runs: 200, epochs: EPOCHS }),
  async play(stage) {
    const { page } = stage;
    const filter = page.getByTestId('runs-table-filter');
    const groups = page.locator('select', { has: page.locator('option[value="set"]') });
    const fewer = page.getByTestId('runs-count').filter({ hasText: /^[1-9]\d? / });
    await page.getByTestId('activity-experiments').click();
    await stage.command('runs.showTable');
    await page.getByTestId('runs-grid').waitFor();
    await stage.shoot('runs');
    await groups.selectOption('set');
    await stage.shoot('runs-grouped');
    await groups.selectOption('none');
    await filter.fill('modle:lstm');
    await stage.shoot('runs-filter');
    await filter.fill('dataset:airline is:done hidden=32');
    await fewer.waitFor();
    await filter.press('ArrowDown');
    await page.keyboard.press('Control+a');
    await stage.shoot('runs-selected');
    await page.keyboard.press('Control+Enter');
    await page.getByTestId('parameter-table').waitFor();
    await page.locator('[data-testid="compare-plot"][aria-busy="false"]').first().waitFor();
    await stage.shoot('compare');
    await page.getByTestId('compare-layout').selectOption('multiples');
    await stage.shoot('compare-multiples');
    await page.getByTestId('compare-layout').selectOption('overlay');
    await stage.scrollTo(page.getByTestId('fold-strip'));
    await stage.shoot('compare-folds');
    await stage.command('leaderboard.show');
    await stage.shoot('leaderboard');
  },
};

export const runScenes: readonly Scene[] = [training, queue, study, many];
