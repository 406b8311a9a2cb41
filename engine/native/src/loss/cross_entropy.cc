#include <algorithm>
#include <cmath>

#include "loss/each_target.h"
#include "loss/kinds.h"

namespace hindcast {

double crossEntropy(const LossSpec& spec, const LossArgs& args) {
  const int K = spec.classes;
  const auto target = [=](double y, const TargetOutputs& outputs, double, const TargetGradient& gradient) {
    if (!(y >= 0 && y < K && y == std::floor(y))) {  // no class
      gradient.fill(K, kNoLoss);
      return kNoLoss;
    }
    double most = outputs[0];
    for (int k = 1; k < K; k++) most = std::max(most, outputs[k]);
    double sum = 0;
    for (int k = 0; k < K; k++) sum += std::exp(outputs[k] - most);
    const int truth = static_cast<int>(y);
    for (int k = 0; gradient.wanted() && k < K; k++)
      gradient.set(k, std::exp(outputs[k] - most) / sum - (k == truth ? 1 : 0));
    return std::log(sum) + (most - outputs[truth]);
  };
  return eachTarget(spec, args, target);
}

}  // namespace hindcast
