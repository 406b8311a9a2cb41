#pragma once

#include "layer/mask.h"
#include "layer/plain.h"

/*
 * Teacher forcing: in training a window takes the right input, where it is observed, with probability `rate`
 * (scheduled sampling, Bengio et al. 2015), else the left one; with `flag` also where a loss is evaluated outside of
 * training. The choice is a hash of the key (seed, step, node, shard) and the lane, the same in forward and backward.
 */

namespace hindcast::HINDCAST_ISA::teach {

inline void rule(NodeShape& s, NodeRule& rule) {
  if (s.input.sequence() || s.input != s.right) rule.expected = "two vectors of one shape for";
  if (!(s.rate >= 0 && s.rate <= 1)) rule.expected = "0 <= rate <= 1 for";
  s.output = s.input;
}

inline size_t tapeSize(const NodeShape& s, bool) { return plain::rowFloats(s.input.features); }

/** The tape holds 1 where the teacher was taken. */
inline void forward(const NodeShape& s, const ForwardArgs& a) {
  const WordVector first = mask::firstIndices();
  const bool taught = a.training || (a.targets && s.flag);
  for (int l = 0; l < kLanes; l += kWidth) {
    const WordVector lanes = first + static_cast<uint32_t>(l);
    const Vector chance = a.drawMask ? mask::uniform(lanes, a.maskKey) : Vector{};
    for (int f = 0; f < s.input.features; f++) {
      const size_t at = plain::rowFloats(f) + l;
      const Vector own = load(a.input + at);
      Vector taken = {};
      if (taught && s.rate > 0) {
        const Vector truth = load(a.right + at);
        taken = chance < broadcast(s.rate) ? broadcast(1.0f) : Vector{};
        taken = truth == truth ? taken : Vector{};
        store(a.output + at, taken > Vector{} ? truth : own);
      } else {
        store(a.output + at, own);
      }
      store(a.tape + at, taken);
    }
  }
}

inline void backward(const NodeShape& s, const BackwardArgs& a) {
  if (a.rightGradient != nullptr) plain::begin(a.rightGradient, s.right, a.accumulateRight);
  if (a.inputGradient == nullptr) return;
  for (size_t k = 0; k < plain::rowFloats(s.input.features); k += kWidth) {
    const Vector d = load(a.outputGradient + k) * (1.0f - load(a.tape + k));
    store(a.inputGradient + k, a.accumulateInput ? load(a.inputGradient + k) + d : d);
  }
}

constexpr Operation kOperation = {rule, plain::packedSize, plain::pack, tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::teach
