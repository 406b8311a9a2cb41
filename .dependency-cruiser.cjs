/** The order inside a zone; between zones the TypeScript projects hold it too. `engine` reads from the ground up. */
const engine = [
  'protocol',
  'base',
  'native',
  'data',
  'metrics',
  'models',
  'train',
  'forecast',
  'tune',
  'explain',
  'onnx',
  'project',
  'services',
];
/** Layers that stand beside each other and may not import one another. */
const beside = {
  metrics: ['data'],
  data: ['metrics'],
  onnx: ['forecast', 'train', 'tune', 'explain'],
  explain: ['tune'],
  forecast: ['onnx'],
  project: ['onnx'],
};
const renderer = ['base', 'platform', 'workbench', 'contrib'];

/** A layer may import what stands before it in its zone, nothing after it. */
function downwards(zone, layers) {
  return layers.flatMap((layer, i) => {
    const forbidden = [...layers.slice(i + 1), ...((zone === 'engine' && beside[layer]) || [])];
    return forbidden.length === 0
      ? []
      : [
          {
            name: `${zone}-${layer}-imports-down`,
            severity: 'error',
            from: { path: `^${zone}/${layer}/` },
            to: { path: `^${zone}/(${forbidden.join('|')})/` },
          },
        ];
  });
}

module.exports = {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'protocol-imports-nothing',
      severity: 'error',
      from: { path: '^engine/protocol/' },
      to: { path: '^(?!engine/protocol/|node_modules/zod)' },
    },
    { name: 'engine-stands-alone', severity: 'error', from: { path: '^engine/' }, to: { path: '^(electron|renderer|cli|bench|test)/' } },
    { name: 'engine-without-electron', severity: 'error', from: { path: '^engine/' }, to: { path: 'node_modules/(electron|vue)/' } },
    {
      name: 'renderer-knows-the-contract',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(engine/(?!protocol/)|electron|cli)' },
    },
    {
      name: 'electron-knows-the-contract',
      severity: 'error',
      from: { path: '^electron/(?!engine-main\\.ts)' },
      to: { path: '^(engine/(?!protocol/)|renderer|cli)' },
    },
    {
      name: 'engine-main-knows-services',
      severity: 'error',
      from: { path: '^electron/engine-main\\.ts' },
      to: { path: '^engine/(?!protocol/|services/)' },
    },
    {
      name: 'cli-knows-services',
      severity: 'error',
      from: { path: '^cli/' },
      to: { path: '^(engine/(?!protocol/|services/)|electron|renderer)' },
    },
    {
      name: 'contributions-stand-alone',
      severity: 'error',
      from: { path: '^renderer/contrib/([^/]+)/' },
      to: { path: '^renderer/contrib/([^/]+)/', pathNot: '^renderer/contrib/$1/' },
    },
    {
      name: 'one-place-for-docking',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/workbench/' },
      to: { path: 'node_modules/dockview' },
    },
    {
      name: 'one-loader-for-the-core',
      severity: 'error',
      from: { path: '^engine/', pathNot: '^engine/(native|services)/' },
      to: { path: '^engine/native/binding' },
    },
    ...downwards('engine', engine),
    ...downwards('renderer', renderer),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|test/fixtures)' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.vue', '.mjs', '.js', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
