import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hindcast } from './process.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-cli-'));
const rows = (values: Array<number | string>): string =>
  values.map((value, i) => `${2000 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-01,${value}`).join('\n');
const season = Array.from({ length: 60 }, (_, i) => 10 + (i % 12));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const good = file('good.csv', `date,y\n${rows(season)}\n`);
mkdirSync(join(folder, 'folder.csv'));

/** Every case: the arguments, the exit code, and what the one sentence must say. */
const cases: Array<[string, string[], number, RegExp]> = [
  ['no command', [], 2, /^$/],
  ['an unknown command', ['predict'], 2, /no command "predict"/],
  ['an unknown flag', ['inspect', good, '--colour'], 2, /'--colour'.*--help/],
  ['a missing file argument', ['inspect'], 2, /<file> is missing/],
  ['a missing target', ['train', good, '--horizon', '3'], 2, /--target is required/],
  [
    'a share above its range',
    ['train', good, '--target', 'y', '--horizon', '3', '--dropout', '2'],
    2,
    /at least 0 and less than 1 for --dropout but received "2"/,
  ],
  ['a rate of nothing', ['train', good, '--target', 'y', '--horizon', '3', '--rate', '0'], 2, /more than 0 and at most 1000 for --rate/],
  ['too many hidden units', ['train', good, '--target', 'y', '--horizon', '3', '--hidden', '5000'], 2, /at most 4096 for --hidden/],
  ['a seed below zero', ['rate', good, '--target', 'y', '--horizon', '3', '--seed', '-1'], 2, /--seed/],
  [
    'an unknown structure',
    ['train', good, '--target', 'y', '--horizon', '3', '--structure', 'tree'],
    2,
    /stack, encoder-decoder, segments, deepar, es-rnn for --structure/,
  ],
  ['an unknown instruction set', ['train', good, '--target', 'y', '--horizon', '3', '--isa', 'mmx'], 2, /for --isa but received "mmx"/],
  ['one model twice', ['train', good, '--target', 'y', '--horizon', '3', '--models', 'gru,gru'], 2, /different models for --models/],
  ['--model beside --models', ['train', good, '--target', 'y', '--horizon', '3', '--models', 'gru,rnn', '--model', 'gru'], 2, /not both/],
  ['no seed at all', ['train', good, '--target', 'y', '--horizon', '3', '--seeds', '0'], 2, /--seeds/],
  [
    'options that do not go together',
    ['train', good, '--target', 'y', '--horizon', '3', '--structure', 'segments', '--dilated'],
    1,
    /for dilated but received segments/,
  ],
  [
    'a horizon that is no number',
    ['train', good, '--target', 'y', '--horizon', 'soon'],
    2,
    /Expected a number for --horizon but received "soon"/,
  ],
  ['a horizon of zero', ['train', good, '--target', 'y', '--horizon', '0'], 2, /at least 1/],
  [
    'a horizon below zero',
    ['train', good, '--target', 'y', '--horizon', '-3'],
    2,
    /at least 1 and at most \d+ for --horizon but received "-3"/,
  ],
  ['a huge horizon', ['train', good, '--target', 'y', '--horizon', '99999999'], 2, /at most 100000 for --horizon but received "99999999"/],
  [
    'quantiles out of order',
    ['train', good, '--target', 'y', '--horizon', '3', '--quantiles', '0.9,0.5,0.1'],
    2,
    /ascending order for --quantiles but received 0.5 after 0.9/,
  ],
  ['a quantile beyond 1', ['train', good, '--target', 'y', '--horizon', '3', '--quantiles', '0.5,1.2'], 2, /between 0 and 1.*"1.2"/],
  ['quantiles without the median', ['train', good, '--target', 'y', '--horizon', '3', '--quantiles', '0.1,0.9'], 1, /0\.5.*Add 0\.5/],
  [
    'a country that does not exist',
    ['auto', good, '--target', 'y', '--horizon', '3', '--method', 'naive', '--calendar', 'holiday:XX'],
    1,
    /holidays of "XX" but it is none/,
  ],
  ['an unknown model', ['train', good, '--target', 'y', '--horizon', '3', '--model', 'arima'], 2, /one of gru, lstm, rnn/],
  ['a file that is not there', ['inspect', join(folder, 'nowhere.csv')], 1, /nowhere\.csv/],
  ['a folder', ['inspect', join(folder, 'folder.csv')], 1, /folder/],
  ['an empty file', ['inspect', file('empty.csv', '')], 1, /empty/],
  ['a header only', ['inspect', file('header.csv', 'date,y\n')], 1, /header/],
  ['one row', ['train', file('one.csv', 'date,y\n2000-01-01,5\n'), '--target', 'y', '--horizon', '1'], 1, /row|short/],
  [
    'no numeric column',
    ['train', file('text.csv', 'date,y\n2000-01-01,a\n2000-01-02,b\n2000-01-03,c\n'), '--target', 'y', '--horizon', '1'],
    1,
    /numeric|numbers/,
  ],
  [
    'a binary file',
    [
      'inspect',
      file(
        'binary.csv',
        Uint8Array.from({ length: 4000 }, (_, i) => (i * 37) % 256),
      ),
    ],
    1,
    /binary|text/,
  ],
  ['a wrong column', ['train', good, '--target', 'z', '--horizon', '3'], 1, /no column "z".*y/],
  ['a horizon longer than the series', ['train', good, '--target', 'y', '--horizon', '600'], 1, /too short/],
  ['too few rows for context and horizon', ['train', good, '--target', 'y', '--horizon', '12', '--context', '50'], 1, /too short/],
  [
    'dates that can be read in two ways',
    ['inspect', file('ambiguous.csv', `date,y\n${season.map((v, i) => `0${(i % 9) + 1}/0${(i % 3) + 1}/2024,${v}`).join('\n')}\n`)],
    1,
    /d\/M\/yyyy.*M\/d\/yyyy.*--date-format/,
  ],
  [
    'a constant series',
    ['train', file('constant.csv', `date,y\n${rows(season.map(() => 7))}\n`), '--target', 'y', '--horizon', '3'],
    1,
    /nothing to learn/,
  ],
  [
    'a logarithm of values below zero',
    [
      'train',
      file('negative.csv', `date,y\n${rows(season.map((v, i) => (i === 7 ? -v : v)))}\n`),
      '--target',
      'y',
      '--horizon',
      '3',
      '--transform',
      'log',
    ],
    1,
    /-17 in line 9: a logarithm needs values above zero.*none/,
  ],
  [
    'a column of gaps for a method',
    ['auto', file('void.csv', `date,x,y\n${rows(season.map((v) => `${v},`))}\n`), '--target', 'y', '--horizon', '3', '--method', 'theta'],
    1,
    /"y" of void has no observed value/,
  ],
  [
    'a column of gaps',
    ['train', file('gaps.csv', `date,x,y\n${rows(season.map((v) => `${v},`))}\n`), '--target', 'y', '--horizon', '3'],
    1,
    /"y"/,
  ],
  ['resuming with other settings', ['train', '--resume', folder, '--epochs', '3'], 2, /no --epochs/],
  ['scores over the data they are made from', ['score', good, good, '--out', good], 1, /would overwrite/],
  ['a folder that is no run', ['forecast', folder], 1, /run/],
  ['a model file that is none', ['score', good, good, '--out', join(folder, 'scores.csv')], 1, /model|ONNX|onnx/],
];

