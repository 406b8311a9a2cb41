#include <algorithm>
#include <cmath>

#include "loss/each_target.h"
#include "loss/kinds.h"

namespace hindcast {

/** Huber 1964. */
double huber(const LossSpec& spec, const LossArgs& args) {
  const double delta = spec.delta;
  return eachTarget(spec, args, [=](double y, const TargetOutputs& outputs, double, const TargetGradient& gradient) {
    const double error = y - outputs[0], size = std::abs(error);
    gradient.set(0, -std::clamp(error, -delta, delta));
    return size <= delta ? error * error / 2 : delta * (size - delta / 2);
  });
}

}  // namespace hindcast
