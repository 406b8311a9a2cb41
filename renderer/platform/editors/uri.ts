/** Editors are named by URIs: a scheme, a colon, and what it is about. */
export interface EditorUri {
  scheme: string;
  resource: string;
}

export const uris = {
  welcome: 'welcome:',
  startup: 'startup:',
  settings: 'settings:',
  settingsJson: (layer: 'user' | 'workspace') => `settings-json:${layer}`,
  keybindings: 'keybindings:',
  keybindingsJson: 'keybindings-json:',
  import: (path: string) => `import:${path}`,
  dataset: (datasetId: string) => `dataset:${datasetId}`,
  train: (datasetId: string) => `train:${datasetId}`,
  automatic: (datasetId: string) => `automatic:${datasetId}`,
  leaderboard: 'leaderboard:',
  runs: 'runs:',
  /** Runs beside each other; ids have no commas. */
  compare: (runIds: readonly string[]) => `compare:${runIds.join(',')}`,
  run: (runId: string) => `run:${runId}`,
  forecast: (forecastId: string) => `forecast:${forecastId}`,
  ledger: 'ledger:',
  study: (studyId: string) => `study:${studyId}`,
} as const;

export function parseUri(uri: string): EditorUri {
  const colon = uri.indexOf(':');
  if (colon < 1) throw new Error(`Expected an editor's address like dataset:abc but received "${uri}".`);
  return { scheme: uri.slice(0, colon), resource: uri.slice(colon + 1) };
}
