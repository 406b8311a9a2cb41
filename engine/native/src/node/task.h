#pragma once

#include <napi.h>

#include <functional>
#include <thread>
#include <utility>

#include "core/priority.h"
#include "core/status.h"

namespace hindcast {

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
    if (const Status status = inBackground() ? workAside() : work_(); status.failed()) SetError(status.message());
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

  /** On a thread of its own, whose priority is low: the one that Node lends reads and writes files too. */
  Status workAside() {
    return guarded([this] {
      Status status = Status::ok();
      std::thread([this, &status] {
        lowerPriority();
        status = guarded(work_);
      }).join();
      return status;
    });
  }

  Napi::Promise::Deferred deferred_;
  Work work_;
  Finish finish_;
  std::function<void()> settled_;
};

}  // namespace hindcast
