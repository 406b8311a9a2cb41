#include <cmath>

#include "core/lanes.h"
#include "loss/loss.h"

namespace hindcast {

double squaredError(const float* outputs, const float* targets, int horizon, float scale, float* gradient) {
  double sum = 0;
  for (int k = 0; k < horizon * kLanes; k++) {
    const bool observed = !std::isnan(targets[k]);
    const float error = observed ? outputs[k] - targets[k] : 0.0f;
    sum += static_cast<double>(error) * error;
    if (gradient != nullptr) gradient[k] = 2 * scale * error;
  }
  return sum;
}

}  // namespace hindcast
