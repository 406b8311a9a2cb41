import type { CatalogueModel, FitTask, Forecaster, PanelForecast } from '../models/forecaster.ts';
import { poolForecasts } from './pool.ts';

/** The plain mean of several models: of their points, and of the distances of their quantiles from them. It forecasts quantiles where a member does. */
export function averaged(name: string, about: string, models: readonly CatalogueModel[]): CatalogueModel {
  return { name, about, reads: mostRead(models), fit: (task) => fitAll(task, models) };
}

/** What is read by the one of the models that reads the most. */
export function mostRead(models: readonly CatalogueModel[]): CatalogueModel['reads'] {
  const any = (wanted: CatalogueModel['reads']): boolean => models.some(({ reads }) => reads === wanted);
  return any('all') ? 'all' : any('past') ? 'past' : 'target';
}

async function fitAll(task: FitTask, models: readonly CatalogueModel[]): Promise<Forecaster> {
  const members: Forecaster[] = [];
  const dispose = (): void => members.forEach((member) => member.dispose());
  try {
    for (const [n, model] of models.entries()) {
      members.push(await model.fit({ ...task, onProgress: (share) => task.onProgress((n + share) / models.length) }));
    }
  } catch (error) {
    dispose();
    throw error;
  }
  return {
    forecast: async (histories) => {
      const parts: PanelForecast[] = [];
      for (const member of members) parts.push(await member.forecast(histories));
      const pooled = poolForecasts(
        parts.map((member) => ({ member, weight: 1 })),
        task,
      );
      return parts.some(({ quantiles }) => quantiles !== null) ? pooled : { points: pooled.points, quantiles: null };
    },
    dispose,
  };
}
