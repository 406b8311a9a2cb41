import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importFile } from '../../../engine/data/import-file.ts';
import { previewFile } from '../../../engine/data/preview-file.ts';
import { profileSeries } from '../../../engine/data/profile/profile.ts';
import type { Evidence } from '../../../engine/forecast/verdict.ts';
import { judge } from '../../../engine/forecast/verdict.ts';
import type { TrainingConfig } from '../../../engine/protocol/training.ts';
import { diverged } from '../../../engine/train/diverged.ts';
import { setLanguage } from '../../../renderer/base/language.ts';
import { engineText } from '../../../renderer/platform/engine-text/engine-text.ts';
import { german } from '../../../renderer/platform/engine-text/german.ts';
import { phraseBook } from '../../../renderer/platform/engine-text/phrase.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');

beforeEach(() => setLanguage('de'));
afterEach(() => setLanguage('en'));

const metrics = (mase: number): Evidence['metrics']['model'] => ({
  mae: mase * 10,
  rmse: 1,
  smape: 1,
  mase,
  pinball: null,
  coverage80: null,
});
const evidence = (change: Partial<Evidence> = {}): Evidence => ({
  metrics: { model: metrics(0.5), seasonalNaive: metrics(1), ridge: metrics(0.8), naive: metrics(2), drift: metrics(2) },
  measure: 'MASE',
  rounding: 1e-9,
  folds: 8,
  series: 1,
  skillByStep: { seasonalNaive: [0.5, -0.1, 0.3], ridge: [0.1, 0.1, 0.1] },
  tests: { seasonalNaive: { statistic: -3, pValue: 0.0123 }, ridge: null },
  ...change,
});

test('a verdict of the engine is said in German, with its numbers', () => {
  expect(engineText(judge(evidence()).sentence)).toBe(
    'Schlägt Saisonal naiv um 50,0 %: MASE 0,500 gegen 1,00 über 8 Testabschnitte; signifikant (p = 0,012). Nicht bei Schritt 2. ' +
      'Schlägt Ridge um 37,5 % (MASE 0,800); zu wenige Testabschnitte oder Reihen, um Zufall auszuschließen.',
  );
});

test('every kind of verdict is known', () => {
  const worse = { ...evidence().metrics, model: metrics(3) };
  const kinds: Array<Partial<Evidence>> = [
    { metrics: worse },
    { metrics: worse, measure: 'MAE', series: 4, folds: 1 },
    { metrics: { ...worse, naive: metrics(0.9), ridge: metrics(Number.NaN) } },
    { metrics: { ...worse, drift: metrics(0.2), ridge: metrics(3) } },
    { metrics: { ...worse, model: metrics(1), ridge: metrics(1) } },
    { tests: { seasonalNaive: { statistic: -9, pValue: 1e-6 }, ridge: { statistic: 1, pValue: 0.4 } } },
    { skillByStep: { seasonalNaive: [-1, 1, -1, -1, 1, -1], ridge: [] } },
    { skillByStep: { seasonalNaive: [-1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1], ridge: [] } },
    { metrics: { ...worse, model: metrics(Number.NaN) } },
  ];
  for (const kind of kinds) {
    const { sentence } = judge(evidence(kind));
    expect(engineText(sentence), sentence).not.toMatch(/\b(seasonal|folds|chance|better|steps|worse|test)\b/);
  }
});

test('what the engine says of the samples, and of a file full of faults, is known', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hindcast-text-'));
  const file = path.join(folder, 'faults.csv');
  const rows = Array.from(
    { length: 40 },
    (_, i) => `${String((i % 28) + 1).padStart(2, '0')}.${i < 28 ? '01' : '02'}.2024;${i},5;${i % 7} kg`,
  );
  rows[3] = '04.01.2024;abc;1 kg';
  rows[5] = '06.01.2024;1,5';
  rows[8] = ';1,5;2 kg';
  rows[9] = '10.01.2024;;2 kg';
  rows.splice(12, 2);
  writeFileSync(file, `Tag;Wert;Gewicht\n${rows.join('\n')}\n`);
  const samples = globSync('samples/*/*.csv', { cwd: ROOT }).map((name) => path.join(ROOT, name));
  const unknown: string[] = [];
  const hear = (text: string): void => {
    if (text !== '' && engineText(text) === text) unknown.push(text);
  };
  for (const name of [...samples, file]) {
    const preview = await previewFile(name, {});
    for (const { reason } of preview.guesses) hear(reason);
    const dataset = await importFile(name, {});
    for (const { message, advice } of [...preview.findings, ...dataset.findings]) [message, advice].forEach(hear);
  }
  rmSync(folder, { recursive: true });
  expect(unknown).toEqual([]);
});

test('what a look into the samples finds is known', async () => {
  const unknown: string[] = [];
  for (const name of globSync('samples/*/*.csv', { cwd: ROOT })) {
    const dataset = await importFile(path.join(ROOT, name), {});
    const column = dataset.columns.find(({ role, mean }) => role === 'value' && mean !== null)!;
    const { notes, seasons, outliers, changepoints } = await profileSeries(dataset, dataset.series[0]!.id, column.name);
    const said = [...notes, ...seasons.map(({ evidence }) => evidence), ...[...outliers, ...changepoints].map(({ sentence }) => sentence)];
    unknown.push(...said.filter((text) => engineText(text) === text));
  }
  expect(unknown).toEqual([]);
});

