/** Rare refusals of the engine in the German window: damaged and foreign files, a damaged workspace, settings that do not go together. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDialogAnswers } from './actions.ts';
import { describeApp, launch } from './harness.ts';
import type { RunningApp } from './harness.ts';

const soon = { timeout: 15_000 };
const english = /\b(?:Expected|received|but|the|is|are|was|with|which|Choose|Leave|Use)\b/;

/** What is asked of a file, and a part of what is to be read of it. */
const files: ReadonlyArray<readonly [name: string, content: string | Buffer, said: string]> = [
  ['kaputt.parquet', `PAR1${'x'.repeat(200)}\u0010\u0000\u0000\u0000PAR1`, 'konnte nicht als Parquet-Datei gelesen werden'],
  ['umbenannt.xlsx', 'tag;wert\n2024-01-01;1\n', 'ist keine Excel-Arbeitsmappe, obwohl die Endung das sagt. Enthält sie Text'],
  ['bild.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'ist keine Textdatei (es ist ein Bild)'],
  ['leer.csv', '', 'ist leer; eine Datei mit Kopfzeile und Datenzeilen wählen.'],
  [
    'breit.csv',
    `${'a,'.repeat(10_001)}a\n${'1,'.repeat(10_001)}1\n`,
    'mehr als 10000; Reihen in Zeilen (lange Form) statt in Spalten schreiben.',
  ],
];

/** JSON of a training, and a part of what is said of it. */
const refused: ReadonlyArray<readonly [name: string, json: object, said: string]> = [
  [
    'segment',
    { data: { horizon: 12, context: 24 }, model: { structure: 'segments', segment: 7 } },
    'Erwartet wurde ein Segment, das Kontext 24 und Horizont 12 teilt, aber es ist 7.',
  ],
  ['quantiles', { training: { quantiles: [0.1, 0.9] } }, 'Erwartet wurden Quantile mit 0.5 (der Punktprognose), aber es sind 0.1, 0.9.'],
  [
    'loss',
    { model: { structure: 'deepar' }, training: { loss: 'mse' } },
    'Für deepar, das daraus zieht, wird der Verlust einer Verteilung erwartet',
  ],
  [
    'structure',
    { data: { calendar: ['month'] }, model: { structure: 'es-rnn' } },
    '(month) wird eine andere Struktur erwartet als es-rnn, das sie nicht liest.',
  ],
  [
    'holidays',
    { data: { calendar: ['holiday:QQ'] } },
    'Für Feiertage wird ein Land in zwei Buchstaben, etwa DE oder US, erwartet, aber „QQ“ ist unbekannt.',
  ],
];

describeApp('what the engine refuses, in German', () => {
  const home = mkdtempSync(path.join(tmpdir(), 'hindcast-german-'));
  let app: RunningApp;
  beforeAll(async () => {
    const run = path.join(home, 'workspace', 'runs', '2024-01-01-air');
    mkdirSync(run, { recursive: true });
    writeFileSync(path.join(run, 'run.json'), '{"format": "hindcast.run", "version": 1, "na');
    app = await launch({ folder: home, language: 'de' });
  });
  afterAll(async () => {
    await app.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });

  test('a damaged run is kept aside and told', async () => {
    const toast = app.page.getByTestId('toast').first();
    await toast.waitFor(soon);
    const said = await toast.innerText();
    expect(said).toMatch(
      /run\.json ist beschädigt: Erwartet wurde JSON, aber es sind \d+ Bytes von etwas anderem\. Sie wurde als .*damaged-1 aufgehoben\./,
    );
    await app.screenshot('german-damaged-run');
  });

  test('files that cannot be read', async () => {
    const { page } = app;
    for (const [name, content, part] of files) {
      const file = path.join(home, name);
      writeFileSync(file, content, 'latin1');
      await openDialogAnswers(app, file);
      await page.keyboard.press('Control+O');
      await expect.poll(() => page.getByTestId('import-error').filter({ visible: true }).innerText(soon), soon).toContain(part);
      await app.screenshot(`german-${name.replace('.', '-')}`);
    }
  });

  test('settings that a schema refuses stand beside the text', async () => {
    const { page } = app;
    await page.locator('.tab').first().click();
    await page.getByTestId('sample-air-passengers').click();
    await page.getByTestId('series-chart').waitFor();
    await page.getByTestId('train-open').first().click();
    await page.getByTestId('tab-json').click();
    await write(
      '{"data": {"target": "passengers", "horizon": 1.5, "season": -1}, "model": {"dropout": 2, "kind": "mlp"}, "training": {"seed": "a"}}',
    );
    const problems = page.getByTestId('train-json-problems');
    await problems.waitFor(soon);
    const said = await problems.innerText();
    expect(said).toContain('Erwartet wurde eine ganze Zahl für data.horizon, aber es ist 1.5.');
    expect(said).not.toMatch(english);
    await app.screenshot('german-json');
  });

  test('and settings that do not go together at their fields', async () => {
    const { page } = app;
    for (const [name, json, part] of refused) {
      await page.getByTestId('tab-json').click();
      const { data = {}, ...rest } = json as { data?: object };
      await write(JSON.stringify({ data: { target: 'passengers', horizon: 12, ...data }, ...rest }));
      await page.getByTestId('tab-form').click();
      const alert = page.locator('[role="alert"], [data-testid="train-error"]').filter({ visible: true, hasText: part });
      await alert.first().waitFor(soon);
      expect(await alert.first().innerText()).not.toMatch(english);
      await alert.first().scrollIntoViewIfNeeded();
      await app.screenshot(`german-refused-${name}`);
    }
  });

  async function write(text: string): Promise<void> {
    const editor = app.page.getByRole('textbox', { name: 'JSON' });
    await editor.press('Control+A');
    await app.page.keyboard.insertText(text);
  }
});
