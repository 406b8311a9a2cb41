#pragma once

#include <cmath>

namespace hindcast {

/* Functions of a double that neither overflow nor cancel. */

/** What normal and Student's t add to softplus for their scale. */
inline constexpr double kLeastSigma = 1e-4;
/** log(2 pi) / 2. */
inline constexpr double kHalfLogTwoPi = 0.91893853320467274178;

/** log(1 + exp(x)). */
inline double softplus(double x) { return (x > 0 ? x : 0) + std::log1p(std::exp(-std::abs(x))); }

/** The derivative of softplus. */
inline double sigmoid(double x) {
  const double small = std::exp(-std::abs(x));
  return (x < 0 ? small : 1) / (1 + small);
}

/** Below this softplus, its derivative and exp are one number. */
inline constexpr double kSoftplusIsExp = -40;

/** log(softplus(x)), also where softplus is zero in double. */
inline double logSoftplus(double x) { return x < kSoftplusIsExp ? x : std::log(softplus(x)); }

/** The derivative of logSoftplus. */
inline double logSoftplusSlope(double x) { return x < kSoftplusIsExp ? 1 : sigmoid(x) / softplus(x); }

/** log(1 + z) / z for z >= 0. */
inline double logRatio(double z) { return z == 0 ? 1 : std::log1p(z) / z; }

/** (log(1 + z) - z) / z^2 for z >= 0. */
inline double logRemainder(double z) {
  if (!(z < 0.1)) return (std::log1p(z) - z) / (z * z);
  double sum = 0;  // 1/2 - z/3 + z^2/4 - ..
  for (int k = 18; k >= 2; k--) sum = 1.0 / k - z * sum;
  return -sum;
}

}  // namespace hindcast