test('a training that diverged, the queue, the trash, fixes and other formats speak German', () => {
  const divergence = {
    what: 'gradient',
    step: 7,
    epoch: 2,
    loss: 1.5,
    gradientNorm: Number.NaN,
    normBefore: 12.5,
    checkpoint: null,
  } as const;
  const error = diverged(divergence, { rate: 0.01, clipNorm: 0 } as TrainingConfig);
  expect(engineText(error.message)).toBe(
    'Das Training divergierte: der Gradient von Schritt 7 (Epoche 2) ist nicht endlich (Verlust 1,5, Gradientennorm NaN), nach einer Gradientennorm von 12,5 im Schritt davor. ' +
      'Es wurde noch kein Sicherungspunkt geschrieben. Die Lernrate halbieren (derzeit 0,01) oder Gradienten auf eine Norm von 1 begrenzen (derzeit unbegrenzt), in den Daten nach extremen Werten suchen und erneut trainieren.',
  );
  for (const text of [
    'sales.xlsx has no sheet "May"; its sheets are "April", "June".',
    'a.parquet could not be read as a Parquet file (no footer). It may be cut off or damaged; write it again, or export the data as CSV.',
    '3 values are still missing in "sales": in gaps of more than 2 steps, or at an end of a series.',
    '2 fixes of single cells were left out, since the file has changed and other rows may stand in their lines.',
    'This does not wait in the queue: it has begun, or was taken out.',
    'The run cannot come back from the trash: /w/runs/a exists. Move that one first.',
    'No series could be forecast: A: its last 9 rows have no observed "sales". Nothing was kept.',
    'The forecast has no series "A".',
    'No workspace is open. Open a folder first.',
    'The study "Sales" is at work now.',
  ])
    expect(engineText(text)).not.toBe(text);
});

test('the German side uses the placeholders of the English one', () => {
  for (const [english, other] of german) {
    const names = new Set((english.match(/\{\w+/g) ?? []).map((name) => name.slice(1)));
    for (const name of other.match(/\{\w+/g) ?? []) expect([...names], other).toContain(name.slice(1));
  }
});

test('what the core says of a network too large to build is known, and its words on shapes stay', () => {
  expect(
    engineText(
      'This network cannot be built: Expected 0 to 268435456 for the number of parameters but received 300000000. ' +
        'Lower the hidden units (now 4096), the layers (now 8) or the horizon (now 12).',
    ),
  ).toBe(
    'Dieses Netz kann nicht gebaut werden: Erwartet wurden 0 bis 268435456 für die Zahl der Parameter, aber es sind 300000000. ' +
      'Die verborgenen Einheiten (derzeit 4096), die Schichten (derzeit 8) oder den Horizont (derzeit 12) senken.',
  );
  expect(engineText("This network cannot be built: Expected one shape for add 'a' but received [8], [9]. Choose another one.")).toBe(
    "Dieses Netz kann nicht gebaut werden: Expected one shape for add 'a' but received [8], [9]. Einen anderen wählen.",
  );
});

test('names that end a sentence, lists of what a field may be, and numbers keep their sense', () => {
  expect(engineText('/data/Mr. Smith.csv holds a run already. Resume that one, or choose another folder.')).toBe(
    '/data/Mr. Smith.csv enthält bereits einen Lauf. Diesen fortsetzen oder einen anderen Ordner wählen.',
  );
  expect(engineText('Expected "sum" or null for data.rule but received a list of 3.')).toBe(
    'Erwartet wurde "sum" oder null für data.rule, aber es ist eine Liste mit 3.',
  );
  expect(engineText('Expected a number of at most 1,000,000.5 for training.rate but received nothing.')).toBe(
    'Erwartet wurde eine Zahl von höchstens 1.000.000,5 für training.rate, aber es ist nicht angegeben.',
  );
  expect(
    engineText('Most series have a row each hour, but not "A" (15 minutes), "B" (day) and 3 more. Each series keeps its own time of day.'),
  ).toBe(
    'Die meisten Reihen haben Zeilen je Stunde, nicht aber „A“ (15 Minuten), „B“ (Tag) und 3 weitere. Jede Reihe behält ihre eigene Tageszeit.',
  );
  expect(engineText('b: not ranked with a, since these differ: target (x against y), folds (3 against 4).')).toBe(
    'b: nicht mit a eingeordnet, da sich Folgendes unterscheidet: Ziel (x gegen y), Testabschnitte (3 gegen 4).',
  );
  expect(engineText('Scaled error at held-out origins: theta 0.912, gru (it did not finish in time).')).toBe(
    'Skalierter Fehler an zurückgehaltenen Ursprüngen: theta 0,912, gru (wurde nicht rechtzeitig fertig).',
  );
});

test('what is not known stays as it is, whole, and in English nothing is touched', () => {
  const half = 'Row 3 has no date and is left out. Something that nobody has translated.';
  expect(engineText(half)).toBe(half);
  setLanguage('en');
  expect(engineText('Row 3 has no date and is left out.')).toBe('Row 3 has no date and is left out.');
});

test('a phrase tells its parts, and what each of them is', () => {
  const phrase = phraseBook([['{name} has {value:n} of {what:t} as {formats:l}.', '{name} hat {value} {what} als {formats}.']]);
  expect(phrase.match('A.b (c) has 1.5 of rows as x or y.', (part, kind) => `<${kind} ${part}>`)).toBe(
    '<kept A.b (c)> hat <n 1.5> <t rows> als <l x or y>.',
  );
  expect(phrase.match('A has many of rows as x.', String)).toBeNull();
  expect(phrase.match('A has 1.5 of rows as x.', (part, kind) => (kind === 't' ? null : part))).toBeNull();
});
