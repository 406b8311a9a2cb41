/*
 * The boundary to Node: the only file that includes napi.h. It turns JavaScript values, which binding.ts has
 * checked, into plain structs, runs long work on plain structs in async workers, and turns statuses into errors.
 */
#include <napi.h>

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/session.h"
#include "kernel/dispatch.h"
#include "kernel/peak.h"

namespace hindcast {
namespace {

void throwIfFailed(Napi::Env env, const Status& status) {
  if (status.failed()) throw Napi::Error::New(env, status.message());
}

int intOf(const Napi::Object& object, const char* key) { return object.Get(key).ToNumber().Int32Value(); }
double numberOf(const Napi::Object& object, const char* key) { return object.Get(key).ToNumber().DoubleValue(); }
bool boolOf(const Napi::Object& object, const char* key) { return object.Get(key).ToBoolean(); }
std::string textOf(const Napi::Object& object, const char* key) { return object.Get(key).ToString(); }

GraphNode readNode(const Napi::Object& object) {
  GraphNode node;
  const std::string op = textOf(object, "op");
  node.output = textOf(object, "output");
  node.input = textOf(object, op == "add" ? "left" : "input");
  if (op == "rnn" || op == "lstm" || op == "gru") {
    node.op = op == "rnn" ? Op::kRnn : op == "lstm" ? Op::kLstm : Op::kGru;
    node.units = intOf(object, "hidden");
    node.flag = op == "gru" && boolOf(object, "resetAfter");
  } else if (op == "dense") {
    node.op = Op::kDense;
    node.units = intOf(object, "units");
    node.flag = boolOf(object, "bias");
    node.zero = boolOf(object, "zero");
  } else if (op == "dropout") {
    node.op = Op::kDropout;
    node.rate = static_cast<float>(numberOf(object, "rate"));
  } else if (op == "last") {
    node.op = Op::kLast;
  } else if (op == "channel") {
    node.op = Op::kChannel;
    node.units = intOf(object, "channel");
  } else if (op == "add") {
    node.op = Op::kAdd;
    node.right = textOf(object, "right");
  } else {
    throw Napi::Error::New(object.Env(), "Expected an operation of the core for op but received '" + op + "'");
  }
  return node;
}

ModelSpec readSpec(const Napi::Object& options) {
  ModelSpec spec;
  const Napi::Object graph = options.Get("graph").As<Napi::Object>();
  spec.graph.context = intOf(graph, "context");
  spec.graph.channels = intOf(graph, "channels");
  spec.graph.output = textOf(graph, "output");
  const Napi::Array nodes = graph.Get("nodes").As<Napi::Array>();
  for (uint32_t k = 0; k < nodes.Length(); k++) spec.graph.nodes.push_back(readNode(nodes.Get(k).As<Napi::Object>()));

  const Napi::Object loss = options.Get("loss").As<Napi::Object>();
  if (textOf(loss, "kind") == "pinball") {
    spec.loss.kind = LossKind::kPinball;
    const Napi::Array quantiles = loss.Get("quantiles").As<Napi::Array>();
    for (uint32_t k = 0; k < quantiles.Length(); k++)
      spec.loss.quantiles.push_back(quantiles.Get(k).ToNumber().FloatValue());
  }
  const Napi::Object optimizer = options.Get("optimizer").As<Napi::Object>();
  spec.optimizer = {numberOf(optimizer, "beta1"), numberOf(optimizer, "beta2"), numberOf(optimizer, "epsilon"),
                    numberOf(optimizer, "clipNorm")};
  spec.seed = static_cast<uint64_t>(options.Get("seed").ToNumber().Int64Value());
  spec.threads = intOf(options, "threads");
  return spec;
}

template <class Element>
std::vector<Element> copyOf(const Napi::TypedArrayOf<Element>& array) {
  return std::vector<Element>(array.Data(), array.Data() + array.ElementLength());
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

/** Work off the JavaScript thread whose outcome settles a promise. */
class Task final : public Napi::AsyncWorker {
 public:
  using Work = std::function<Status()>;
  using Finish = std::function<Napi::Value(Napi::Env)>;

  /** `finish` makes the result on the JavaScript thread; `settled` runs there before the promise settles. */
  static Napi::Promise start(Napi::Env env, Work work, Finish finish, std::function<void()> settled) {
    Task* task = new Task(env, std::move(work), std::move(finish), std::move(settled));
    const Napi::Promise promise = task->deferred_.Promise();
    task->Queue();
    return promise;
  }

 protected:
  void Execute() override {
    if (const Status status = work_(); status.failed()) SetError(status.message());
  }
  void OnOK() override {
    settled_();
    deferred_.Resolve(finish_(Env()));
  }
  void OnError(const Napi::Error& error) override {
    settled_();
    deferred_.Reject(error.Value());
  }

 private:
  Task(Napi::Env env, Work work, Finish finish, std::function<void()> settled)
      : AsyncWorker(env),
        deferred_(Napi::Promise::Deferred::New(env)),
        work_(std::move(work)),
        finish_(std::move(finish)),
        settled_(std::move(settled)) {}

  Napi::Promise::Deferred deferred_;
  Work work_;
  Finish finish_;
  std::function<void()> settled_;
};

/** A session as a JavaScript object. A running task shares the session, so that dispose() never frees under it. */
class Model final : public Napi::ObjectWrap<Model> {
 public:
  static Napi::Function define(Napi::Env env) {
    return DefineClass(
        env, "Model",
        {InstanceMethod<&Model::describe>("describe"), InstanceMethod<&Model::trainingBytes>("trainingBytes"),
         InstanceMethod<&Model::getParameters>("getParameters"), InstanceMethod<&Model::setParameters>("setParameters"),
         InstanceMethod<&Model::getOptimizerState>("getOptimizerState"),
         InstanceMethod<&Model::setOptimizerState>("setOptimizerState"), InstanceMethod<&Model::setSource>("setSource"),
         InstanceMethod<&Model::trainSteps>("trainSteps"), InstanceMethod<&Model::predict>("predict"),
         InstanceMethod<&Model::evaluate>("evaluate"), InstanceMethod<&Model::gradients>("gradients"),
         InstanceMethod<&Model::cancel>("cancel"), InstanceMethod<&Model::dispose>("dispose")});
  }

  explicit Model(const Napi::CallbackInfo& info) : ObjectWrap(info) {
    const Kernels* kernels = nullptr;
    throwIfFailed(info.Env(), findKernels(info[1].ToString(), kernels));
    std::unique_ptr<Session> session;
    throwIfFailed(info.Env(), Session::create(readSpec(info[0].As<Napi::Object>()), *kernels, session));
    session_ = std::move(session);
  }

 private:
  /** The session, for a call that needs it idle. */
  std::shared_ptr<Session> idle(Napi::Env env) {
    if (session_ == nullptr) throw Napi::Error::New(env, "Expected a model in use but it has been disposed");
    if (busy_) throw Napi::Error::New(env, "Expected an idle model but a call is running: await it or cancel it first");
    return session_;
  }

  WindowSource source(Napi::Env env) {
    if (values_.IsEmpty())
      throw Napi::Error::New(env, "Expected a source before this call but none was set: call setSource");
    WindowSource source = source_;
    source.values = values_.Value().Data();
    source.rows = static_cast<int64_t>(values_.Value().ElementLength()) / source.channels;
    source.starts = starts_.Value().Data();
    source.windows = static_cast<int64_t>(starts_.Value().ElementLength());
    return source;
  }

  /** Runs `work` with this object kept alive and marked busy. */
  Napi::Value run(Napi::Env env, Task::Work work, Task::Finish finish) {
    auto self = std::make_shared<Napi::ObjectReference>(Napi::Persistent(Value()));
    busy_ = true;
    session_->clearCancel();
    return Task::start(env, std::move(work), std::move(finish), [this, self] { busy_ = false; });
  }

  Napi::Value describe(const Napi::CallbackInfo& info) {
    const std::shared_ptr<Session> session = idle(info.Env());
    const std::vector<Parameter>& table = session->plan().parameters.all();
    Napi::Array parameters = Napi::Array::New(info.Env(), table.size());
    for (uint32_t k = 0; k < table.size(); k++) {
      Napi::Object parameter = Napi::Object::New(info.Env());
      Napi::Array shape = Napi::Array::New(info.Env());
      for (const int extent : table[k].shape) shape.Set(shape.Length(), extent);
      parameter.Set("name", table[k].name);
      parameter.Set("shape", shape);
      parameter.Set("offset", static_cast<double>(table[k].offset));
      parameters.Set(k, parameter);
    }
    Napi::Object description = Napi::Object::New(info.Env());
    description.Set("parameters", parameters);
    description.Set("parameterCount", static_cast<double>(session->parameterCount()));
    description.Set("outputs", session->plan().outputs);
    description.Set("horizon", session->horizon());
    return description;
  }

  Napi::Value trainingBytes(const Napi::CallbackInfo& info) {
    const int64_t batch = info[0].ToNumber().Int64Value();
    return Napi::Number::New(info.Env(), static_cast<double>(idle(info.Env())->trainingBytes(batch)));
  }

  Napi::Value getParameters(const Napi::CallbackInfo& info) {
    const std::shared_ptr<Session> session = idle(info.Env());
    return floatsOf(info.Env(), session->parameters(), static_cast<size_t>(session->parameterCount()));
  }

  void setParameters(const Napi::CallbackInfo& info) {
    const Napi::Float32Array values = info[0].As<Napi::Float32Array>();
    std::copy(values.Data(), values.Data() + values.ElementLength(), idle(info.Env())->parameters());
  }

  Napi::Value getOptimizerState(const Napi::CallbackInfo& info) {
    const std::shared_ptr<Session> session = idle(info.Env());
    const size_t count = static_cast<size_t>(session->parameterCount());
    Napi::Float32Array moments = Napi::Float32Array::New(info.Env(), 2 * count);
    std::copy(session->firstMoments(), session->firstMoments() + count, moments.Data());
    std::copy(session->secondMoments(), session->secondMoments() + count, moments.Data() + count);
    Napi::Object state = Napi::Object::New(info.Env());
    state.Set("moments", moments);
    state.Set("step", static_cast<double>(session->step()));
    return state;
  }

  void setOptimizerState(const Napi::CallbackInfo& info) {
    const std::shared_ptr<Session> session = idle(info.Env());
    const Napi::Object state = info[0].As<Napi::Object>();
    const Napi::Float32Array moments = state.Get("moments").As<Napi::Float32Array>();
    const size_t count = static_cast<size_t>(session->parameterCount());
    std::copy(moments.Data(), moments.Data() + count, session->firstMoments());
    std::copy(moments.Data() + count, moments.Data() + 2 * count, session->secondMoments());
    session->setStep(state.Get("step").ToNumber().Int64Value());
  }

  void setSource(const Napi::CallbackInfo& info) {
    idle(info.Env());
    const Napi::Object object = info[0].As<Napi::Object>();
    source_.channels = intOf(object, "channels");
    source_.horizon = intOf(object, "horizon");
    source_.anchorLast = textOf(object, "anchor") == "last";
    source_.mask = boolOf(object, "mask");
    values_ = Napi::Persistent(object.Get("values").As<Napi::Float32Array>());
    starts_ = Napi::Persistent(object.Get("starts").As<Napi::Int32Array>());
  }

  Napi::Value trainSteps(const Napi::CallbackInfo& info) {
    struct Call {
      std::vector<int32_t> order;
      std::vector<double> rates;
      TrainResult result;
    };
    const Napi::Object request = info[0].As<Napi::Object>();
    const std::shared_ptr<Session> session = idle(info.Env());
    auto call = std::make_shared<Call>();
    call->order = copyOf(request.Get("order").As<Napi::Int32Array>());
    call->rates = copyOf(request.Get("rates").As<Napi::Float64Array>());
    const int64_t batch = intOf(request, "batch");
    const WindowSource windows = source(info.Env());
    return run(
        info.Env(),
        [=] {
          const WindowFeed feed(windows, session->plan().context, call->order.data(),
                                static_cast<int64_t>(call->order.size()), true);
          return session->train(feed, batch, call->rates.data(), call->result);
        },
        [call](Napi::Env env) -> Napi::Value {
          const TrainResult& result = call->result;
          Napi::Object object = Napi::Object::New(env);
          object.Set("steps", static_cast<double>(result.losses.size()));
          object.Set("losses", doublesOf(env, result.losses));
          object.Set("gradientNorms", doublesOf(env, result.gradientNorms));
          object.Set("notFinite", result.notFinite == NotFinite::kNone
                                      ? env.Null()
                                      : Napi::Value(Napi::String::New(
                                            env, result.notFinite == NotFinite::kLoss ? "loss" : "gradient")));
          object.Set("cancelled", result.cancelled);
          return object;
        });
  }

  Napi::Value predict(const Napi::CallbackInfo& info) {
    const std::shared_ptr<Session> session = idle(info.Env());
    const auto indices = std::make_shared<std::vector<int32_t>>(copyOf(info[0].As<Napi::Int32Array>()));
    const int64_t batch = info[1].ToNumber().Int64Value();
    const WindowSource windows = source(info.Env());
    Napi::Float32Array outputs =
        Napi::Float32Array::New(info.Env(), indices->size() * static_cast<size_t>(session->plan().outputs));
    const auto kept = std::make_shared<Napi::Reference<Napi::Float32Array>>(Napi::Persistent(outputs));
    float* data = outputs.Data();
    return run(
        info.Env(),
        [=] {
          const WindowFeed feed(windows, session->plan().context, indices->data(),
                                static_cast<int64_t>(indices->size()), false);
          return session->predict(feed, batch, data);
        },
        [kept](Napi::Env) -> Napi::Value { return kept->Value(); });
  }

  Napi::Value evaluate(const Napi::CallbackInfo& info) {
    const std::shared_ptr<Session> session = idle(info.Env());
    const auto indices = std::make_shared<std::vector<int32_t>>(copyOf(info[0].As<Napi::Int32Array>()));
    const int64_t batch = info[1].ToNumber().Int64Value();
    const WindowSource windows = source(info.Env());
    const auto loss = std::make_shared<double>(0);
    return run(
        info.Env(),
        [=] {
          const WindowFeed feed(windows, session->plan().context, indices->data(),
                                static_cast<int64_t>(indices->size()), true);
          return session->evaluate(feed, batch, *loss);
        },
        [loss](Napi::Env env) -> Napi::Value { return Napi::Number::New(env, *loss); });
  }

  Napi::Value gradients(const Napi::CallbackInfo& info) {
    struct Call {
      std::vector<float> x, y, outputs, gradient;
      double loss = 0;
    };
    const std::shared_ptr<Session> session = idle(info.Env());
    const int64_t batch = info[2].ToNumber().Int64Value();
    auto call = std::make_shared<Call>();
    call->x = copyOf(info[0].As<Napi::Float32Array>());
    call->y = copyOf(info[1].As<Napi::Float32Array>());
    call->outputs.resize(static_cast<size_t>(batch) * static_cast<size_t>(session->plan().outputs));
    call->gradient.resize(static_cast<size_t>(session->parameterCount()));
    return run(
        info.Env(),
        [=] {
          const Plan& plan = session->plan();
          const TensorFeed feed(call->x.data(), call->y.data(), batch, plan.context, plan.channels, session->horizon());
          return session->gradients(feed, call->outputs.data(), call->loss, call->gradient.data());
        },
        [call](Napi::Env env) -> Napi::Value {
          Napi::Object object = Napi::Object::New(env);
          object.Set("outputs", floatsOf(env, call->outputs.data(), call->outputs.size()));
          object.Set("loss", call->loss);
          object.Set("gradient", floatsOf(env, call->gradient.data(), call->gradient.size()));
          return object;
        });
  }

  void cancel(const Napi::CallbackInfo&) {
    if (session_ != nullptr) session_->cancel();
  }

  void dispose(const Napi::CallbackInfo& info) {
    cancel(info);
    session_.reset();
    values_.Reset();
    starts_.Reset();
  }

  std::shared_ptr<Session> session_;
  bool busy_ = false;
  WindowSource source_;
  Napi::Reference<Napi::Float32Array> values_;
  Napi::Reference<Napi::Int32Array> starts_;
};

/** info(requested set): what the core is and which set is in use. */
Napi::Value coreInfo(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const Kernels* active = nullptr;
  throwIfFailed(env, findKernels(info[0].ToString(), active));
  Napi::Array available = Napi::Array::New(env);
  for (const Kernels* kernels : availableKernels()) available.Set(available.Length(), kernels->name);
  Napi::Object object = Napi::Object::New(env);
  object.Set("version", HINDCAST_VERSION);
#if defined(__clang__)
  object.Set("compiler", "clang " __clang_version__);
#else
  object.Set("compiler", "gcc " __VERSION__);
#endif
  object.Set("active", active->name);
  object.Set("available", available);
  object.Set("hardwareThreads", static_cast<double>(std::thread::hardware_concurrency()));
  return object;
}

Napi::Value corePeak(const Napi::CallbackInfo& info) {
  const Kernels* kernels = nullptr;
  throwIfFailed(info.Env(), findKernels(info[0].ToString(), kernels));
  const int threads = info[1].ToNumber();
  const double milliseconds = info[2].ToNumber();
  const auto gflops = std::make_shared<double>(0);
  return Task::start(
      info.Env(), [=] { return measurePeak(*kernels, threads, milliseconds, *gflops); },
      [gflops](Napi::Env env) -> Napi::Value { return Napi::Number::New(env, *gflops); }, [] {});
}

Napi::Object define(Napi::Env env, Napi::Object exports) {
  exports.Set("Model", Model::define(env));
  exports.Set("info", Napi::Function::New<coreInfo>(env, "info"));
  exports.Set("measurePeak", Napi::Function::New<corePeak>(env, "measurePeak"));
  return exports;
}

}  // namespace
}  // namespace hindcast

static Napi::Object defineAddon(Napi::Env env, Napi::Object exports) { return hindcast::define(env, exports); }

NODE_API_MODULE(hindcast, defineAddon)
