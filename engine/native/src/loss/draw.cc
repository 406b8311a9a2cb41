#include "loss/draw.h"

#include <algorithm>
#include <cmath>

#include "core/lanes.h"
#include "loss/stable.h"

namespace hindcast {
namespace {

constexpr double kTwoPi = 6.283185307179586;
/** A smaller dispersion is as good as none, and would lose the digits of log(1 + alpha mean) / alpha. */
constexpr double kLeastAlpha = 1e-8;

/** Standard normal (Box & Muller 1958). */
double drawNormal(double u, double w) { return std::sqrt(-2 * std::log(u)) * std::cos(kTwoPi * w); }

/** Student's t with any nu above 0: sqrt(nu (u^(-2 / nu) - 1)) cos(2 pi w), exactly (Bailey 1994, the polar method). */
double drawStudentT(double u, double w, double nu) {
  return std::sqrt(nu * std::expm1(-2 * std::log(u) / nu)) * std::cos(kTwoPi * w);
}

/** The normal quantile, at most 4.5e-4 off (Abramowitz & Stegun 26.2.23). */
double roughNormalQuantile(double u) {
  const double t = std::sqrt(-2 * std::log(std::min(u, 1 - u)));
  const double above = 2.515517 + t * (0.802853 + t * 0.010328);
  const double below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  const double z = t - above / below;
  return u < 0.5 ? -z : z;
}

}  // namespace

/**
 * Sums the probabilities p_0 = (1 + alpha mean)^(-1 / alpha), p_k = p_{k-1} (1 + (k - 1) alpha) / k mean / (1 + alpha mean)
 * as far as kExactCounts; beyond, the distribution is taken for the gamma of the same mean and variance, whose quantile is
 * that of Wilson & Hilferty (1931), with the correction of one half for whole numbers.
 */
double countQuantile(double u, double mean, double alpha) {
  alpha = std::max(alpha, kLeastAlpha);
  const double product = alpha * mean, ratio = mean / (1 + product);
  double probability = std::exp(-std::log1p(product) / alpha), sum = probability;
  for (int k = 1; k < kExactCounts; k++) {
    if (!(sum < u)) return k - 1;
    probability *= (1 + (k - 1) * alpha) / k * ratio;
    sum += probability;
  }
  if (!(sum < u)) return kExactCounts - 1;
  // The shape of the gamma distribution, mean^2 over variance, is `ratio` too.
  const double root = 1 - 1 / (9 * ratio) + roughNormalQuantile(u) / (3 * std::sqrt(ratio));
  return std::max<double>(kExactCounts, std::ceil(mean * root * root * root - 0.5));
}

float drawValue(Distribution distribution, const float* parameters, const float* noise, float scale) {
  const double first = parameters[0], second = parameters[kLanes];
  const double u = noise[0], w = noise[kLanes];
  if (distribution == Distribution::kNegativeBinomial) {
    const double level = softplus(first);
    if (std::isnan(u)) return static_cast<float>(level);
    const double v = scale;
    return static_cast<float>(countQuantile(u, v * level, softplus(second) / std::sqrt(v)) / v);
  }
  if (std::isnan(u)) return parameters[0];
  const double sigma = softplus(second) + kLeastSigma;
  if (distribution == Distribution::kNormal) return static_cast<float>(first + sigma * drawNormal(u, w));
  return static_cast<float>(first + sigma * drawStudentT(u, w, 2 + softplus(parameters[2 * kLanes])));
}

}  // namespace hindcast
