#include "models.h"

#include <cmath>
#include <limits>

#include "check.h"

namespace hindcast::test {

namespace {

/** Static rows of two; the last code is not among the categories. */
constexpr float kCodes[] = {0, 1, 0, 3, 0, 7};

/** Writes a graph node by node. */
class Builder {
 public:
  explicit Builder(Graph& graph) : graph_(graph) {}

  /** A node that reads `input`; the caller sets what else it needs, before the next node. */
  GraphNode& add(Op op, const std::string& input, const std::string& output, int units = 0) {
    GraphNode node;
    node.op = op;
    node.input = input;
    node.output = output;
    node.attributes.units = units;
    graph_.nodes.push_back(node);
    return graph_.nodes.back();
  }

  GraphNode& add(Op op, const std::string& left, const std::string& right, const std::string& output) {
    GraphNode& node = add(op, left, output);
    node.right = right;
    return node;
  }

 private:
  Graph& graph_;
};

ModelSpec emptySpec(int context, int threads) {
  ModelSpec spec;
  spec.graph.context = context;
  spec.graph.channels = 2;
  spec.graph.output = std::string("y");
  spec.optimizer.clipNorm = 1;
  spec.seed = 3;
  spec.threads = threads;
  return spec;
}

}  // namespace

ModelSpec stackOf(Op first, Op second, int context, int hidden, int threads) {
  ModelSpec spec = emptySpec(context, threads);
  Builder graph(spec.graph);
  graph.add(first, "x", "h1", hidden);
  graph.add(Op::kDropout, "h1", "d1").attributes.rate = 0.25f;
  graph.add(second, "d1", "h2", hidden).attributes.flag = true;
  graph.add(Op::kAdd, "h1", "h2", "sum");
  graph.add(Op::kLast, "sum", "state");
  graph.add(Op::kDense, "state", "head", kHorizon).attributes.flag = true;
  graph.add(Op::kChannel, "x", "target");
  graph.add(Op::kDense, "target", "bypass", kHorizon).attributes.zero = true;
  graph.add(Op::kAdd, "head", "bypass", "y");
  return spec;
}

ModelSpec everyOperation(Op cell, int context, int hidden, int threads) {
  ModelSpec spec = emptySpec(context, threads);
  Graph& g = spec.graph;
  g.horizon = kHorizon;
  g.future = 2;
  g.statics = 2;
  g.teacher = true;
  Builder graph(g);
  // An encoder that reads the context both ways, with a code and a norm.
  GraphNode& codes = graph.add(Op::kEmbedding, "static", "code", 3);
  codes.attributes.count = 4;
  codes.attributes.index = 1;
  graph.add(Op::kRepeat, "code", "codes").attributes.steps = context;
  graph.add(Op::kConcat, "x", "codes", "entry");
  graph.add(cell, "entry", "ahead", hidden).attributes.dilation = 2;
  graph.add(Op::kReverse, "entry", "turned");
  graph.add(cell, "turned", "back", hidden).attributes.carry = true;
  graph.add(Op::kReverse, "back", "behind");
  graph.add(Op::kAdd, "ahead", "behind", "both");
  graph.add(Op::kNorm, "both", "normal");
  graph.add(Op::kDropout, "normal", "kept").attributes.rate = 0.25f;
  graph.add(Op::kLast, "kept", "state0");
  // A decoder that reads its own forecasts, one step a node.
  graph.add(Op::kQuery, "", "cell0", hidden);
  graph.add(Op::kStep, "x", "first").attributes.index = context - 1;
  graph.add(Op::kPart, "first", "value0").attributes.count = 1;
  std::string outputs;
  for (int k = 0; k < kHorizon; k++) {
    const std::string now = std::to_string(k + 1), before = std::to_string(k);
    graph.add(Op::kStep, "future", "future" + now).attributes.index = k;
    graph.add(Op::kConcat, "value" + before, "future" + now, "input" + now);
    GraphNode& step = graph.add(cell, "input" + now, "state" + now, hidden);
    step.right = "state" + before;
    if (cell == Op::kLstm) {
      step.third = k == 0 ? "cell0" : "cell" + before;
      step.second = "cell" + now;
    }
    if (k > 0) step.weights = "state1";
    GraphNode& head = graph.add(Op::kDense, "state" + now, "out" + now, 1);
    head.attributes.flag = true;
    if (k > 0) head.weights = "out1";
    const std::string all = k == 0 ? "out1" : "all" + now;
    if (k > 0) graph.add(Op::kConcat, outputs, "out" + now, all);
    outputs = all;
    if (k + 1 == kHorizon) break;
    graph.add(Op::kStep, "teacher", "taught" + now).attributes.index = k;
    graph.add(Op::kTeach, "out" + now, "taught" + now, "value" + now).attributes.rate = 0.5f;
  }
  if (cell != Op::kLstm) {
    graph.add(Op::kPart, "cell0", "bias0").attributes.count = 1;
    graph.add(Op::kDense, "bias0", "bias", kHorizon).attributes.flag = true;
    graph.add(Op::kAdd, outputs, "bias", "shifted");
    outputs = "shifted";
  }
  // A bypass over segments.
  GraphNode& row = graph.add(Op::kReshape, "entry", "row", context * 5);
  row.attributes.steps = 0;
  graph.add(Op::kDense, "row", "squashed", 2 * kHorizon).attributes.flag = true;
  graph.add(Op::kActivation, "squashed", "active").attributes.activation = Activation::kSoftplus;
  GraphNode& part = graph.add(Op::kPart, "active", "half");
  part.attributes.index = 1;
  part.attributes.count = kHorizon;
  GraphNode& levels = graph.add(Op::kMonotone, "half", "ordered");
  levels.attributes.count = kHorizon;
  levels.attributes.index = 1;
  graph.add(Op::kAdd, outputs, "ordered", "corrected");
  // Smoothing ahead, of the target where its mask says that it was observed.
  graph.add(Op::kQuery, "", "rates", 2);
  GraphNode& smooth = graph.add(Op::kSmooth, "entry", "rates", "smooth");
  smooth.attributes.units = context > 1 ? context / 2 : 1;
  smooth.attributes.count = 1;
  smooth.attributes.steps = kHorizon;
  GraphNode& smoothed = graph.add(Op::kPart, "smooth", "smoothed");
  smoothed.attributes.index = context;
  smoothed.attributes.count = kHorizon;
  graph.add(Op::kAdd, "corrected", "smoothed", "y");
  return spec;
}

Series::Series(int context, int rows) : context(context) {
  for (int row = 0; row < rows; row++)
    values.push_back(row % 13 == 5 ? std::numeric_limits<float>::quiet_NaN()
                                   : std::sin(0.3f * static_cast<float>(row)) + 0.001f * static_cast<float>(row));
  for (int start = 0; start + context + kHorizon <= rows; start++) starts.push_back(start);
  for (size_t k = 0; k < starts.size(); k++) staticOf.push_back(static_cast<int32_t>(k % 3));
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
  source.future = {0, 0};
  source.statics = kCodes;
  source.staticRows = 3;
  source.staticOf = staticOf.data();
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
