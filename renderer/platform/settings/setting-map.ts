/** Every setting with the type of its value: its definition, its editor and whoever reads it use these keys. */
export interface SettingMap {
  'workbench.colorTheme': string;
  'workbench.language': string;
  'workbench.startupEditor': 'welcome' | 'none';
  'workbench.reduceMotion': 'auto' | 'on' | 'off';
  'workbench.editor.enablePreview': boolean;
  'workbench.commandPalette.history': number;
  'workbench.commandPalette.preserveInput': boolean;
  'workbench.quickOpen.includeHistory': boolean;
  'notifications.hideAfter': number;
  'notifications.whenDone': 'status' | 'notification' | 'none';
  'output.maximumLines': number;
  'import.openAfter': 'dataset' | 'training' | 'forecast';
  'experiments.groupByDataset': boolean;
  'training.defaultPreset': string;
  'training.defaultSeed': number;
  'training.defaultThreads': number;
}

export type SettingKey = keyof SettingMap;
