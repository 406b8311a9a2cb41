#pragma once

#include "kernel/operation.h"

namespace hindcast {

/** Counts below this are drawn by the exact distribution function. */
inline constexpr int kExactCounts = 256;

/**
 * One value of the distribution whose parameters the loss of that name reads (api.ts), from two numbers that are
 * uniform in (0, 1); where the first is NaN, the point forecast: the location, or the mean of counts. `parameters` [P]
 * and `noise` [2] are kLanes floats apart. Counts are drawn whole and divided by the window's scale v.
 */
float drawValue(Distribution distribution, const float* parameters, const float* noise, float scale);

/** The count at the level u in (0, 1) of a negative binomial distribution with variance mean + alpha mean^2. */
double countQuantile(double u, double mean, double alpha);

}  // namespace hindcast
