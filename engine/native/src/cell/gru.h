#pragma once

#include "cell/gru_after.h"
#include "cell/gru_before.h"

/* The two forms of the GRU under one operation; the flag says whether the reset comes after the product. */

namespace hindcast::HINDCAST_ISA::gru {

inline void rule(NodeShape& s, NodeRule& rule) { cell::rule(s, rule, 3, Initial::kZero, s.flag); }

inline size_t packedSize(const NodeShape& s) { return s.flag ? gru_after::packedSize(s) : gru_before::packedSize(s); }

inline void pack(const NodeShape& s, const Weights<const float>& w, float* packed) {
  s.flag ? gru_after::pack(s, w, packed) : gru_before::pack(s, w, packed);
}

inline size_t tapeSize(const NodeShape& s, bool keepTape) {
  return (keepTape ? cell::Sizes(s).T : 1) * stepStride(4 * s.units);
}

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  s.flag ? gru_after::forward(s, a) : gru_before::forward(s, a);
}

inline void backward(const NodeShape& s, const BackwardArgs& a) {
  s.flag ? gru_after::backward(s, a) : gru_before::backward(s, a);
}

/** z r n h. */
inline StepRows gate(const NodeShape& s, const ForwardArgs& a, int gate) {
  if (gate == 3) return cell::rows(a.output, stepStride(s.units), s.units);
  if (gate > 3) return StepRows{};
  return cell::rows(a.tape + (s.flag ? gru_after::place(s, gate) : gru_before::place(s, gate)), stepStride(4 * s.units),
                    s.units);
}

inline StepRows sums(const NodeShape& s, const BackwardArgs& a) {
  return s.flag ? gru_after::sums(s, a) : gru_before::sums(s, a);
}

constexpr Operation kOperation = {rule, packedSize, pack, tapeSize, forward, backward, gate, sums, true};

}  // namespace hindcast::HINDCAST_ISA::gru
