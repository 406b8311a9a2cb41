#pragma once

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

namespace hindcast {

/** Threads that share out the items of one job at a time; the caller of `run` is one of them. */
class Pool {
 public:
  Pool() = default;
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  ~Pool() { stop(); }

  /** Makes `threads` workers, the caller of `run` included. Throws what std::thread throws. */
  void start(int threads);
  void stop();
  int threads() const { return static_cast<int>(helpers_.size()) + 1; }

  /** Calls body(item, worker) for every item below `count`, in any order, worker < count; returns when all are done. */
  template <class Body>
  void run(int count, const Body& body) {
    runJob(count, [](const void* b, int item, int worker) { (*static_cast<const Body*>(b))(item, worker); }, &body);
  }

 private:
  using Job = void (*)(const void* body, int item, int worker);

  void runJob(int count, Job job, const void* body);
  void work(int worker);
  void help(int worker);

  std::vector<std::thread> helpers_;
  Job job_ = nullptr;
  const void* body_ = nullptr;
  int count_ = 0;
  std::atomic<int> next_{0};
  std::atomic<int> busy_{0};             // helpers that have not finished the current job
  std::atomic<uint32_t> generation_{0};  // counts jobs
  std::atomic<bool> stopping_{false};
};

}  // namespace hindcast
