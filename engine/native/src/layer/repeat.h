#pragma once

#include "layer/plain.h"

/* A vector at each of `steps` steps, [F] -> [steps][F]. */

namespace hindcast::HINDCAST_ISA::repeat {

inline void rule(NodeShape& s, NodeRule& rule) {
  if (s.steps < 1 || s.steps > (1 << 20)) rule.expected = "steps from 1 to 1048576 for";
  if (s.input.sequence()) rule.expected = "a vector [F] for the input of";
  s.output = {s.steps, s.input.features};
}

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  for (int t = 0; t < s.steps; t++)
    plain::pass(a.output + t * stepStride(s.input.features), a.input, plain::rowFloats(s.input.features), false);
}

inline void backward(const NodeShape& s, const BackwardArgs& a) {
  if (a.inputGradient == nullptr) return;
  plain::begin(a.inputGradient, s.input, a.accumulateInput);
  for (int t = 0; t < s.steps; t++)
    plain::pass(a.inputGradient, a.outputGradient + t * stepStride(s.input.features),
                plain::rowFloats(s.input.features), true);
}

constexpr Operation kOperation = {rule, plain::packedSize, plain::pack, plain::tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::repeat
