#pragma once

#include "layer/plain.h"

/* relu, tanh, sigmoid and softplus, element by element. */

namespace hindcast::HINDCAST_ISA::activation {

inline void rule(NodeShape& s, NodeRule&) { s.output = s.input; }

HINDCAST_INLINE Vector apply(Activation kind, Vector x) {
  switch (kind) {
    case Activation::kRelu: return x > Vector{} ? x : Vector{} * x;
    case Activation::kTanh: return hyperbolicTangent(x);
    case Activation::kSigmoid: return sigmoid(x);
    case Activation::kSoftplus: return softplus(x);
  }
  return x;
}

/** The derivative at input x, where the output is y. */
HINDCAST_INLINE Vector slope(Activation kind, Vector x, Vector y) {
  switch (kind) {
    case Activation::kRelu: return x > Vector{} ? broadcast(1.0f) : Vector{};
    case Activation::kTanh: return 1.0f - y * y;
    case Activation::kSigmoid: return y * (1.0f - y);
    case Activation::kSoftplus: return sigmoid(x);
  }
  return x;
}

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  const size_t count = plain::tensorFloats(s.input);
  for (size_t k = 0; k < count; k += kWidth) store(a.output + k, apply(s.activation, load(a.input + k)));
}

inline void backward(const NodeShape& s, const BackwardArgs& a) {
  if (a.inputGradient == nullptr) return;
  const size_t count = plain::tensorFloats(s.input);
  for (size_t k = 0; k < count; k += kWidth) {
    const Vector d = load(a.outputGradient + k) * slope(s.activation, load(a.input + k), load(a.output + k));
    store(a.inputGradient + k, a.accumulateInput ? load(a.inputGradient + k) + d : d);
  }
}

constexpr Operation kOperation = {rule, plain::packedSize, plain::pack, plain::tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::activation
