#pragma once

#include "cell/gru_after.h"
#include "cell/gru_before.h"

/* The two forms of the GRU under one operation; NodeShape::flag says whether the reset comes after the product. */

namespace hindcast::HINDCAST_ISA::gru {

inline size_t packedSize(const NodeShape& s) { return s.flag ? gru_after::packedSize(s) : gru_before::packedSize(s); }

inline void pack(const NodeShape& s, const Weights<const float>& w, float* packed) {
  s.flag ? gru_after::pack(s, w, packed) : gru_before::pack(s, w, packed);
}

inline size_t tapeSize(const NodeShape& s, bool keepTape) { return (keepTape ? s.steps : 1) * stepStride(4 * s.units); }

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  s.flag ? gru_after::forward(s, a) : gru_before::forward(s, a);
}

inline void backward(const NodeShape& s, const BackwardArgs& a) {
  s.flag ? gru_after::backward(s, a) : gru_before::backward(s, a);
}

constexpr OpKernels kKernels = {packedSize, pack, tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::gru
