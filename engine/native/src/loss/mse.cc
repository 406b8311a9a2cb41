#include "loss/each_target.h"
#include "loss/kinds.h"

namespace hindcast {

double meanSquaredError(const LossSpec& spec, const LossArgs& args) {
  return eachTarget(spec, args, [](double y, const TargetOutputs& outputs, double, const TargetGradient& gradient) {
    const double error = y - outputs[0];
    gradient.set(0, -2 * error);
    return error * error;
  });
}

}  // namespace hindcast
