import type { SettingDefinition } from '../../platform/settings/setting-definition.ts';
import { t } from './messages.ts';

/** How the end of a training is told. */
export function runSettings(): SettingDefinition[] {
  return [
    {
      key: 'experiments.groupByDataset',
      kind: 'boolean',
      default: false,
      group: t('experimentsGroup'),
      order: 50,
      title: t('setGroup'),
      description: t('setGroupAbout'),
    },
    {
      key: 'notifications.whenDone',
      kind: 'enum',
      default: 'status',
      group: t('notificationsGroup'),
      order: 21,
      title: t('setWhenDone'),
      description: t('setWhenDoneAbout'),
      options: () => [
        { value: 'status', label: t('whenDoneStatus') },
        { value: 'notification', label: t('whenDoneNotification') },
        { value: 'none', label: t('whenDoneNone') },
      ],
    },
  ];
}
