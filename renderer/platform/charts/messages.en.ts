export const en = {
  category: 'Chart',
  export: 'Export',
  copy: 'Copy chart as picture',
  copyTable: 'Copy data table',
  savePng: 'Save chart as PNG…',
  saveSvg: 'Save chart as SVG…',
  copied: 'The chart was copied.',
  copiedTable: 'The data table was copied.',
  saved: 'The chart was saved to {path}.',
  nothing: 'This chart has nothing to draw yet.',
  choose: 'Choose a chart',
  none: 'There is no chart in view. Open a dataset, a run or a forecast first.',
};
