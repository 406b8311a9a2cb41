#pragma once

#include <string>
#include <vector>

#include "kernel/operation.h"

namespace hindcast {

enum class LossKind { kMse, kMae, kHuber, kPinball, kNormal, kStudentT, kNegativeBinomial, kCrossEntropy };

/** A loss as api.ts defines it; each kind reads only the fields that are its own. */
struct LossSpec {
  LossKind kind = LossKind::kMse;
  std::vector<float> quantiles;  // pinball
  float delta = 1;               // huber
  int classes = 0;               // crossEntropy

  /** P: outputs that one target has. */
  int outputsPerTarget() const;
  /** Whether output p of a target is in the target's own units, so that an anchor is added to it. */
  bool isLocation(int p) const;
};

/** One shard: outputs [h][P][kLanes], targets [h][kLanes] with NaN where there is none. */
struct LossArgs {
  const float* outputs;
  const float* targets;
  const float* weights;  // [kLanes], of the windows
  const float* scales;   // [kLanes], v of the windows
  int horizon;
  float scale;      // what every derivative is multiplied by, besides the weight
  float* gradient;  // [h][P][kLanes], or null
};

/**
 * The weighted sum over observed targets; writes derivative x weight x scale, and zero where nothing was observed.
 * Of an unobserved target nothing else is read, so lanes beyond the batch need no more than NaN targets. An output
 * that is not finite, or a target that the loss is not defined for, makes the sum NaN.
 */
double evaluateLoss(const LossSpec& spec, const LossArgs& args);

/** The kind of that name in api.ts; false when there is none. */
bool findLoss(const std::string& name, LossKind& kind);

/** The distribution of a loss; false where it is none that can be drawn from. */
bool findDistribution(LossKind kind, Distribution& distribution);

}  // namespace hindcast
