#pragma once

#include "layer/plain.h"

/* One step of a sequence, [T][F] -> [F]. */

namespace hindcast::HINDCAST_ISA::step {

inline void forwardOf(const NodeShape& s, const ForwardArgs& a, int index) {
  plain::pass(a.output, a.input + index * stepStride(s.input.features), plain::rowFloats(s.input.features), false);
}

inline void backwardOf(const NodeShape& s, const BackwardArgs& a, int index) {
  if (a.inputGradient == nullptr) return;
  plain::begin(a.inputGradient, s.input, a.accumulateInput);
  plain::pass(a.inputGradient + index * stepStride(s.input.features), a.outputGradient,
              plain::rowFloats(s.input.features), true);
}

inline void rule(NodeShape& s, NodeRule& rule) {
  if (s.index < 0 || s.index >= s.input.steps) rule.expected = "a step of the input of";
  if (!s.input.sequence()) rule.expected = plain::kSequence;
  s.output = {0, s.input.features};
}

inline void forward(const NodeShape& s, const ForwardArgs& a) { forwardOf(s, a, s.index); }
inline void backward(const NodeShape& s, const BackwardArgs& a) { backwardOf(s, a, s.index); }

constexpr Operation kOperation = {rule, plain::packedSize, plain::pack, plain::tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::step
