#pragma once

#include "kernel/product.h"

/* y = W x + b over a vector of features. Packed: W, the bias padded to whole panels, W'. */

namespace hindcast::HINDCAST_ISA::dense {

inline size_t weightsSize(int M, int K) { return static_cast<size_t>(panels(M, kBlockRows)) * kBlockRows * K; }

inline size_t packedSize(const NodeShape& s) {
  return weightsSize(s.units, s.inputs) + weightsSize(s.units, 1) + weightsSize(s.inputs, s.units);
}

inline void pack(const NodeShape& s, const Weights<const float>& w, float* packed) {
  packPanels<kBlockRows>(w.input, s.inputs, 1, s.units, s.inputs, packed);
  packed += weightsSize(s.units, s.inputs);
  if (w.bias != nullptr) packPanels<kBlockRows>(w.bias, 1, 1, s.units, 1, packed);
  packed += weightsSize(s.units, 1);
  packPanels<kBlockRows>(w.input, 1, s.inputs, s.inputs, s.units, packed);
}

inline size_t tapeSize(const NodeShape&, bool) { return 0; }

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  const float* bias = s.flag ? a.packed + weightsSize(s.units, s.inputs) : nullptr;
  multiplyRows(a.packed, bias, a.input, s.units, s.inputs, a.output, false);
}

inline void backward(const NodeShape& s, const BackwardArgs& a) {
  addWeightGradient(a.outputGradient, 0, s.units, a.input, 0, s.inputs, 1, a.gradient.input, s.inputs);
  if (s.flag) addBiasGradient(a.outputGradient, 0, s.units, 1, a.gradient.bias);
  if (a.inputGradient != nullptr) {
    const float* transposed = a.packed + weightsSize(s.units, s.inputs) + weightsSize(s.units, 1);
    multiplyRows(transposed, nullptr, a.outputGradient, s.inputs, s.units, a.inputGradient, a.accumulateInput);
  }
}

constexpr OpKernels kKernels = {packedSize, pack, tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::dense
