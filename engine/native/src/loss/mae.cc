#include <cmath>

#include "loss/each_target.h"
#include "loss/kinds.h"

namespace hindcast {

double meanAbsoluteError(const LossSpec& spec, const LossArgs& args) {
  return eachTarget(spec, args, [](double y, const TargetOutputs& outputs, double, const TargetGradient& gradient) {
    const double error = y - outputs[0];
    gradient.set(0, error > 0 ? -1 : error < 0 ? 1 : 0);
    return std::abs(error);
  });
}

}  // namespace hindcast
