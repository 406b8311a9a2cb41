/*
 * The boundary to Node: a model and the core's own facts as JavaScript objects. Long work runs on plain structs in
 * async workers; statuses become errors.
 */
#include <napi.h>

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/priority.h"
#include "core/session.h"
#include "kernel/dispatch.h"
#include "kernel/peak.h"
#include "node/read.h"
#include "node/task.h"

namespace hindcast {
namespace {

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
         InstanceMethod<&Model::samplePaths>("samplePaths"), InstanceMethod<&Model::evaluate>("evaluate"), InstanceMethod<&Model::gradients>("gradients"),
         InstanceMethod<&Model::activations>("activations"), InstanceMethod<&Model::stepGradients>("stepGradients"),
         InstanceMethod<&Model::getCarriedState>("getCarriedState"),
         InstanceMethod<&Model::setCarriedState>("setCarriedState"),
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

  const WindowSource& source(Napi::Env env) {
    if (source_.empty())
      throw Napi::Error::New(env, "Expected a source before this call but none was set: call setSource");
    return source_.source();
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
    Napi::Array layers = Napi::Array::New(info.Env());
    for (const ParameterTable::Layer& layer : session->plan().parameters.layers())
      layers.Set(layers.Length(), Napi::String::New(info.Env(), layer.name));
    description.Set("layers", layers);
    description.Set("horizon", session->horizon());
    return description;
  }

  Napi::Value trainingBytes(const Napi::CallbackInfo& info) {
    const int64_t batch = info[0].ToNumber().Int64Value();
    return Napi::Number::New(info.Env(), static_cast<double>(idle(info.Env())->trainingBytes(batch)));
  }

  Napi::Value getParameters(const Napi::CallbackInfo& info) {
    const std::shared_ptr<Session> session = idle(info.Env());
    throwIfFailed(info.Env(), guarded([&] {
                    session->parameters();
                    return Status::ok();
                  }));
    return floatsOf(info.Env(), session->parameters(), static_cast<size_t>(session->parameterCount()));
  }

  void setParameters(const Napi::CallbackInfo& info) {
    idle(info.Env())->setParameters(info[0].As<Napi::Float32Array>().Data());
  }

  Napi::Value getOptimizerState(const Napi::CallbackInfo& info) {
    const std::shared_ptr<Session> session = idle(info.Env());
    const size_t count = static_cast<size_t>(session->parameterCount());
    Napi::Float32Array moments = Napi::Float32Array::New(info.Env(), 2 * count);
    std::copy(session->optimizer().firstMoments(), session->optimizer().firstMoments() + count, moments.Data());
    std::copy(session->optimizer().secondMoments(), session->optimizer().secondMoments() + count, moments.Data() + count);
    Napi::Object state = Napi::Object::New(info.Env());
    state.Set("moments", moments);
    state.Set("step", static_cast<double>(session->optimizer().step()));
    return state;
  }

  void setOptimizerState(const Napi::CallbackInfo& info) {
    const std::shared_ptr<Session> session = idle(info.Env());
    const Napi::Object state = info[0].As<Napi::Object>();
    const Napi::Float32Array moments = state.Get("moments").As<Napi::Float32Array>();
    const size_t count = static_cast<size_t>(session->parameterCount());
    std::copy(moments.Data(), moments.Data() + count, session->optimizer().firstMoments());
    std::copy(moments.Data() + count, moments.Data() + 2 * count, session->optimizer().secondMoments());
    session->optimizer().setStep(state.Get("step").ToNumber().Int64Value());
  }

  void setSource(const Napi::CallbackInfo& info) {
    source_.set(info[0].As<Napi::Object>(), idle(info.Env())->plan().context);
  }

  Napi::Value getCarriedState(const Napi::CallbackInfo& info) {
    const std::shared_ptr<Session> session = idle(info.Env());
    return floatsOf(info.Env(), session->carried(), session->carriedFloats());
  }

