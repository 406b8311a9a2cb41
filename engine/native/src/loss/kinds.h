#pragma once

#include "loss/loss.h"

namespace hindcast {

/* `evaluateLoss` of each kind; the formulas are in api.ts. */
double meanSquaredError(const LossSpec& spec, const LossArgs& args);
double meanAbsoluteError(const LossSpec& spec, const LossArgs& args);
double huber(const LossSpec& spec, const LossArgs& args);
double pinball(const LossSpec& spec, const LossArgs& args);
double normal(const LossSpec& spec, const LossArgs& args);
double studentT(const LossSpec& spec, const LossArgs& args);
double negativeBinomial(const LossSpec& spec, const LossArgs& args);
double crossEntropy(const LossSpec& spec, const LossArgs& args);

}  // namespace hindcast
