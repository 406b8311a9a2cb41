#pragma once

#include "core/status.h"
#include "kernel/table.h"

namespace hindcast {

/** GFLOP/s of `threads` threads that for `milliseconds` do nothing but multiply and add. */
Status measurePeak(const Kernels& kernels, int threads, double milliseconds, double& gflops) noexcept;

}  // namespace hindcast
