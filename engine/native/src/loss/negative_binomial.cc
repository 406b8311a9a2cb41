#include <cmath>

#include "loss/each_target.h"
#include "loss/gamma.h"
#include "loss/kinds.h"
#include "loss/stable.h"

namespace hindcast {

/**
 * Written in alpha instead of 1 / alpha, so that it goes to the loss of a Poisson distribution as alpha goes to 0:
 *   log y! - logRising(y, alpha) - y log mean + (y + 1 / alpha) log(1 + alpha mean).
 */
double negativeBinomial(const LossSpec& spec, const LossArgs& args) {
  const auto target = [](double scaled, const TargetOutputs& outputs, double v, const TargetGradient& gradient) {
    const double y = std::round(v * scaled);
    if (!(y >= 0 && std::isfinite(y))) {  // no count
      gradient.fill(2, kNoLoss);
      return kNoLoss;
    }
    const double mean = v * softplus(outputs[0]);
    const double alpha = softplus(outputs[1]) / std::sqrt(v);
    const double product = alpha * mean;
    if (gradient.wanted()) {
      const double byAlpha =
          mean * (y - mean) / (1 + product) - mean * mean * logRemainder(product) - logRisingSlope(y, alpha);
      gradient.set(0, (mean - y) / (1 + product) * logSoftplusSlope(outputs[0]));
      gradient.set(1, byAlpha * sigmoid(outputs[1]) / std::sqrt(v));
    }
    const double logMean = std::log(v) + logSoftplus(outputs[0]);
    return logGamma(y + 1) - logRising(y, alpha) - y * logMean + y * std::log1p(product) + mean * logRatio(product);
  };
  return eachTarget(spec, args, target);
}

}  // namespace hindcast
