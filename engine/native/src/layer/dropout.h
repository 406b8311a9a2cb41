#pragma once

#include "layer/mask.h"
#include "layer/plain.h"

/*
 * Inverted dropout: an element is dropped with probability `rate`, else multiplied by 1 / (1 - rate).
 * Forward and backward draw the same mask.
 */

namespace hindcast::HINDCAST_ISA::dropout {

inline void rule(NodeShape& s, NodeRule& rule) {
  if (!(s.rate >= 0 && s.rate < 1)) rule.expected = "0 <= rate < 1 for";
  s.output = s.input;
}

/** 0 or 1 / (1 - rate) for the elements at `index`. */
HINDCAST_INLINE Vector factor(WordVector index, uint64_t key, float rate) {
  return mask::uniform(index, key) < broadcast(rate) ? Vector{} : broadcast(1.0f / (1.0f - rate));
}

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  const size_t count = plain::tensorFloats(s.input);
  if (!a.drawMask) {
    plain::pass(a.output, a.input, count, false);
    return;
  }
  WordVector index = mask::firstIndices();
  for (size_t k = 0; k < count; k += kWidth, index += static_cast<uint32_t>(kWidth))
    store(a.output + k, load(a.input + k) * factor(index, a.maskKey, s.rate));
}

inline void backward(const NodeShape& s, const BackwardArgs& a) {
  if (a.inputGradient == nullptr) return;
  const size_t count = plain::tensorFloats(s.input);
  WordVector index = mask::firstIndices();
  for (size_t k = 0; k < count; k += kWidth, index += static_cast<uint32_t>(kWidth)) {
    Vector d = load(a.outputGradient + k);
    if (a.drawMask) d *= factor(index, a.maskKey, s.rate);
    store(a.inputGradient + k, a.accumulateInput ? load(a.inputGradient + k) + d : d);
  }
}

constexpr Operation kOperation = {rule, plain::packedSize, plain::pack, plain::tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::dropout
