/** A training by four questions, each with a sensible answer to begin with: dataset, target, preset, horizon. */
import type { DatasetSummary, Sample } from '../../../engine/protocol/data.ts';
import { ExpectedError } from '../../../engine/protocol/errors.ts';
import { formatFrequency } from '../../base/format.ts';
import { multiStep } from '../../platform/quick-input/multi-step.ts';
import type { Step } from '../../platform/quick-input/multi-step.ts';
import type { Services } from '../../platform/services.ts';
import { forecastDefaults, targetColumns } from '../../platform/workspace/forecast-defaults.ts';
import { t } from './messages.ts';
import { presetChoices, presetTexts } from './preset-texts.ts';
import type { TrainInput } from './train-request.ts';
import { buildRequest } from './train-request.ts';
import { initialInput } from './train-defaults.ts';
import { preferredInput } from './training-settings.ts';

interface Known {
  dataset: DatasetSummary | null;
  input: TrainInput | null;
}

/** The questions, over what the window knows. */
export function trainingSteps(
  services: Pick<Services, 'workspace' | 'settings'>,
  samples: readonly Sample[],
  active: string,
): Array<Step<Known>> {
  const { workspace, settings } = services;
  const begin = (dataset: DatasetSummary, target?: string): TrainInput => ({
    ...initialInput(dataset, samples, { target }),
    ...preferredInput(settings),
  });
  return [
    {
      ask: async (_known, { pick }) => {
        const dataset = await pick({
          placeholder: t('chooseDataset'),
          testid: 'guided-dataset',
          active,
          items: workspace.datasets.value.map((one) => ({
            id: one.id,
            label: one.name,
            description: formatFrequency(one.frequency),
            icon: 'graph-line',
            value: one,
          })),
        });
        if (!dataset) return null;
        if (targetColumns(dataset).length === 0) throw new ExpectedError('no-target', t('noTargetText'));
        return { dataset, input: begin(dataset) };
      },
    },
    {
      skip: ({ dataset }) => dataset !== null && targetColumns(dataset).length === 1,
      ask: async ({ dataset, input }, { pick }) => {
        if (!dataset || !input) return null;
        const target = await pick({
          placeholder: t('askTarget'),
          testid: 'guided-target',
          active: input.target,
          items: targetColumns(dataset).map((name) => ({ id: name, label: name, icon: 'symbol-numeric', value: name })),
        });
        return target === null ? null : { dataset, input: begin(dataset, target) };
      },
    },
    {
      ask: async ({ dataset, input }, { pick }) => {
        if (!dataset || !input) return null;
        const preset = await pick({
          placeholder: t('askPreset'),
          testid: 'guided-preset',
          active: input.preset,
          items: presetChoices.map((id) => ({ id, label: presetTexts(id).title, description: presetTexts(id).hint, value: id })),
        });
        return preset === null ? null : { dataset, input: { ...input, preset } };
      },
    },
    {
      ask: async ({ dataset, input }, { text }) => {
        if (!dataset || !input) return null;
        const usual = forecastDefaults(dataset, samples, { target: input.target }).horizon;
        const horizon = await text({
          placeholder: t('askHorizon', { frequency: formatFrequency(dataset.frequency) }),
          testid: 'guided-horizon',
          value: input.horizon === '' ? String(usual) : input.horizon,
          validate: (typed) => buildRequest(dataset.id, { ...input, horizon: typed }).errors.horizon ?? null,
        });
        return horizon === null ? null : { dataset, input: { ...input, horizon } };
      },
    },
  ];
}

/** Asks, starts, and shows the run. */
export async function trainGuided(services: Services): Promise<void> {
  const { workspace, engine, quickInput, context, commands, history, notifications } = services;
  if (workspace.datasets.value.length === 0) throw new ExpectedError('no-datasets', t('none'));
  const samples = await engine.call('data.samples', {});
  const steps = trainingSteps(services, samples, String(context.get('activeResource') ?? ''));
  const { dataset, input } = (await multiStep(quickInput, t('guidedTitle'), { dataset: null, input: null }, steps)) ?? {};
  const request = dataset && input ? buildRequest(dataset.id, input).request : null;
  if (!dataset || !request) return;
  await workspace.load(dataset.id);
  const { runId } = await engine.call('training.start', request);
  history.reach('trained');
  notifications.showStatus(t('started'));
  await commands.execute('runs.open', { runId, keep: true });
}
