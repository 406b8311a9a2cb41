#include "core/pool.h"

#include "core/priority.h"

namespace hindcast {
namespace {

/** Looks again for a while before it sleeps, because most jobs follow one another within microseconds. */
template <class Value>
void waitWhile(const std::atomic<Value>& value, Value unwanted) {
  constexpr int looks = 2000;
  for (int look = 0; look < looks; look++) {
    if (value.load(std::memory_order_acquire) != unwanted) return;
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
  }
  value.wait(unwanted, std::memory_order_acquire);
}

}  // namespace

void Pool::start(int threads) {
  stop();
  stopping_ = false;
  helpers_.reserve(static_cast<size_t>(threads));
  for (int worker = 1; worker < threads; worker++)
    helpers_.emplace_back([this, worker, lowered = inBackground(), seen = generation_.load()]() mutable {
      if (lowered) lowerPriority();
      for (;;) {
        waitWhile(generation_, seen);
        seen = generation_.load(std::memory_order_acquire);
        if (stopping_.load()) return;
        help(worker);
      }
    });
}

void Pool::stop() {
  stopping_ = true;
  generation_.fetch_add(1);
  generation_.notify_all();
  for (std::thread& helper : helpers_) helper.join();
  helpers_.clear();
}

void Pool::runJob(int count, Job job, const void* body) {
  job_ = job;
  body_ = body;
  count_ = count;
  next_.store(0, std::memory_order_relaxed);
  if (count > 1 && !helpers_.empty()) {
    busy_.store(static_cast<int>(helpers_.size()), std::memory_order_relaxed);
    generation_.fetch_add(1, std::memory_order_release);
    generation_.notify_all();
  }
  work(0);
  for (int busy = busy_.load(std::memory_order_acquire); busy != 0; busy = busy_.load(std::memory_order_acquire))
    waitWhile(busy_, busy);
}

void Pool::work(int worker) {
  for (int item = next_.fetch_add(1); item < count_; item = next_.fetch_add(1)) job_(body_, item, worker);
}

void Pool::help(int worker) {
  if (worker < count_) work(worker);
  if (busy_.fetch_sub(1, std::memory_order_acq_rel) == 1) busy_.notify_all();
}

}  // namespace hindcast
