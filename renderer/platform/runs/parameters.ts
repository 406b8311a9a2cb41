/** The configuration of runs as a flat list of parameters, named as in its JSON. */
import type { RunConfig, RunSummary } from '../../../engine/protocol/training.ts';

export type ParameterValue = string | number | boolean | null;

export interface Parameter {
  /** The name alone; no two parts have the same. */
  name: string;
  part: keyof RunConfig;
}

export function parametersOf(config: RunConfig): Parameter[] {
  return (['data', 'model', 'training'] as const).flatMap((part) => Object.keys(config[part]).map((name) => ({ name, part })));
}

/** Null: an empty list, or a value that the run's version did not know. */
export function parameterValue(config: RunConfig, { name, part }: Parameter): ParameterValue {
  const value = (config[part] as unknown as Record<string, unknown>)[name];
  if (Array.isArray(value)) return value.length === 0 ? null : value.join(', ');
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : null;
}

/** The parameters in which these runs are not all alike. */
export function differingParameters(runs: ReadonlyArray<Pick<RunSummary, 'config'>>): Parameter[] {
  const first = runs[0]?.config;
  if (!first) return [];
  // A range is in the configuration of those runs alone that have one.
  const all = new Map(runs.flatMap(({ config }) => parametersOf(config)).map((parameter) => [parameter.name, parameter]));
  return [...all.values()].filter((parameter) => {
    const value = parameterValue(first, parameter);
    return runs.some(({ config }) => parameterValue(config, parameter) !== value);
  });
}
