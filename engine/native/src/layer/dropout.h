#pragma once

#include "layer/plain.h"

/*
 * Inverted dropout: an element is dropped with probability `rate`, else multiplied by 1 / (1 - rate).
 * The mask is a hash of a key (seed, step, node, shard) and the element's place, so forward and backward
 * draw the same one and no order of work changes it.
 */

namespace hindcast::HINDCAST_ISA::dropout {

/** A bijection of 32-bit words that spreads every input bit. */
HINDCAST_INLINE WordVector mix(WordVector x) {
  x = (x ^ (x >> 16)) * 0x7FEB352Du;
  x = (x ^ (x >> 15)) * 0x846CA68Bu;
  return x ^ (x >> 16);
}

/** 0 or 1 / (1 - rate) for the elements at `index`. */
HINDCAST_INLINE Vector mask(WordVector index, uint64_t key, float rate) {
  const WordVector word = mix(mix(index + static_cast<uint32_t>(key)) ^ static_cast<uint32_t>(key >> 32));
  // 24 bits, which a float holds exactly, as a number in [0, 1).
  const Vector uniform = __builtin_convertvector((IntVector)(word >> 8), Vector) * 0x1p-24f;
  return uniform < broadcast(rate) ? Vector{} : broadcast(1.0f / (1.0f - rate));
}

HINDCAST_INLINE WordVector firstIndices() {
  WordVector index = {};
  for (int k = 0; k < kWidth; k++) index[k] = static_cast<uint32_t>(k);
  return index;
}

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  const size_t count = plain::tensorFloats(s.steps, s.inputs);
  if (!a.drawMask) {
    plain::pass(a.output, a.input, count, false);
    return;
  }
  WordVector index = firstIndices();
  for (size_t k = 0; k < count; k += kWidth, index += static_cast<uint32_t>(kWidth))
    store(a.output + k, load(a.input + k) * mask(index, a.maskKey, s.rate));
}

inline void backward(const NodeShape& s, const BackwardArgs& a) {
  if (a.inputGradient == nullptr) return;
  const size_t count = plain::tensorFloats(s.steps, s.inputs);
  WordVector index = firstIndices();
  for (size_t k = 0; k < count; k += kWidth, index += static_cast<uint32_t>(kWidth)) {
    Vector d = load(a.outputGradient + k);
    if (a.drawMask) d *= mask(index, a.maskKey, s.rate);
    store(a.inputGradient + k, a.accumulateInput ? load(a.inputGradient + k) + d : d);
  }
}

constexpr OpKernels kKernels = {plain::packedSize, plain::pack, plain::tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::dropout
