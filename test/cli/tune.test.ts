import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StudyDetail, Trial } from '../../engine/protocol/tuning.ts';
import type { RunDetail } from '../../engine/protocol/training.ts';
import { hindcast } from './process.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-tune-'));
const rows = Array.from(
  { length: 150 },
  (_, t) => `${1990 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, '0')},${50 + t / 3 + 8 * Math.sin(t / 1.9)}`,
);
writeFileSync(join(folder, 'my data.csv'), `date,y\n${rows.join('\n')}\n`);
const space = { model: { hidden: { choices: [4, 8] } }, training: { rate: { from: 1e-3, to: 2e-2, scale: 'log' } } };
writeFileSync(join(folder, 'space.json'), JSON.stringify(space));
const task = ['my data.csv', '--target', 'y', '--horizon', '4', '--context', '12', '--space', 'space.json', '--budget', '600'];

/** The trials on disk, as far as they can be read while they are written. */
function trialsIn(study: string): Trial[] {
  const place = join(folder, study, 'trials');
  if (!existsSync(place)) return [];
  const names = readdirSync(place).filter((name) => name.endsWith('.json'));
  return names.map((name) => JSON.parse(readFileSync(join(place, name), 'utf8')) as Trial);
}

function isUnfinished({ goal, results }: Trial): boolean {
  return results.every(({ rung }) => rung !== goal);
}

describe('tuning on the command line', () => {
  it('killed it goes on with what it had, and the winner can be trained by the line it prints', async () => {
    // Trainings of some seconds, so that the kill falls into the middle of one.
    const study = [
      'tune',
      ...task,
      '--epochs',
      '600',
      '--patience',
      '600',
      '--trials',
      '4',
      '--finalists',
      '1',
      '--seeds',
      '2',
      '--out',
      'killed',
    ];
    const killed = await hindcast([...study, '--quiet'], {
      cwd: folder,
      kill: {
        signal: 'SIGKILL',
        when: () => {
          const trials = trialsIn('killed');
          return trials.filter(({ results }) => results.length > 0).length >= 2 && trials.some(isUnfinished);
        },
      },
    });
    expect(killed.code).toBeNull();
    const before = trialsIn('killed');
    expect(before.filter(({ results }) => results.length > 0).length).toBeGreaterThanOrEqual(2);
    expect(before.length).toBeLessThan(6);

    const { code, stdout, stderr } = await hindcast(['tune', '--resume', 'killed', '--quiet', '--json'], { cwd: folder });
    expect(`${code} ${stderr}`).toBe('0 ');
    const after = JSON.parse(stdout) as StudyDetail;
    expect(after.state).toBe('done');
    for (const trial of before) {
      const same = after.trials.find(({ number, repeat }) => number === trial.number && repeat === trial.repeat)!;
      expect(same.choice).toEqual(trial.choice);
      // The measured seconds too: what was done was not done again.
      expect(same.results.slice(0, trial.results.length)).toEqual(trial.results);
    }
    expect(after.trials.filter(({ repeat }) => repeat === 0)).toHaveLength(4);
    expect(after.ranking[0]!.scores).toHaveLength(2);

    const again = await hindcast(['tune', '--resume', 'killed', '--quiet'], { cwd: folder });
    expect(again.code).toBe(0);
    expect(again.stdout).toMatch(/^4 trials in .* by validation MASE/);
    expect(again.stdout).toMatch(/\d ± \d/);
    expect(again.stdout).toMatch(/0 \(untuned\)/);
    expect(again.stdout).toMatch(/Train the best: hindcast train '.*my data\.csv' --target y/);
  });

  it('prints a line that trains the best as it was', async () => {
    const study = ['tune', ...task, '--epochs', '9', '--trials', '5', '--seeds', '1', '--finalists', '1', '--out', 'line', '--quiet'];
    const { code, stdout } = await hindcast(study, { cwd: folder });
    expect(code).toBe(0);
    const line = /Train the best: hindcast (train 'my data\.csv' .*)/.exec(stdout)![1]!;
    const words = line.match(/'[^']*'|\S+/g)!.map((word) => word.replaceAll("'", ''));
    const trained = await hindcast([...words, '--out', 'best', '--quiet', '--json'], { cwd: folder });
    expect(`${trained.code} ${trained.stderr}`).toBe('0 ');
    const { config } = JSON.parse(trained.stdout) as RunDetail;
    const { winner } = JSON.parse(
      (await hindcast(['tune', '--resume', 'line', '--quiet', '--json'], { cwd: folder })).stdout,
    ) as StudyDetail;
    expect(config).toMatchObject({ data: { ...winner!.wishes.data }, training: { epochs: 9 } });
    const { model, training } = winner!.wishes;
    if (model?.hidden !== undefined) expect(config.model.hidden).toBe(model.hidden);
    if (training?.rate !== undefined) expect(config.training.rate).toBe(training.rate);
  });

  it('says what is wrong with a space, and where', async () => {
    const refusal = async (content: string): Promise<string> => {
      writeFileSync(join(folder, 'wrong.json'), content);
      const { code, stderr } = await hindcast(
        ['tune', 'my data.csv', '--target', 'y', '--horizon', '4', '--space', 'wrong.json', '--quiet'],
        {
          cwd: folder,
        },
      );
      expect(code).toBe(1);
      return stderr.trim();
    };
    expect(await refusal('{')).toMatch(/^hindcast: Expected a JSON file with a space in wrong\.json.*\(--space\)$/);
    expect(await refusal('{"model": {"hiden": {"choices": [8]}}}')).toBe(
      'hindcast: wrong.json: Expected no entry for model.hiden but received an object. (--space)',
    );
    expect(await refusal('{"training": {"rate": {"from": 0, "to": 1, "scale": "log"}}}')).toContain(
      'for training.rate.from but received 0',
    );
    expect(existsSync(join(folder, 'studies'))).toBe(false);
  });
});
