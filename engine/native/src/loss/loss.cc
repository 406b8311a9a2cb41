#include "loss/loss.h"

#include <cstddef>

#include "loss/kinds.h"

namespace hindcast {
namespace {

struct Entry {
  LossKind kind;
  const char* name;
  double (*evaluate)(const LossSpec&, const LossArgs&);
};

/** In the order of LossKind. */
constexpr Entry kLosses[] = {
    {LossKind::kMse, "mse", meanSquaredError},
    {LossKind::kMae, "mae", meanAbsoluteError},
    {LossKind::kHuber, "huber", huber},
    {LossKind::kPinball, "pinball", pinball},
    {LossKind::kNormal, "normal", normal},
    {LossKind::kStudentT, "studentT", studentT},
    {LossKind::kNegativeBinomial, "negativeBinomial", negativeBinomial},
    {LossKind::kCrossEntropy, "crossEntropy", crossEntropy},
};

}  // namespace

int LossSpec::outputsPerTarget() const {
  switch (kind) {
    case LossKind::kPinball: return static_cast<int>(quantiles.size());
    case LossKind::kNormal:
    case LossKind::kNegativeBinomial: return 2;
    case LossKind::kStudentT: return 3;
    case LossKind::kCrossEntropy: return classes;
    default: return 1;
  }
}

bool LossSpec::isLocation(int p) const {
  switch (kind) {
    case LossKind::kNormal:
    case LossKind::kStudentT: return p == 0;
    case LossKind::kNegativeBinomial:
    case LossKind::kCrossEntropy: return false;
    default: return true;
  }
}

double evaluateLoss(const LossSpec& spec, const LossArgs& args) {
  return kLosses[static_cast<size_t>(spec.kind)].evaluate(spec, args);
}

bool findLoss(const std::string& name, LossKind& kind) {
  for (const Entry& loss : kLosses)
    if (name == loss.name) {
      kind = loss.kind;
      return true;
    }
  return false;
}

bool findDistribution(LossKind kind, Distribution& distribution) {
  switch (kind) {
    case LossKind::kNormal: distribution = Distribution::kNormal; return true;
    case LossKind::kStudentT: distribution = Distribution::kStudentT; return true;
    case LossKind::kNegativeBinomial: distribution = Distribution::kNegativeBinomial; return true;
    default: return false;
  }
}

}  // namespace hindcast
