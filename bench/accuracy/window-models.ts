import type { Baseline } from '../../engine/models/baseline.ts';

import { applyRidge, bestRidge, sumWindows } from '../../engine/models/ridge/index.ts';
import { catalogue } from './catalogue.ts';
import type { WindowForecaster, WindowModel } from './evaluate-ltsf.ts';

/** A method that reads one context at a time. */
function oneByOne(context: number, horizon: number, method: (context: Float64Array) => Float64Array): WindowForecaster {
  return async (contexts) => {
    const forecasts = new Float64Array((contexts.length / context) * horizon);
    for (let n = 0; n * context < contexts.length; n++) {
      forecasts.set(method(contexts.subarray(n * context, (n + 1) * context)), n * horizon);
    }
    return forecasts;
  };
}

function catalogued(method: Baseline): WindowModel {
  return async ({ context, horizon, season }) => ({
    forecast: oneByOne(context, horizon, (values) => method(values, horizon, season)),
  });
}

/** One ridge for all channels on windows less their last value; the penalty that forecasts the validation part best. */
const globalRidge: WindowModel = async ({ channels, trainingEnd, context, horizon }) => {
  const training = sumWindows(
    channels.map((values) => values.subarray(0, trainingEnd)),
    context,
    horizon,
    'last',
  );
  const validation = sumWindows(
    channels.map((values) => values.subarray(Math.max(0, trainingEnd - context))),
    context,
    horizon,
    'last',
  );
  const map = bestRidge(training, validation, 'last');
  if (map === null)
    throw new Error(`Expected training and validation windows of context ${context} and horizon ${horizon} but there are none.`);
  return { forecast: oneByOne(context, horizon, (values) => applyRidge(map, values)) };
};

export const windowModels: Record<string, WindowModel> = {
  ...Object.fromEntries(Object.entries(catalogue).map(([name, method]) => [name, catalogued(method)])),
  'ridge-global': globalRidge,
};
