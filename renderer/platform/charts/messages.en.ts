export const en = {
  category: 'Chart',
  export: 'Export',
  copy: 'Copy Chart as Picture',
  copyTable: 'Copy Data Table',
  savePng: 'Save Chart as PNG…',
  saveSvg: 'Save Chart as SVG…',
  copied: 'The chart was copied.',
  copiedTable: 'The data table was copied.',
  saved: 'The chart was saved to {path}.',
  nothing: 'This chart has nothing to draw yet.',
  choose: 'Choose a chart',
  none: 'There is no chart in view. Open a dataset, a run or a forecast first.',
};
