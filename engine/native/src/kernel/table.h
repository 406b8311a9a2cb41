#pragma once

#include <cstddef>
#include <cstdint>

#include "kernel/operation.h"
#include "kernel/operations.h"

namespace hindcast {

/** The constants of one Adam step; gradients are multiplied by `scale` first, and `decay` times the parameter is added. */
struct AdamStep {
  float scale = 1;
  float decay = 0;
  float keepFirst = 0;    // beta1
  float keepSecond = 0;   // beta2
  float enterFirst = 0;   // 1 - beta1, rounded once: 1 - float(beta1) has lost its digits
  float enterSecond = 0;  // 1 - beta2
  float stepSize = 0;     // rate / (1 - beta1^t)
  float secondScale = 0;  // 1 / (1 - beta2^t)
  float epsilon = 0;
  float shrink = 0;  // what AdamW takes off a parameter: rate times weight decay
};

/** Everything that is compiled once an instruction set. Counts are multiples of kLanes. */
struct Kernels {
  const char* name = nullptr;
  Operation operations[kOperationCount];
  /** sum += addend. */
  void (*add)(float* sum, const float* addend, size_t count) = nullptr;
  /** In double precision; any count. */
  double (*sumOfSquares)(const float* values, size_t count) = nullptr;
  void (*clipValues)(float* values, float most, size_t count) = nullptr;
  void (*adam)(const AdamStep&, const float* gradient, float* parameters, float* first, float* second,
               size_t count) = nullptr;
  /** Runs `rounds` of independent fused multiply-adds and returns how many floating-point operations that was. */
  double (*multiplyAdd)(int64_t rounds, float* sink) = nullptr;
  /** The vector functions themselves, for tests of their accuracy. */
  void (*exponential)(const float* x, float* y, size_t count) = nullptr;
  void (*sigmoid)(const float* x, float* y, size_t count) = nullptr;
  void (*tanh)(const float* x, float* y, size_t count) = nullptr;
};

}  // namespace hindcast
