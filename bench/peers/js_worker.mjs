/**
 * Trains one recurrent network in TensorFlow.js or brain.js and says how long its steps take. One argument:
 * `tfjs-wasm`, `tfjs-cpu` or `brain`. Reads a JSON object a line, answers one a line:
 *   {"cell": "lstm" | "gru", "B", "T", "H", "outputs"}  makes the network, one input channel; {}
 *   {"steps": n}                                        trains n steps; {"seconds"}
 * or, whatever the question, {"error"}.
 */
import { createInterface } from 'node:readline';

// TensorFlow.js advises its native package on every start and warns of slow first weights.
console.warn = () => {};

/** A layer and a dense head, squared error, Adam: the same as ours. The batch lies ready; there is no clipping. */
async function tensorFlow(backend) {
  const tf = await import('@tensorflow/tfjs');
  if (backend === 'wasm') await import('@tensorflow/tfjs-backend-wasm');
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js has no backend ${backend} here.`);
  return ({ cell, B, T, H, outputs }) => {
    const model = tf.sequential();
    model.add(tf.layers[cell]({ units: H, inputShape: [T, 1], recurrentActivation: 'sigmoid' }));
    model.add(tf.layers.dense({ units: outputs }));
    model.compile({ optimizer: tf.train.adam(1e-4), loss: 'meanSquaredError' });
    const x = tf.randomNormal([B, T, 1]);
    const y = tf.randomNormal([B, outputs]);
    return () => model.trainOnBatch(x, y);
  };
}

/**
 * brain.js knows no batch and no head over several steps: a step of ours is B of its own, each on one sequence of T + 1
 * values of which every next one is predicted, with its own optimiser (RMSprop) after each.
 */
async function brain() {
  const { default: library } = await import('brain.js');
  const kinds = { lstm: library.recurrent.LSTMTimeStep, gru: library.recurrent.GRUTimeStep };
  return ({ cell, B, T, H }) => {
    const net = new kinds[cell]({ inputSize: 1, hiddenLayers: [H], outputSize: 1 });
    const sequences = Array.from({ length: B }, (_, i) => Array.from({ length: T + 1 }, (_, k) => Math.sin((i + k) / 7)));
    return () => net.train(sequences, { iterations: 1, errorThresh: 0, learningRate: 1e-4, log: false });
  };
}

const libraries = { 'tfjs-wasm': () => tensorFlow('wasm'), 'tfjs-cpu': () => tensorFlow('cpu'), brain };
let prepare = null;
let step = null;

async function answer(question) {
  prepare ??= await libraries[process.argv[2]]();
  if (question.cell !== undefined) {
    step = prepare(question);
    return {};
  }
  const start = performance.now();
  for (let i = 0; i < question.steps; i++) await step();
  return { seconds: (performance.now() - start) / 1000 };
}

for await (const line of createInterface({ input: process.stdin })) {
  const text = await answer(JSON.parse(line)).catch((error) => ({ error: String(error.message).slice(0, 300) }));
  process.stdout.write(`${JSON.stringify(text)}\n`);
}
