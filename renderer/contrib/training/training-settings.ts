/** How a training begins where nobody says otherwise. */
import type { SettingDefinition } from '../../platform/settings/setting-definition.ts';
import type { SettingsService } from '../../platform/settings/settings-service.ts';
import { t } from './messages.ts';
import { presetChoices, presetTexts } from './preset-texts.ts';
import type { TrainInput } from './train-request.ts';

const engineSeed = 1;

export function trainingSettings(): SettingDefinition[] {
  const group = t('training');
  return [
    {
      key: 'training.defaultPreset',
      kind: 'enum',
      default: 'default',
      group,
      order: 40,
      title: t('setPreset'),
      description: t('setPresetAbout'),
      options: () => presetChoices.map((value) => ({ value, label: presetTexts(value).title })),
    },
    {
      key: 'training.defaultSeed',
      kind: 'number',
      default: engineSeed,
      minimum: 0,
      maximum: 2_147_483_647,
      group,
      order: 41,
      title: t('setSeed'),
      description: t('setSeedAbout'),
    },
    {
      key: 'training.defaultThreads',
      kind: 'number',
      default: 0,
      minimum: 0,
      maximum: 64,
      group,
      order: 42,
      title: t('setThreads'),
      description: t('setThreadsAbout'),
    },
  ];
}

/** What the settings put into a form that opens. */
export function preferredInput(settings: SettingsService): Pick<TrainInput, 'preset' | 'fields'> {
  const [seed, threads] = [settings.value('training.defaultSeed'), settings.value('training.defaultThreads')];
  const preset = presetChoices.find((choice) => choice === settings.value('training.defaultPreset')) ?? 'default';
  return { preset, fields: { ...(seed !== engineSeed && { seed: String(seed) }), ...(threads > 0 && { threads: String(threads) }) } };
}
