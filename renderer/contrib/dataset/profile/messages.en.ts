export const en = {
  label: 'Profile of {name}',
  column: 'Column',
  series: 'Series',
  looking: 'Looking at {name}…',
  lookingMore: 'Looking further: correlations, tests, decomposition…',
  cancel: 'Cancel',
  cancelled: 'The search was cancelled.',
  again: 'Look again',
  onlyLast: 'Decomposition and tests look at the last {count} of {steps} steps.',
  contents: 'Sections of the profile',

  missing: 'Missing values',
  gapStart: 'From',
  gapSteps: 'Steps without a value',
  gapStrip: 'Where values are missing',

  distribution: 'Distribution',
  value: 'Value',
  frequency: 'How often',
  binRange: '{from} to {to}',
  quantile: 'Share of values below',

  seasons: 'Seasons',
  season: 'Season',
  explained: 'Explained variation',

  correlations: 'Memory',
  autocorrelation: 'Autocorrelation',
  partial: 'Partial autocorrelation',
  lag: 'Lag in steps',
  lagOf: 'Lag {lag}',
  noise: '95% of noise',

  decomposition: 'Trend, season and remainder',
  observed: 'Values',
  trend: 'Trend',
  remainder: 'Remainder',

  outliers: 'Values far from the expected',
  outliersNone: 'No value is far from where its neighbours and its season put it.',
  outliersSome:
    '{count} value is far from where its neighbours and its season put it. || {count} values are far from where their neighbours and their season put them.',
  changes: 'Changes',
  changesNone: 'Level, slope and spread change nowhere by more than noise.',
  changesSome: 'Level, slope or spread change at {count} place. || Level, slope or spread change at {count} places.',
  when: 'When',
  expected: 'Expected',
  levelBefore: 'Level before',
  levelAfter: 'Level after',
  slopeBefore: 'Rise a step before',
  slopeAfter: 'Rise a step after',
  inTable: 'Show {when} in the table',
  firstOf: 'The first {shown} of {all}.',

  stationarity: 'Does the level stay?',
  test: 'Test',
  statistic: 'Statistic',
  pValue: 'p-value',
  lagsUsed: 'Lags',
  nullAdf: 'Augmented Dickey-Fuller (against: the level wanders)',
  nullKpss: 'KPSS (against: the level is steady)',

  demand: 'Demand',

  forecastability: 'How much can be foreseen',

};