describe('bad input gives one clear sentence and never a stack trace', () => {
  it.each(cases)('%s', async (_name, args, code, sentence) => {
    const finished = await hindcast(args, { cwd: folder });
    expect(finished.stderr).toMatch(sentence);
    expect(finished.code).toBe(code);
    expect(finished.stderr).not.toMatch(/^\s+at /m);
    expect(finished.stderr).not.toMatch(/bug/i);
    expect(finished.stderr.trim().split('\n').length).toBeLessThanOrEqual(3);
  });

  it('infinite values become missing, and are said', async () => {
    const path = file('infinite.csv', `date,y\n${rows(season.map((v, i) => (i === 5 ? 'inf' : v)))}\n`);
    const { stdout, code } = await hindcast(['inspect', path, '--json'], { cwd: folder });
    expect(code).toBe(0);
    const { findings, columns } = JSON.parse(stdout) as {
      findings: Array<{ row: number; column: string; code: string }>;
      columns: Array<{ name: string; missing: number }>;
    };
    expect(columns.find(({ name }) => name === 'y')?.missing).toBe(1);
    expect(findings.some(({ row, column }) => row === 7 && column === 'y')).toBe(true);
  });

  it('errors as JSON on request', async () => {
    const { stdout, code } = await hindcast(['train', good, '--target', 'z', '--horizon', '3', '--json'], { cwd: folder });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'unknown-column' } });
  });

  it.skipIf(process.getuid?.() === 0)('an output folder that is not writable', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o500);
    const { stderr, code } = await hindcast(['train', good, '--target', 'y', '--horizon', '3', '--out', join(closed, 'run')], {
      cwd: folder,
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/permi|writ/i);
  });

  it('an output path below a file', async () => {
    const { stderr, code } = await hindcast(['train', good, '--target', 'y', '--horizon', '3', '--out', join(good, 'run')], {
      cwd: folder,
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/good\.csv/);
    expect(stderr).not.toMatch(/bug/i);
  });
});
