/* Every instruction set against the scalar one: trained parameters and gradients of graphs with all operations. */
#include <cmath>
#include <vector>

#include "check.h"
#include "models.h"

namespace hindcast::test {
namespace {

struct Gradients {
  std::vector<float> outputs;
  std::vector<float> gradient;
  double loss = 0;
};

/** Numbers of a series, over and over, without its gaps. */
std::vector<float> numbers(const Series& series, int count) {
  std::vector<float> result;
  for (size_t k = 0; result.size() < static_cast<size_t>(count); k++) {
    const float value = series.values[k % series.values.size()];
    if (!std::isnan(value)) result.push_back(value);
  }
  return result;
}

/** With the dropout and the teacher of step 0. */
Gradients gradientsOf(const Kernels& kernels, const ModelSpec& spec, int batch) {
  const auto session = makeSession(spec, kernels);
  const Series series(spec.graph.context);
  const FeedSizes sizes = session->feedSizes();
  const std::vector<float> x = numbers(series, batch * sizes.context * sizes.channels);
  const std::vector<float> future = numbers(series, batch * sizes.futureSteps * sizes.future);
  std::vector<float> y, statics;
  for (int k = 0; k < batch * kHorizon; k++) y.push_back(series.values[static_cast<size_t>(k % 20)]);
  for (int k = 0; k < batch * sizes.statics; k++) statics.push_back(static_cast<float>(k % 5));
  Gradients result;
  result.outputs.resize(static_cast<size_t>(batch) * kHorizon);
  result.gradient.resize(static_cast<size_t>(session->parameterCount()));
  TensorBatch tensors;
  tensors.batch = batch;
  tensors.x = x.data();
  tensors.y = y.data();
  tensors.future = future.data();
  tensors.statics = statics.data();
  const TensorFeed feed(tensors, sizes);
  expect(!session->gradients(feed, 0, result.outputs.data(), result.loss, result.gradient.data()).failed(),
         "gradients");
  return result;
}

void expectAllClose(const std::vector<float>& actual, const std::vector<float>& expected, const std::string& what) {
  for (size_t k = 0; k < expected.size(); k++)
    expectClose(actual[k], expected[k], 2e-5, what + " " + std::to_string(k));
}

void compare(const Kernels& kernels, const ModelSpec& spec, int batch, const std::string& what) {
  const Gradients expected = gradientsOf(*availableKernels().back(), spec, batch);
  const Gradients actual = gradientsOf(kernels, spec, batch);
  expectClose(actual.loss, expected.loss, 1e-5, what + " loss");
  expectAllClose(actual.outputs, expected.outputs, what + " output");
  expectAllClose(actual.gradient, expected.gradient, what + " gradient");
}

}  // namespace

void testKernels() {
  const Op cells[] = {Op::kRnn, Op::kLstm, Op::kGru};
  for (const Kernels* kernels : availableKernels())
    for (const int size : {1, 2, 3, 5, 7, 17, 33}) {
      if (kernels == availableKernels().back()) continue;
      const std::string what = std::string(kernels->name) + " size " + std::to_string(size);
      for (const Op cell : cells) {
        compare(*kernels, everyOperation(cell, size, size, 1), size, what);
        for (const Op second : cells) compare(*kernels, stackOf(cell, second, size, size, 1), size, what + " stack");
      }
    }
}

}  // namespace hindcast::test
