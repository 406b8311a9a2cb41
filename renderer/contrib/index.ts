/** The features of the window; the workbench starts without any one of them. */
import type { Contribution } from '../platform/contribution.ts';
import { automatic } from './automatic/automatic.contribution.ts';
import { charts } from './charts/charts.contribution.ts';
import { compare } from './compare/compare.contribution.ts';
import { dataset } from './dataset/dataset.contribution.ts';
import { exploreViews } from './explore-views/explore-views.contribution.ts';
import { forecast } from './forecast/forecast.contribution.ts';
import { importing } from './import/import.contribution.ts';
import { jobs } from './jobs/jobs.contribution.ts';
import { keybindings } from './keybindings/keybindings.contribution.ts';
import { leaderboard } from './leaderboard/leaderboard.contribution.ts';
import { ledger } from './ledger/ledger.contribution.ts';
import { output } from './output/output.contribution.ts';
import { problems } from './problems/problems.contribution.ts';
import { run } from './run/run.contribution.ts';
import { startup } from './startup/startup.contribution.ts';
import { settings } from './settings/settings.contribution.ts';
import { runsTable } from './runs-table/runs-table.contribution.ts';
import { training } from './training/training.contribution.ts';
import { tuning } from './tuning/tuning.contribution.ts';
import { welcome } from './welcome/welcome.contribution.ts';

export const contributions: readonly Contribution[] = [
  welcome,
  importing,
  dataset,
  exploreViews,
  training,
  automatic,
  run,
  jobs,
  tuning,
  runsTable,
  compare,
  leaderboard,
  forecast,
  ledger,
  charts,
  problems,
  output,
  startup,
  settings,
  keybindings,
];
