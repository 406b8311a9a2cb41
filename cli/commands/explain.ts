import type {
  CovariateKind,
  ImportanceReport,
  NamedCovariate,
  SaliencyReport,
  UnweighedCovariate,
  WhatIfReport,
} from '../../engine/protocol/explanation.ts';
import { type Command, UsageError } from '../command.ts';
import { followJob } from '../follow-job.ts';
import type { Output } from '../output.ts';
import { figure, table } from '../table.ts';
import { readChanges } from '../what-if-flag.ts';

/** Horizon steps shown as columns; --json has all. */
const SHOWN = 8;

export const explain: Command = {
  name: 'explain',
  summary:
    'Says what the forecasts of a run depend on: all that it reads beside the target, over the test part, and the context of one series.',
  positionals: ['<run>'],
  flags: {
    series: { value: '<id>', help: 'the series whose forecast is looked into (the first)' },
    repeats: { value: '<n>', help: 'exchanges of each covariate (10)' },
    folds: { value: '<n>', help: 'test origins a series (as many as fit, at most 20)' },
    width: { value: '<steps>', help: 'stretches of the context that are taken away together (a season)' },
    fill: { value: '<name>', help: 'what takes their place: gap or mean (gap)' },
    'what-if': {
      value: '<changes>',
      help: 'instead: the forecast with other covariates, for example price=+10%,rain=0,promotion=name:flyer',
    },
    last: { value: '<steps>', help: 'with --what-if: change only the last so many values (all that the model reads)' },
  },
  examples: [
    'hindcast explain runs/air',
    'hindcast explain runs/sales --series north --what-if "price=+10%" --last 7',
    'hindcast explain runs/air --json',
  ],
  run: async (context) => {
    const { client, args, output, signal } = context;
    const wanted = args.text('what-if');
    const last = args.integer('last', 1, 100_000);
    if (wanted === undefined && last !== undefined) throw new UsageError('--last goes with --what-if.');
    const changes = wanted === undefined ? [] : readChanges(wanted, last);
    const [repeats, folds] = [args.integer('repeats', 2, 1000), args.integer('folds', 2)];
    const [width, fill] = [args.integer('width', 1, 100_000), args.choice('fill', ['gap', 'mean'])];
    const seriesId = args.text('series');
    const { id: runId } = await client.call('runs.open', { folder: args.positionals[0]! });
    if (wanted !== undefined) {
      const report = await client.call('explain.whatIf', { runId, seriesId, changes }, { signal });
      output.result(report);
      showWhatIf(output, report, wanted);
      return;
    }
    const weighed = await followJob(context, 'explanation', () => client.call('explain.importance', { runId, repeats, folds }, { signal }));
    const readsMore = weighed.covariates.length + weighed.unweighed.length > 0;
    const saliency = await client.call('explain.saliency', { runId, seriesId, width, fill }, { signal });
    output.result({ importance: readsMore ? weighed : null, saliency });
    if (readsMore) showImportance(output, weighed);
    else output.line('The model reads nothing beside its target, so there are no covariates to weigh.');
    output.line();
    showSaliency(output, saliency);
  },
};

/** Some steps of a horizon, evenly spread, the first and the last among them. */
function someSteps(horizon: number): number[] {
  const count = Math.min(SHOWN, horizon);
  return Array.from({ length: count }, (_, i) => (count === 1 ? 0 : Math.round((i * (horizon - 1)) / (count - 1))));
}

const KINDS: Record<CovariateKind, string> = {
  past: 'past',
  future: 'known ahead',
  static: 'static',
  calendar: 'calendar',
  series: 'own vector',
};

const CAUSES: Record<UnweighedCovariate['cause'], string> = {
  'one-series': 'it differs between series alone, and the test windows are of one',
  alike: 'it is alike in all test windows',
};

function nameOf({ kind, column }: NamedCovariate): string {
  return kind === 'series' ? '(the series itself)' : column;
}

function showImportance(output: Output, { covariates, unweighed, lossByStep, windows, repeats }: ImportanceReport): void {
  for (const { cause, ...about } of unweighed) {
    output.line(`Not weighed: ${nameOf(about)} (${KINDS[about.kind]}), for ${CAUSES[cause]}, so there is nothing to exchange.`);
  }
  if (covariates.length === 0) return;
  const steps = someSteps(lossByStep.length);
  output.line(
    `Increase of the mean pinball loss when a covariate's values come from another window, what is constant in each series from another series ` +
      `(${windows} test windows, ${repeats} exchanges; mean ± standard deviation):`,
  );
  output.line(
    table(
      ['covariate', 'kind', 'all steps', ...steps.map((k) => `step ${k + 1}`)],
      [
        ...covariates.map(({ kind, column, mean, deviation, byStep }) => [
          nameOf({ kind, column }),
          KINDS[kind],
          `${figure(mean, 3)} ± ${figure(deviation, 2)}`,
          ...steps.map((k) => figure(byStep[k]!, 3)),
        ]),
        ['(the loss itself)', '', '', ...steps.map((k) => figure(lossByStep[k]!, 3))],
      ],
    ),
  );
}

function showSaliency(output: Output, { seriesId, fill, horizon, segments, columns }: SaliencyReport): void {
  const steps = someSteps(horizon);
  const instead = fill === 'gap' ? 'had it not been observed' : 'had it been its own mean';
  output.line(
    `Move of the median when a stretch of a column of ${seriesId === '' ? 'the series' : `"${seriesId}"`} is taken away (${instead}):`,
  );
  output.line(
    table(
      ['stretch (steps)', ...steps.map((k) => `step ${k + 1}`)],
      columns.flatMap(({ column, moves, ahead }) => [
        ...segments.map(({ from, to }, s) => [
          `${column}, ${from === to + 1 ? from : `${from} to ${to + 1}`} before the end`,
          ...steps.map((k) => figure(moves[s * horizon + k]!, 3)),
        ]),
        ...(ahead ? [[`${column}, the ${horizon} ahead`, ...steps.map((k) => figure(ahead[k]!, 3))]] : []),
      ]),
    ),
  );
}

function showWhatIf(
  output: Output,
  { seriesId, target, hasTime, time, quantiles, unchanged, changed, moves }: WhatIfReport,
  wanted: string,
): void {
  const median = quantiles.indexOf(0.5);
  const at = (values: Float64Array, k: number): string => figure(values[k * quantiles.length + median]!);
  output.line(`Median of "${target}"${seriesId === '' ? '' : ` of "${seriesId}"`} with ${wanted}:`);
  output.line(
    table(
      ['time', 'as it is', 'changed', 'move'],
      Array.from(time, (when, k) => [
        hasTime ? new Date(when).toISOString().replace('T00:00:00.000Z', '').replace('.000Z', 'Z') : String(when),
        at(unchanged, k),
        at(changed, k),
        figure(moves[k]!, 3),
      ]),
    ),
  );
  output.line('The model has learned what went together, not what causes what: the move is its expectation, not an effect.');
}
