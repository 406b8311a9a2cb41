#pragma once

#include "core/graph.h"

namespace hindcast {

/**
 * Losses over one shard: outputs [O][kLanes], targets [h][kLanes] with NaN where there is none. Each returns the
 * sum over observed targets and, unless `gradient` is null, writes its derivative times `scale`; an unobserved
 * target gets a gradient of zero, so a lane beyond the batch contributes nothing.
 */
double squaredError(const float* outputs, const float* targets, int horizon, float scale, float* gradient);

/** Quantile loss; outputs are [h][Q][kLanes], and the loss of a target is the mean over its Q quantiles. */
double pinball(const std::vector<float>& quantiles, const float* outputs, const float* targets, int horizon,
               float scale, float* gradient);

/** The loss of `spec`. */
double evaluateLoss(const LossSpec& spec, const float* outputs, const float* targets, int horizon, float scale,
                    float* gradient);

}  // namespace hindcast
