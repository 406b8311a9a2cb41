#include "kernel/peak.h"

#include <chrono>
#include <vector>

#include "core/pool.h"

namespace hindcast {
namespace {

/** The rate of the calling thread. */
double ownPeak(const Kernels& kernels, double milliseconds) {
  using Clock = std::chrono::steady_clock;
  constexpr int64_t rounds = 1 << 18;
  float sink[3] = {0.999f, 0.001f, 0};  // factor, addend, result
  double operations = 0, seconds = 0;
  const Clock::time_point start = Clock::now();
  while (seconds * 1000 < milliseconds) {
    operations += kernels.multiplyAdd(rounds, sink);
    seconds = std::chrono::duration<double>(Clock::now() - start).count();
  }
  return operations / seconds / 1e9;
}

}  // namespace

Status measurePeak(const Kernels& kernels, int threads, double milliseconds, double& gflops) noexcept {
  return guarded([&] {
    Pool pool;
    pool.start(threads);
    std::vector<double> rates(static_cast<size_t>(threads));
    pool.run(threads, [&](int item, int) { rates[static_cast<size_t>(item)] = ownPeak(kernels, milliseconds); });
    gflops = 0;
    for (const double rate : rates) gflops += rate;
    return Status::ok();
  });
}

}  // namespace hindcast
