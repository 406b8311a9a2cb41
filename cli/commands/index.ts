/** Every command, in the order in which an analyst needs them. */
import type { Command } from '../command.ts';
import { auto } from './auto.ts';
import { backtest } from './backtest.ts';
import { explain } from './explain.ts';
import { exportModel } from './export.ts';
import { forecast } from './forecast.ts';
import { inspect } from './inspect.ts';
import { inspectModel } from './inspect-model.ts';
import { leaderboard } from './leaderboard.ts';
import { ledger } from './ledger.ts';
import { rate } from './rate.ts';
import { runs } from './runs.ts';
import { score } from './score.ts';
import { train } from './train.ts';
import { tune } from './tune.ts';

export const commands: readonly Command[] = [
  inspect,
  auto,
  rate,
  tune,
  train,
  backtest,
  forecast,
  explain,
  exportModel,
  score,
  inspectModel,
  runs,
  leaderboard,
  ledger,
];
