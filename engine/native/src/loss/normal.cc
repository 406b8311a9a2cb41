#include <cmath>

#include "loss/each_target.h"
#include "loss/kinds.h"
#include "loss/stable.h"

namespace hindcast {

double normal(const LossSpec& spec, const LossArgs& args) {
  return eachTarget(spec, args, [](double y, const TargetOutputs& outputs, double, const TargetGradient& gradient) {
    const double sigma = softplus(outputs[1]) + kLeastSigma;
    const double z = (y - outputs[0]) / sigma;
    gradient.set(0, -z / sigma);
    gradient.set(1, (1 - z * z) / sigma * sigmoid(outputs[1]));
    return kHalfLogTwoPi + std::log(sigma) + z * z / 2;
  });
}

}  // namespace hindcast
