#include "node/read.h"

#include <algorithm>
#include <initializer_list>

namespace hindcast {
namespace {

bool has(const Napi::Object& object, const char* key) { return !object.Get(key).IsUndefined(); }

double numberOr(const Napi::Object& object, const char* key, double fallback) {
  return has(object, key) ? object.Get(key).ToNumber().DoubleValue() : fallback;
}

/** The first of these properties that is there. */
int firstOf(const Napi::Object& object, std::initializer_list<const char*> keys) {
  for (const char* key : keys)
    if (has(object, key)) return intOf(object, key);
  return 0;
}

/** "" where there is none. */
std::string firstTextOf(const Napi::Object& object, std::initializer_list<const char*> keys) {
  for (const char* key : keys)
    if (has(object, key)) return textOf(object, key);
  return {};
}

Activation activationOf(const std::string& kind) {
  if (kind == "tanh") return Activation::kTanh;
  if (kind == "sigmoid") return Activation::kSigmoid;
  return kind == "softplus" ? Activation::kSoftplus : Activation::kRelu;
}

Distribution distributionOf(const std::string& name) {
  if (name == "studentT") return Distribution::kStudentT;
  return name == "negativeBinomial" ? Distribution::kNegativeBinomial : Distribution::kNormal;
}

WindowSource::Scaling scalingOf(const std::string& name) {
  if (name == "window") return WindowSource::Scaling::kWindow;
  return name == "level" ? WindowSource::Scaling::kLevel : WindowSource::Scaling::kNone;
}

/** The fields of all operations; which of them a node has stands in api.ts. */
GraphNode readNode(const Napi::Object& object) {
  GraphNode node;
  const std::string op = textOf(object, "op");
  const auto name = std::find(std::begin(kOperationNames), std::end(kOperationNames), op);
  if (name == std::end(kOperationNames))
    throw Napi::Error::New(object.Env(), "Expected an operation of the core for op but received '" + op + "'");
  node.op = static_cast<Op>(name - std::begin(kOperationNames));
  node.input = firstTextOf(object, {"input", "left"});
  node.right = firstTextOf(object, {"right", "teacher", "state", "rates", "noise"});
  node.third = firstTextOf(object, {"cell", "scale"});
  node.output = textOf(object, "output");
  node.second = firstTextOf(object, {"finalCell"});
  node.weights = firstTextOf(object, {"weights"});
  Attributes& a = node.attributes;
  a.units = firstOf(object, {"hidden", "units", "features", "season"});
  a.index = firstOf(object, {"index", "channel", "from", "median"});
  a.count = firstOf(object, {"count", "categories", "levels", "mask"});
  a.steps = firstOf(object, {"steps"});
  a.dilation = static_cast<int>(numberOr(object, "dilation", 1));
  a.flag = boolOf(object, "resetAfter") || boolOf(object, "bias") || boolOf(object, "evaluation");
  a.zero = boolOf(object, "zero");
  a.fixed = boolOf(object, "fixed");
  a.carry = boolOf(object, "carry");
  a.rate = static_cast<float>(numberOr(object, "rate", 0));
  a.activation = activationOf(firstTextOf(object, {"kind"}));
  a.distribution = distributionOf(firstTextOf(object, {"distribution"}));
  return node;
}

std::vector<float> copyOrEmpty(const Napi::Object& object, const char* key) {
  return has(object, key) ? copyOf(object.Get(key).As<Napi::Float32Array>()) : std::vector<float>();
}

template <class Array>
auto dataOrNull(const Napi::Object& object, const char* key) -> decltype(Array().Data()) {
  return has(object, key) ? object.Get(key).As<Array>().Data() : nullptr;
}

const float* orNull(const std::vector<float>& values) { return values.empty() ? nullptr : values.data(); }

}  // namespace

void throwIfFailed(Napi::Env env, const Status& status) {
  if (status.failed()) throw Napi::Error::New(env, status.message());
}

int intOf(const Napi::Object& object, const char* key) { return object.Get(key).ToNumber().Int32Value(); }
std::string textOf(const Napi::Object& object, const char* key) { return object.Get(key).ToString(); }
bool boolOf(const Napi::Object& object, const char* key) { return object.Get(key).ToBoolean(); }

ModelSpec readSpec(const Napi::Object& options) {
  ModelSpec spec;
  const Napi::Object graph = options.Get("graph").As<Napi::Object>();
  spec.graph.context = intOf(graph, "context");
  spec.graph.channels = intOf(graph, "channels");
  spec.graph.horizon = firstOf(graph, {"horizon"});
  spec.graph.future = firstOf(graph, {"future"});
  spec.graph.statics = firstOf(graph, {"statics"});
  spec.graph.teacher = boolOf(graph, "teacher");
  spec.graph.noise = boolOf(graph, "noise");
  spec.graph.scale = boolOf(graph, "scale");
  spec.graph.output = textOf(graph, "output");
  const Napi::Array nodes = graph.Get("nodes").As<Napi::Array>();
  for (uint32_t k = 0; k < nodes.Length(); k++) spec.graph.nodes.push_back(readNode(nodes.Get(k).As<Napi::Object>()));

  const Napi::Object loss = options.Get("loss").As<Napi::Object>();
  const std::string kind = textOf(loss, "kind");
  if (!findLoss(kind, spec.loss.kind))
    throw Napi::Error::New(options.Env(), "Expected a loss of the core but received '" + kind + "'");
  if (has(loss, "quantiles")) {
    const Napi::Array quantiles = loss.Get("quantiles").As<Napi::Array>();
    for (uint32_t k = 0; k < quantiles.Length(); k++)
      spec.loss.quantiles.push_back(quantiles.Get(k).ToNumber().FloatValue());
  }
  spec.loss.delta = static_cast<float>(numberOr(loss, "delta", 1));
  spec.loss.classes = firstOf(loss, {"classes"});

  const Napi::Object optimizer = options.Get("optimizer").As<Napi::Object>();
  OptimizerSpec& o = spec.optimizer;
  o.beta1 = numberOr(optimizer, "beta1", o.beta1);
  o.beta2 = numberOr(optimizer, "beta2", o.beta2);
  o.epsilon = numberOr(optimizer, "epsilon", o.epsilon);
  o.clipNorm = numberOr(optimizer, "clipNorm", o.clipNorm);
  o.clipValue = numberOr(optimizer, "clipValue", o.clipValue);
  o.weightDecay = numberOr(optimizer, "weightDecay", o.weightDecay);
  if (has(optimizer, "decoupled")) o.decoupled = boolOf(optimizer, "decoupled");
  o.noise = numberOr(optimizer, "noise", o.noise);
  spec.seed = static_cast<uint64_t>(options.Get("seed").ToNumber().Int64Value());
  if (has(options, "start") && textOf(options, "start") == "uniform") spec.start = Start::kUniform;
  spec.threads = intOf(options, "threads");
  return spec;
}

Napi::Float32Array floatsOf(Napi::Env env, const float* values, size_t count) {
  Napi::Float32Array array = Napi::Float32Array::New(env, count);
  std::copy(values, values + count, array.Data());
  return array;
}

Napi::Float64Array doublesOf(Napi::Env env, const std::vector<double>& values) {
  Napi::Float64Array array = Napi::Float64Array::New(env, values.size());
  std::copy(values.begin(), values.end(), array.Data());
  return array;
}

void KeptSource::set(const Napi::Object& object, int context) {
  WindowSource s;
  const Napi::Float32Array values = object.Get("values").As<Napi::Float32Array>();
  const Napi::Int32Array starts = object.Get("starts").As<Napi::Int32Array>();
  s.channels = intOf(object, "channels");
  s.values = values.Data();
  s.rows = static_cast<int64_t>(values.ElementLength()) / s.channels;
  s.starts = starts.Data();
  s.windows = static_cast<int64_t>(starts.ElementLength());
  s.horizon = intOf(object, "horizon");
  s.targetOffset = static_cast<int>(numberOr(object, "targetOffset", context));
  s.anchorLast = textOf(object, "anchor") == "last";
  s.difference = static_cast<int>(numberOr(object, "difference", 0));
  s.scaling = scalingOf(firstTextOf(object, {"scaling"}));
  s.mask = boolOf(object, "mask");
  if (has(object, "future")) s.future = copyOf(object.Get("future").As<Napi::Int32Array>());
  if (has(object, "statics")) {
    s.statics = dataOrNull<Napi::Float32Array>(object, "statics");
    s.staticRows = intOf(object, "staticRows");
    s.staticOf = dataOrNull<Napi::Int32Array>(object, "staticOf");
  }
  s.weights = dataOrNull<Napi::Float32Array>(object, "weights");
  s.scales = dataOrNull<Napi::Float32Array>(object, "scales");
  arrays_ = Napi::Persistent(object);
  source_ = std::move(s);
}

OwnedBatch::OwnedBatch(const Napi::Object& object)
    : x(copyOf(object.Get("x").As<Napi::Float32Array>())),
      y(copyOf(object.Get("y").As<Napi::Float32Array>())),
      future(copyOrEmpty(object, "future")),
      statics(copyOrEmpty(object, "statics")),
      weights(copyOrEmpty(object, "weights")),
      scales(copyOrEmpty(object, "scales")),
      batch(object.Get("batch").ToNumber().Int64Value()) {}

TensorBatch OwnedBatch::tensors() const {
  return {batch, x.data(), y.data(), orNull(future), orNull(statics), orNull(weights), orNull(scales)};
}

}  // namespace hindcast
