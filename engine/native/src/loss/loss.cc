#include "loss/loss.h"

namespace hindcast {

double evaluateLoss(const LossSpec& spec, const float* outputs, const float* targets, int horizon, float scale,
                    float* gradient) {
  return spec.kind == LossKind::kMse ? squaredError(outputs, targets, horizon, scale, gradient)
                                     : pinball(spec.quantiles, outputs, targets, horizon, scale, gradient);
}

}  // namespace hindcast
