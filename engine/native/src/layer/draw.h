#pragma once

#include "layer/plain.h"
#include "loss/draw.h"

/*
 * A draw from the distribution whose parameters [P] are the left input, by the noise [2] on the right; with no noise
 * (NaN) the point forecast, to whose one parameter the gradient goes. The third input is the scale of the windows.
 */

namespace hindcast::HINDCAST_ISA::draw {

inline void rule(NodeShape& s, NodeRule& rule) {
  const bool counts = s.distribution == Distribution::kNegativeBinomial;
  const int parameters = s.distribution == Distribution::kStudentT ? 3 : 2;
  if (s.input != Shape{0, parameters}) rule.expected = "a vector of the distribution's parameters for the input of";
  if (s.right != Shape{0, 2}) rule.expected = "a vector of two numbers for the noise of";
  if (counts != s.hasThird || (counts && s.third != Shape{0, 1}))
    rule.expected = "a scale [1] for counts, and none for other distributions, for";
  s.output = {0, 1};
}

inline void forward(const NodeShape& s, const ForwardArgs& a) {
  for (int l = 0; l < kLanes; l++)
    a.output[l] = drawValue(s.distribution, a.input + l, a.right + l, s.hasThird ? a.third[l] : 1.0f);
}

/** The location as it is, or softplus of the first parameter of counts. */
inline void backward(const NodeShape& s, const BackwardArgs& a) {
  if (a.rightGradient != nullptr) plain::begin(a.rightGradient, s.right, a.accumulateRight);
  if (a.thirdGradient != nullptr) plain::begin(a.thirdGradient, s.third, a.accumulateThird);
  if (a.inputGradient == nullptr) return;
  plain::begin(a.inputGradient, s.input, a.accumulateInput);
  for (int l = 0; l < kLanes; l += kWidth) {
    const Vector d = load(a.outputGradient + l);
    const bool counts = s.distribution == Distribution::kNegativeBinomial;
    store(a.inputGradient + l, load(a.inputGradient + l) + (counts ? d * sigmoid(load(a.input + l)) : d));
  }
}

constexpr Operation kOperation = {rule, plain::packedSize, plain::pack, plain::tapeSize, forward, backward};

}  // namespace hindcast::HINDCAST_ISA::draw
