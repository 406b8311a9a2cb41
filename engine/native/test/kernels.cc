/* Every instruction set against the scalar one: trained parameters and gradients of graphs with all operations. */
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

Gradients gradientsOf(const Kernels& kernels, Op first, Op second, int batch, int context, int hidden) {
  const auto session = makeSession(everyOperation(first, second, context, hidden, 1), kernels);
  const Series series(context);
  std::vector<float> x, y;
  for (int k = 0; k < batch * context * 2; k++) x.push_back(series.values[static_cast<size_t>(k % 5)]);
  for (int k = 0; k < batch * kHorizon; k++) y.push_back(series.values[static_cast<size_t>(k % 20)]);
  Gradients result;
  result.outputs.resize(static_cast<size_t>(batch) * kHorizon);
  result.gradient.resize(static_cast<size_t>(session->parameterCount()));
  TensorBatch tensors;
  tensors.batch = batch;
  tensors.x = x.data();
  tensors.y = y.data();
  const TensorFeed feed(tensors, session->feedSizes());
  expect(!session->gradients(feed, -1, result.outputs.data(), result.loss, result.gradient.data()).failed(), "gradients");
  return result;
}

void expectAllClose(const std::vector<float>& actual, const std::vector<float>& expected, const std::string& what) {
  for (size_t k = 0; k < expected.size(); k++)
    expectClose(actual[k], expected[k], 2e-5, what + " " + std::to_string(k));
}

}  // namespace

void testKernels() {
  const Kernels* scalar = availableKernels().back();
  const Op cells[] = {Op::kRnn, Op::kLstm, Op::kGru};
  for (const Kernels* kernels : availableKernels())
    for (const Op first : cells)
      for (const Op second : cells)
        for (const int size : {1, 2, 3, 5, 7, 17, 33}) {
          if (kernels == scalar) continue;
          const std::string what = std::string(kernels->name) + " size " + std::to_string(size);
          const Gradients expected = gradientsOf(*scalar, first, second, size, size, size);
          const Gradients actual = gradientsOf(*kernels, first, second, size, size, size);
          expectClose(actual.loss, expected.loss, 1e-5, what + " loss");
          expectAllClose(actual.outputs, expected.outputs, what + " output");
          expectAllClose(actual.gradient, expected.gradient, what + " gradient");
        }
}

}  // namespace hindcast::test
