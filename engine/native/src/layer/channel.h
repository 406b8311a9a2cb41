#pragma once

#include "layer/plain.h"

/* One channel of a sequence over all its steps as features, [T][F] -> [T]. */

namespace hindcast::HINDCAST_ISA::channel {

inline void rule(NodeShape& s, NodeRule& rule) {
  if (s.index < 0 || s.index >= s.input.features) rule.expected = "a channel of the input of";
  if (!s.input.sequence()) rule.expected = plain::kSequence;
  s.output = {0, s.input.steps};
}

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  const float* x = a.input + plain::rowFloats(s.index);
  for (int t = 0; t < s.input.steps; t++)
    plain::pass(a.output + plain::rowFloats(t), x + t * stepStride(s.input.features), kLanes, false);
}

inline void backward(const NodeShape& s, const BackwardArgs& a) {
  if (a.inputGradient == nullptr) return;
  plain::begin(a.inputGradient, s.input, a.accumulateInput);
  float* dx = a.inputGradient + plain::rowFloats(s.index);
  for (int t = 0; t < s.input.steps; t++)
    plain::pass(dx + t * stepStride(s.input.features), a.outputGradient + plain::rowFloats(t), kLanes, true);
}

constexpr Operation kOperation = {rule, plain::packedSize, plain::pack, plain::tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::channel
