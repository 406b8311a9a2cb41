#include <cmath>

#include "loss/each_target.h"
#include "loss/gamma.h"
#include "loss/kinds.h"
#include "loss/stable.h"

namespace hindcast {

/**
 * With u = 2 / nu and t = z^2 / nu the loss is
 *   log(2 pi) / 2 + log sigma - logRising(1/2, u) + (nu + 1) / 2 log(1 + t),
 * which goes to that of the normal distribution as nu grows.
 */
double studentT(const LossSpec& spec, const LossArgs& args) {
  return eachTarget(spec, args, [](double y, const TargetOutputs& outputs, double, const TargetGradient& gradient) {
    const double sigma = softplus(outputs[1]) + kLeastSigma;
    const double nu = 2 + softplus(outputs[2]);
    const double z = (y - outputs[0]) / sigma;
    const double t = z * z / nu, u = 2 / nu;
    const double logTail = std::log1p(t);
    if (gradient.wanted()) {
      const double byZ = (1 + 1 / nu) * z / (1 + t);
      const double byNu = logRisingSlope(0.5, u) * u / nu + (logTail - (1 + 1 / nu) * t / (1 + t)) / 2;
      gradient.set(0, -byZ / sigma);
      gradient.set(1, (1 - z * byZ) / sigma * sigmoid(outputs[1]));
      gradient.set(2, byNu * sigmoid(outputs[2]));
    }
    return kHalfLogTwoPi + std::log(sigma) - logRising(0.5, u) + (z * z * logRatio(t) + logTail) / 2;
  });
}

}  // namespace hindcast
