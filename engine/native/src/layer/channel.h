#pragma once

#include "layer/plain.h"

/* One channel of a sequence over all its steps as features, [T][F] -> [T]. */

namespace hindcast::HINDCAST_ISA::channel {

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  const float* x = a.input + plain::rowFloats(s.channel);
  for (int t = 0; t < s.steps; t++)
    plain::pass(a.output + plain::rowFloats(t), x + t * stepStride(s.inputs), kLanes, false);
}

inline void backward(const NodeShape& s, const BackwardArgs& a) {
  if (a.inputGradient == nullptr) return;
  if (!a.accumulateInput) memset(a.inputGradient, 0, plain::tensorFloats(s.steps, s.inputs) * sizeof(float));
  float* dx = a.inputGradient + plain::rowFloats(s.channel);
  for (int t = 0; t < s.steps; t++)
    plain::pass(dx + t * stepStride(s.inputs), a.outputGradient + plain::rowFloats(t), kLanes, true);
}

constexpr OpKernels kKernels = {plain::packedSize, plain::pack, plain::tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::channel
