#include "models.h"

#include <cmath>
#include <limits>

#include "check.h"

namespace hindcast::test {

ModelSpec everyOperation(Op first, Op second, int context, int hidden, int threads) {
  ModelSpec spec;
  spec.graph.context = context;
  spec.graph.channels = 2;
  const auto node = [&](Op op, const std::string& input, const std::string& output, int units) -> GraphNode& {
    GraphNode added;
    added.op = op;
    added.input = input;
    added.output = output;
    added.attributes.units = units;
    spec.graph.nodes.push_back(added);
    return spec.graph.nodes.back();
  };
  node(first, "x", "h1", hidden);
  node(Op::kDropout, "h1", "d1", 0).attributes.rate = 0.25f;
  node(second, "d1", "h2", hidden).attributes.flag = true;
  node(Op::kAdd, "h1", "sum", 0).right = std::string("h2");
  node(Op::kLast, "sum", "state", 0);
  node(Op::kDense, "state", "head", kHorizon).attributes.flag = true;
  node(Op::kChannel, "x", "target", 0);
  node(Op::kDense, "target", "bypass", kHorizon).attributes.zero = true;
  node(Op::kAdd, "head", "y", 0).right = std::string("bypass");
  spec.graph.output = std::string("y");
  spec.optimizer.clipNorm = 1;
  spec.seed = 3;
  spec.threads = threads;
  return spec;
}

Series::Series(int context, int rows) : context(context) {
  for (int row = 0; row < rows; row++)
    values.push_back(row % 13 == 5 ? std::numeric_limits<float>::quiet_NaN()
                                   : std::sin(0.3f * static_cast<float>(row)) + 0.001f * static_cast<float>(row));
  for (int start = 0; start + context + kHorizon <= rows; start++) starts.push_back(start);
  for (size_t k = 0; k < 4 * starts.size(); k++) order.push_back(static_cast<int32_t>(k * 37 % starts.size()));
}

WindowSource Series::source() const {
  WindowSource source;
  source.values = values.data();
  source.rows = static_cast<int64_t>(values.size());
  source.channels = 1;
  source.starts = starts.data();
  source.windows = static_cast<int64_t>(starts.size());
  source.horizon = kHorizon;
  source.targetOffset = context;
  source.anchorLast = true;
  source.mask = true;
  return source;
}

std::unique_ptr<Session> makeSession(const ModelSpec& spec, const Kernels& kernels) {
  std::unique_ptr<Session> session;
  const Status status = Session::create(spec, kernels, session);
  expect(!status.failed(), "a session: " + status.message());
  return session;
}

std::vector<float> trainedParameters(Session& session, const Series& series, int64_t batch, int steps) {
  const WindowSource source = series.source();
  const WindowFeed feed(source, session.feedSizes(), series.order.data(), batch * steps, true);
  const std::vector<double> rates(static_cast<size_t>(steps), 0.01);
  TrainResult result;
  if (session.train(feed, batch, rates.data(), nullptr, result).failed()) return {};
  expect(static_cast<int>(result.losses.size()) == steps, "every step is taken");
  return std::vector<float>(session.parameters(), session.parameters() + session.parameterCount());
}

}  // namespace hindcast::test