  void setCarriedState(const Napi::CallbackInfo& info) {
    const Napi::Float32Array values = info[0].As<Napi::Float32Array>();
    throwIfFailed(info.Env(), idle(info.Env())->setCarried(values.Data(), values.ElementLength()));
  }

  Napi::Value trainSteps(const Napi::CallbackInfo& info) {
    struct Call {
      std::vector<int32_t> order;
      std::vector<double> rates;
      std::vector<uint8_t> restarts;
      TrainResult result;
    };
    const Napi::Object request = info[0].As<Napi::Object>();
    const std::shared_ptr<Session> session = idle(info.Env());
    auto call = std::make_shared<Call>();
    call->order = copyOf(request.Get("order").As<Napi::Int32Array>());
    call->rates = copyOf(request.Get("rates").As<Napi::Float64Array>());
    if (!request.Get("restarts").IsUndefined()) call->restarts = copyOf(request.Get("restarts").As<Napi::Uint8Array>());
    const int64_t batch = intOf(request, "batch");
    const WindowSource windows = source(info.Env());
    return run(
        info.Env(),
        [=] {
          const WindowFeed feed(windows, session->feedSizes(), call->order.data(),
                                static_cast<int64_t>(call->order.size()), true);
          const uint8_t* restarts = call->restarts.empty() ? nullptr : call->restarts.data();
          return session->train(feed, batch, call->rates.data(), restarts, call->result);
        },
        [call](Napi::Env env) -> Napi::Value {
          const TrainResult& result = call->result;
          Napi::Object object = Napi::Object::New(env);
          object.Set("steps", static_cast<double>(result.losses.size()));
          object.Set("losses", doublesOf(env, result.losses));
          object.Set("gradientNorms", doublesOf(env, result.gradientNorms));
          object.Set("clippedNorms", doublesOf(env, result.clippedNorms));
          object.Set("layerNorms", doublesOf(env, result.layerNorms));
          object.Set("failed", env.Null());
          if (result.notFinite != NotFinite::kNone) {
            Napi::Object failed = Napi::Object::New(env);
            failed.Set("loss", result.failedLoss);
            failed.Set("gradientNorm", result.failedNorm);
            object.Set("failed", failed);
          }
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
          const WindowFeed feed(windows, session->feedSizes(), indices->data(),
                                static_cast<int64_t>(indices->size()), false);
          return session->predict(feed, batch, data);
        },
        [kept](Napi::Env) -> Napi::Value { return kept->Value(); });
  }

  /** samplePaths(indices, batch, paths, noise) */
  Napi::Value samplePaths(const Napi::CallbackInfo& info) {
    const std::shared_ptr<Session> session = idle(info.Env());
    const auto indices = std::make_shared<std::vector<int32_t>>(copyOf(info[0].As<Napi::Int32Array>()));
    const int64_t batch = info[1].ToNumber().Int64Value(), paths = info[2].ToNumber().Int64Value();
    const auto noise = std::make_shared<std::vector<float>>(copyOf(info[3].As<Napi::Float32Array>()));
    const WindowSource windows = source(info.Env());
    const size_t perWindow = static_cast<size_t>(paths) * static_cast<size_t>(session->horizon());
    const bool shared = noise->size() == 2 * perWindow;
    Napi::Float32Array values = Napi::Float32Array::New(info.Env(), indices->size() * perWindow);
    const auto kept = std::make_shared<Napi::Reference<Napi::Float32Array>>(Napi::Persistent(values));
    float* data = values.Data();
    return run(
        info.Env(),
        [=] {
          const WindowFeed feed(windows, session->feedSizes(), indices->data(),
                                static_cast<int64_t>(indices->size()), false);
          return session->samplePaths(feed, batch, paths, noise->data(), shared, data);
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
          const WindowFeed feed(windows, session->feedSizes(), indices->data(),
                                static_cast<int64_t>(indices->size()), true);
          return session->evaluate(feed, batch, *loss);
        },
        [loss](Napi::Env env) -> Napi::Value { return Napi::Number::New(env, *loss); });
  }

