#include <cmath>
#include <cstddef>

#include "core/lanes.h"
#include "loss/loss.h"

namespace hindcast {

double pinball(const std::vector<float>& quantiles, const float* outputs, const float* targets, int horizon,
               float scale, float* gradient) {
  const size_t Q = quantiles.size();
  const float share = 1.0f / static_cast<float>(Q);
  double sum = 0;
  for (size_t step = 0; step < static_cast<size_t>(horizon); step++)
    for (size_t q = 0; q < Q; q++)
      for (size_t l = 0; l < kLanes; l++) {
        const size_t at = (step * Q + q) * kLanes + l;
        const float target = targets[step * kLanes + l];
        const bool observed = !std::isnan(target);
        const float error = observed ? target - outputs[at] : 0.0f;  // e = y - y_q
        const float slope = error < 0 ? quantiles[q] - 1 : quantiles[q];
        sum += static_cast<double>(slope * error) * share;
        if (gradient != nullptr) gradient[at] = observed ? -slope * share * scale : 0.0f;
      }
  return sum;
}

}  // namespace hindcast
