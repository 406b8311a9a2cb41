#include <cstddef>

#include "loss/each_target.h"
#include "loss/kinds.h"

namespace hindcast {

double pinball(const LossSpec& spec, const LossArgs& args) {
  const int Q = spec.outputsPerTarget();
  const auto target = [&](double y, const TargetOutputs& outputs, double, const TargetGradient& gradient) {
    double sum = 0;
    for (int k = 0; k < Q; k++) {
      const double quantile = spec.quantiles[static_cast<size_t>(k)];
      const double error = y - outputs[k];
      const double slope = error < 0 ? quantile - 1 : quantile;
      gradient.set(k, -slope / Q);
      sum += slope * error;
    }
    return sum / Q;
  };
  return eachTarget(spec, args, target);
}

}  // namespace hindcast
