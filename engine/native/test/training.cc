/* Sessions: the same bytes on any number of threads, cancelling from another thread, refusals, prediction. */
#include <cmath>
#include <thread>

#include "check.h"
#include "models.h"

namespace hindcast::test {
namespace {

void testThreads(const Kernels& kernels, Op cell) {
  const Series series(9);
  std::vector<float> first;
  for (const int threads : {1, 2, 3, 8}) {
    ModelSpec spec = everyOperation(cell, 9, 11, threads);
    spec.optimizer.clipValue = 0.1;
    spec.optimizer.noise = 0.01;
    spec.optimizer.weightDecay = 0.01;
    const auto session = makeSession(spec, kernels);
    const std::vector<float> trained = trainedParameters(*session, series, 75, 5);
    if (threads == 1) first = trained;
    expect(trained == first, "the same bytes on " + std::to_string(threads) + " threads");
  }
}

/** Batches that grow and shrink, and calls of all kinds, reuse the memory of one session. */
void testMixedCalls(const Kernels& kernels) {
  const Series series(9);
  const auto session = makeSession(stackOf(Op::kGru, Op::kRnn, 9, 5, 3), kernels);
  std::vector<float> outputs(series.starts.size() * kHorizon);
  double loss = 0;
  for (const int64_t batch : {5, 200, 17, 64}) {
    expect(!trainedParameters(*session, series, batch, 2).empty(), "training between other calls");
    const int64_t count = static_cast<int64_t>(series.starts.size());
    const WindowSource source = series.source();
    const WindowFeed feed(source, session->feedSizes(), series.order.data(), count, true);
    expect(!session->predict(feed, batch, outputs.data()).failed(), "prediction between other calls");
    expect(!session->evaluate(feed, batch, loss).failed() && std::isfinite(loss), "a loss between other calls");
    for (const float output : outputs) expect(std::isfinite(output), "a finite prediction");
  }
}

/** Inspecting changes nothing about training. */
void testInspection(const Kernels& kernels) {
  const Series series(9);
  const auto session = makeSession(stackOf(Op::kLstm, Op::kGru, 9, 5, 2), kernels);
  const auto other = makeSession(stackOf(Op::kLstm, Op::kGru, 9, 5, 2), kernels);
  std::vector<float> x(20 * 9 * 2, 0.5f), y(20 * kHorizon, 0.25f);
  TensorBatch tensors;
  tensors.batch = 20;
  tensors.x = x.data();
  tensors.y = y.data();
  const TensorFeed feed(tensors, session->feedSizes());
  std::vector<GateActivations> gates;
  std::vector<StepGradients> gradients;
  expect(!session->activations(feed, gates).failed() && gates.size() == 2, "gates of two layers");
  expect(!session->stepGradients(feed, gradients).failed() && gradients.size() == 2, "gradients of two layers");
  for (const GateActivations& layer : gates) {
    expect(layer.steps == 9 && layer.hidden == 5, "all steps and units of " + layer.node);
    expect(layer.values.size() == static_cast<size_t>(9 * 5 * layer.gates), "values of " + layer.node);
  }
  for (const StepGradients& layer : gradients)
    for (const double norm : layer.norms) expect(std::isfinite(norm) && norm > 0, "a gradient of " + layer.node);
  expect(trainedParameters(*session, series, 40, 3) == trainedParameters(*other, series, 40, 3), "the same bytes");
}

/** Differences of two steps over a horizon of three: by hand, with a gap where a base would be. */
void testDifferences() {
  const float gap = std::nanf("");
  const float values[] = {5, 7, 8, gap, 9, 12, gap, 20};
  const int32_t start = 0;
  WindowSource source;
  source.values = values;
  source.rows = 8;
  source.channels = 1;
  source.starts = &start;
  source.windows = 1;
  source.horizon = 3;
  source.targetOffset = 5;
  source.difference = 2;
  source.mask = true;
  FeedSizes sizes;
  sizes.context = 5;
  sizes.channels = 2;
  sizes.horizon = 3;
  const int32_t index = 0;
  const WindowFeed feed(source, sizes, &index, 1, true);
  std::vector<float> x(5 * stepStride(2)), targets(3 * kLanes), anchors(3 * kLanes), weights(kLanes), scales(kLanes);
  FeedRows rows;
  rows.x = x.data();
  rows.targets = targets.data();
  rows.anchors = anchors.data();
  rows.weights = weights.data();
  rows.scales = scales.data();
  expect(!feed.check().failed(), "a window with differences");
  feed.fill(0, 1, rows);
  const float changes[] = {0, 0, 3, 0, 1}, mask[] = {0, 0, 1, 0, 1}, bases[] = {7, 9, 7}, left[] = {5, gap, 13};
  for (size_t t = 0; t < 5; t++)
    expect(x[t * stepStride(2)] == changes[t] && x[t * stepStride(2) + kLanes] == mask[t],
           "the difference of step " + std::to_string(t));
  for (size_t k = 0; k < 3; k++) {
    expect(anchors[k * kLanes] == bases[k], "the base of step " + std::to_string(k));
    expect(std::isnan(left[k]) ? std::isnan(targets[k * kLanes]) : targets[k * kLanes] == left[k],
           "what is beyond the base of step " + std::to_string(k));
  }
}

void testCancel(const Kernels& kernels) {
  const Series series(9);
  const auto session = makeSession(stackOf(Op::kLstm, Op::kLstm, 9, 16, 2), kernels);
  const int64_t steps = static_cast<int64_t>(series.order.size());
  const WindowSource source = series.source();
  const WindowFeed feed(source, session->feedSizes(), series.order.data(), steps, true);
  const std::vector<double> rates(static_cast<size_t>(steps), 0.001);
  TrainResult result;
  std::thread other([&] { session->cancel(); });
  expect(!session->train(feed, 1, rates.data(), nullptr, result).failed(), "a cancelled call");
  other.join();
  expect(result.cancelled || static_cast<int64_t>(result.losses.size()) == steps, "cancelled or complete");
  session->clearCancel();
  expect(!trainedParameters(*session, series, 8, 1).empty(), "training after cancelling");
}

void testRefusals(const Kernels& kernels) {
  std::unique_ptr<Session> session;
  ModelSpec spec = stackOf(Op::kLstm, Op::kGru, 9, 5, 1);
  spec.graph.nodes[0].attributes.units = 6;
  const Status shapes = Session::create(spec, kernels, session);
  expect(shapes.message() == "Expected two tensors of one shape for add 'sum' but received 'h1' [9, 6] and 'h2' [9, 5]",
         "both shapes in: " + shapes.message());

  const Series series(9);
  session = makeSession(stackOf(Op::kLstm, Op::kGru, 9, 5, 1), kernels);
  const int32_t beyond = static_cast<int32_t>(series.starts.size());
  const WindowSource source = series.source();
  const WindowFeed feed(source, session->feedSizes(), &beyond, 1, true);
  double loss = 0;
  expect(session->evaluate(feed, 1, loss).failed(), "an index beyond the windows");
}

}  // namespace

void testTraining() {
  testDifferences();
  for (const Kernels* kernels : availableKernels()) {
    for (const Op cell : {Op::kRnn, Op::kLstm, Op::kGru}) testThreads(*kernels, cell);
    testInspection(*kernels);
    testMixedCalls(*kernels);
    testCancel(*kernels);
    testRefusals(*kernels);
  }
}

}  // namespace hindcast::test