  Napi::Value gradients(const Napi::CallbackInfo& info) {
    struct Call {
      explicit Call(const Napi::Object& object) : batch(object) {}
      OwnedBatch batch;
      std::vector<float> outputs, gradient;
      double loss = 0;
    };
    const std::shared_ptr<Session> session = idle(info.Env());
    auto call = std::make_shared<Call>(info[0].As<Napi::Object>());
    const int64_t dropoutStep = info[1].IsUndefined() ? -1 : info[1].ToNumber().Int64Value();
    call->outputs.resize(static_cast<size_t>(call->batch.batch) * static_cast<size_t>(session->plan().outputs));
    call->gradient.resize(static_cast<size_t>(session->parameterCount()));
    return run(
        info.Env(),
        [=] {
          const TensorFeed feed(call->batch.tensors(), session->feedSizes());
          return session->gradients(feed, dropoutStep, call->outputs.data(), call->loss, call->gradient.data());
        },
        [call](Napi::Env env) -> Napi::Value {
          Napi::Object object = Napi::Object::New(env);
          object.Set("outputs", floatsOf(env, call->outputs.data(), call->outputs.size()));
          object.Set("loss", call->loss);
          object.Set("gradient", floatsOf(env, call->gradient.data(), call->gradient.size()));
          return object;
        });
  }

  Napi::Value activations(const Napi::CallbackInfo& info) {
    const std::shared_ptr<Session> session = idle(info.Env());
    const auto batch = std::make_shared<OwnedBatch>(info[0].As<Napi::Object>());
    const auto layers = std::make_shared<std::vector<GateActivations>>();
    return run(
        info.Env(),
        [=] { return session->activations(TensorFeed(batch->tensors(), session->feedSizes()), *layers); },
        [layers](Napi::Env env) -> Napi::Value {
          Napi::Array array = Napi::Array::New(env);
          for (const GateActivations& layer : *layers) {
            Napi::Object object = Napi::Object::New(env);
            object.Set("node", layer.node);
            object.Set("steps", layer.steps);
            object.Set("hidden", layer.hidden);
            object.Set("values", floatsOf(env, layer.values.data(), layer.values.size()));
            array.Set(array.Length(), object);
          }
          return array;
        });
  }

  Napi::Value stepGradients(const Napi::CallbackInfo& info) {
    const std::shared_ptr<Session> session = idle(info.Env());
    const auto batch = std::make_shared<OwnedBatch>(info[0].As<Napi::Object>());
    const auto layers = std::make_shared<std::vector<StepGradients>>();
    return run(
        info.Env(),
        [=] { return session->stepGradients(TensorFeed(batch->tensors(), session->feedSizes()), *layers); },
        [layers](Napi::Env env) -> Napi::Value {
          Napi::Array array = Napi::Array::New(env);
          for (const StepGradients& layer : *layers) {
            Napi::Object object = Napi::Object::New(env);
            object.Set("node", layer.node);
            object.Set("norms", doublesOf(env, layer.norms));
            array.Set(array.Length(), object);
          }
          return array;
        });
  }

  void cancel(const Napi::CallbackInfo&) {
    if (session_ != nullptr) session_->cancel();
  }

  void dispose(const Napi::CallbackInfo& info) {
    cancel(info);
    session_.reset();
    source_.reset();
  }

  std::shared_ptr<Session> session_;
  bool busy_ = false;
  KeptSource source_;
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

void coreBackground(const Napi::CallbackInfo& info) { setBackground(info[0].ToBoolean()); }

Napi::Object define(Napi::Env env, Napi::Object exports) {
  exports.Set("Model", Model::define(env));
  exports.Set("info", Napi::Function::New<coreInfo>(env, "info"));
  exports.Set("setBackground", Napi::Function::New<coreBackground>(env, "setBackground"));
  exports.Set("measurePeak", Napi::Function::New<corePeak>(env, "measurePeak"));
  return exports;
}

}  // namespace
}  // namespace hindcast

static Napi::Object defineAddon(Napi::Env env, Napi::Object exports) { return hindcast::define(env, exports); }

NODE_API_MODULE(hindcast, defineAddon)
