#pragma once

#include "layer/step.h"

/* The last step of a sequence, [T][F] -> [F]. */

namespace hindcast::HINDCAST_ISA::last {

inline void rule(NodeShape& s, NodeRule& rule) {
  if (!s.input.sequence()) rule.expected = plain::kSequence;
  s.output = {0, s.input.features};
}

inline void forward(const NodeShape& s, const ForwardArgs& a) { step::forwardOf(s, a, s.input.steps - 1); }
inline void backward(const NodeShape& s, const BackwardArgs& a) { step::backwardOf(s, a, s.input.steps - 1); }

constexpr Operation kOperation = {rule, plain::packedSize, plain::pack, plain::tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::last
