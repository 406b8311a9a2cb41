import type { SettingDefinition } from '../../platform/settings/setting-definition.ts';
import { t } from './messages.ts';

/** What follows an import. */
export function importSettings(): SettingDefinition[] {
  return [
    {
      key: 'import.openAfter',
      kind: 'enum',
      default: 'dataset',
      group: t('importGroup'),
      order: 30,
      title: t('setOpenAfter'),
      description: t('setOpenAfterAbout'),
      options: () => [
        { value: 'dataset', label: t('openAfterDataset') },
        { value: 'training', label: t('openAfterTraining') },
        { value: 'forecast', label: t('openAfterForecast') },
      ],
    },
  ];
}
