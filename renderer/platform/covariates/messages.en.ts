export const en = {
  beside: 'Columns beside the target',
  besideHint: 'Say when each is known: a forecast can use what is known ahead only if the file holds it for the steps to come.',
  column: 'Column',
  use: 'Use',
  useOf: 'Use of {name}',
  roleNone: 'Not used',
  rolePast: 'Known up to the last observation',
  roleFuture: 'Known ahead',
  roleStatic: 'Constant in each series',
  holdsNames: 'Names',
  namesOf: '{name} holds names rather than amounts',
};
