#pragma once

#include "cell/gru.h"
#include "cell/lstm.h"
#include "cell/rnn.h"
#include "layer/activation.h"
#include "layer/add.h"
#include "layer/channel.h"
#include "layer/concat.h"
#include "layer/dense.h"
#include "layer/draw.h"
#include "layer/dropout.h"
#include "layer/embedding.h"
#include "layer/last.h"
#include "layer/monotone.h"
#include "layer/norm.h"
#include "layer/part.h"
#include "layer/query.h"
#include "layer/repeat.h"
#include "layer/reshape.h"
#include "layer/reverse.h"
#include "layer/smooth.h"
#include "layer/step.h"
#include "layer/teach.h"
#include "optim/adam.h"

/* The function table of one instruction set; see vector.h for what the including file defines. */

namespace hindcast::HINDCAST_ISA {

/** Twelve independent chains, enough to keep two multiply-add units of latency 4 to 6 busy. */
inline double multiplyAdd(int64_t rounds, float* sink) {
  constexpr int chains = 12;
  Vector sums[chains];
  for (int k = 0; k < chains; k++) sums[k] = broadcast(static_cast<float>(k));
  const Vector factor = broadcast(sink[0]), addend = broadcast(sink[1]);
  for (int64_t round = 0; round < rounds; round++) {
    HINDCAST_UNROLL
    for (int k = 0; k < chains; k++) sums[k] = sums[k] * factor + addend;
  }
  for (int k = 0; k < chains; k++) sink[2] += horizontalSum(sums[k]);
  return 2.0 * chains * kWidth * static_cast<double>(rounds);
}

template <Vector (*F)(Vector)>
void map(const float* x, float* y, size_t count) {
  for (size_t k = 0; k < count; k += kWidth) store(y + k, F(load(x + k)));
}

#define HINDCAST_ENTRY(constant, name) name::kOperation,

constexpr Kernels buildTable(const char* name) {
  return {name,
          {HINDCAST_OPERATIONS(HINDCAST_ENTRY)},
          optim::addTo,
          optim::sumOfSquares,
          optim::clipValues,
          optim::adam,
          multiplyAdd,
          map<exponential>,
          map<sigmoid>,
          map<hyperbolicTangent>};
}

#undef HINDCAST_ENTRY

}  // namespace hindcast::HINDCAST_ISA
