#pragma once

#include <cmath>
#include <cstddef>
#include <limits>

#include "core/lanes.h"
#include "loss/loss.h"

namespace hindcast {

/** The P outputs of one target, read in double. */
class TargetOutputs {
 public:
  explicit TargetOutputs(const float* first) : first_(first) {}
  double operator[](int p) const { return first_[static_cast<size_t>(p) * kLanes]; }

 private:
  const float* first_;
};

/** Takes the derivatives of one target's loss by its outputs; drops them where nobody asked. */
class TargetGradient {
 public:
  TargetGradient(float* first, double factor) : first_(first), factor_(factor) {}
  bool wanted() const { return first_ != nullptr; }
  void set(int p, double derivative) const {
    if (wanted()) first_[static_cast<size_t>(p) * kLanes] = static_cast<float>(derivative * factor_);
  }
  void fill(int count, double derivative) const {
    for (int p = 0; wanted() && p < count; p++) set(p, derivative);
  }

 private:
  float* first_;
  double factor_;
};

inline constexpr double kNoLoss = std::numeric_limits<double>::quiet_NaN();

/**
 * The loop of every loss. `loss(y, outputs, v, gradient)` gives the loss of one observed target y, whose outputs are
 * all finite and whose window has the scale v, and sets the derivative of each output.
 */
template <class Loss>
double eachTarget(const LossSpec& spec, const LossArgs& args, const Loss& loss) {
  const int P = spec.outputsPerTarget();
  double sum = 0;
  for (size_t step = 0; step < static_cast<size_t>(args.horizon); step++)
    for (size_t l = 0; l < kLanes; l++) {
      const size_t first = step * static_cast<size_t>(P) * kLanes + l;
      float* gradient = args.gradient == nullptr ? nullptr : args.gradient + first;
      const double y = args.targets[step * kLanes + l];
      if (std::isnan(y)) {
        TargetGradient(gradient, 0).fill(P, 0);
        continue;
      }
      const TargetOutputs outputs(args.outputs + first);
      bool finite = true;
      for (int p = 0; p < P; p++) finite = finite && std::isfinite(outputs[p]);
      const double weight = args.weights[l];
      const TargetGradient derivatives(gradient, weight * args.scale);
      if (finite) {
        sum += weight * loss(y, outputs, static_cast<double>(args.scales[l]), derivatives);
      } else {
        sum += kNoLoss;
        derivatives.fill(P, kNoLoss);
      }
    }
  return sum;
}

}  // namespace hindcast
