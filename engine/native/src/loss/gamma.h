#pragma once

#include <cmath>

#include "loss/stable.h"

namespace hindcast {

/*
 * The gamma function in double for positive arguments. (std::lgamma writes a global sign, which threads would race for,
 * and differs from one C library to the next.) Stirling's series of Abramowitz & Stegun, "Handbook of Mathematical
 * Functions" (1964), with the coefficients B_2n / (2n (2n - 1)) and B_2n / 2n; the six terms leave less than 1e-15 from
 * kStirlingFrom on. The recurrences 6.1.15 and 6.3.5 lead smaller arguments there.
 */
inline constexpr double kStirlingFrom = 10;

/** 6.1.41: log Gamma(x) - ((x - 1/2) log x - x + log(2 pi) / 2), where u = 1 / x. */
inline double stirlingTail(double u) {
  const double s = u * u;
  const double inner = 1.0 / 1680 - s * (1.0 / 1188 - s * (691.0 / 360360));
  return u * (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * inner)));
}

/** 6.3.18: x^2 (log x - 1 / (2 x) - psi(x)), where u = 1 / x. */
inline double digammaTail(double u) {
  const double s = u * u;
  const double inner = 1.0 / 240 - s * (1.0 / 132 - s * (691.0 / 32760));
  return 1.0 / 12 - s * (1.0 / 120 - s * (1.0 / 252 - s * inner));
}

/** log Gamma(x). */
inline double logGamma(double x) {
  double product = 1;
  for (; x < kStirlingFrom; x++) product *= x;
  return (x - 0.5) * std::log(x) - x + kHalfLogTwoPi + stirlingTail(1 / x) - std::log(product);
}

/** psi(x), the derivative of logGamma. */
inline double digamma(double x) {
  double sum = 0;
  for (; x < kStirlingFrom; x++) sum += 1 / x;
  const double u = 1 / x;
  return std::log(x) - u / 2 - u * u * digammaTail(u) - sum;
}

/**
 * log(Gamma(r + y) / (Gamma(r) r^y)) for r = 1 / u, y >= 0; for whole y the sum of log(1 + k u) over k < y. It goes
 * to 0 with u, where the three logarithms each grow without bound: there their Stirling series are subtracted term by
 * term.
 */
inline double logRising(double y, double u) {
  if (u * kStirlingFrom > 1) return logGamma(1 / u + y) - logGamma(1 / u) + y * std::log(u);
  const double z = u * y;
  return y * (logRatio(z) - 1) + (y - 0.5) * std::log1p(z) + stirlingTail(u / (1 + z)) - stirlingTail(u);
}

/** The derivative of logRising by u. */
inline double logRisingSlope(double y, double u) {
  if (u * kStirlingFrom > 1) return (y - (digamma(1 / u + y) - digamma(1 / u)) / u) / u;
  const double z = u * y, q = 1 / (1 + z);
  return q * q * digammaTail(u * q) - digammaTail(u) - y * q / 2 - y * y * logRemainder(z);
}

}  // namespace hindcast
