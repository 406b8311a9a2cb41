/* exp, sigmoid and tanh of every instruction set against the double-precision library, in units in the last place. */
#include <cmath>
#include <cstdio>
#include <limits>
#include <vector>

#include "check.h"
#include "core/arena.h"
#include "kernel/dispatch.h"

namespace hindcast::test {
namespace {

constexpr double kMostUlps = 4;

/** |actual - expected| in units in the last place of `expected`. */
double ulps(float actual, double expected) {
  const float nearest = static_cast<float>(std::abs(expected));
  const double unit = std::nextafter(nearest, std::numeric_limits<float>::infinity()) - static_cast<double>(nearest);
  return std::abs(actual - expected) / unit;
}

void testFunction(const Kernels& kernels, const char* name, void (*function)(const float*, float*, size_t),
                  double (*reference)(double), double limit) {
  constexpr size_t count = 1 << 16;
  Arena x, y;
  expect(x.reserve(count) && y.reserve(count), "room for the arguments");
  for (size_t k = 0; k < count; k++) {
    const double place = 2.0 * static_cast<double>(k) / (count - 1) - 1;
    // Cubed, so that small arguments are as dense as large ones.
    x.data()[k] = static_cast<float>(limit * place * place * place);
  }
  function(x.data(), y.data(), count);
  double worst = 0, at = 0;
  for (size_t k = 0; k < count; k++) {
    const double error = ulps(y.data()[k], reference(x.data()[k]));
    if (error > worst || std::isnan(error)) worst = error, at = x.data()[k];
  }
  std::printf("%-7s %-8s at most %.2f ulp, at %g\n", kernels.name, name, worst, at);
  expect(worst <= kMostUlps, std::string(kernels.name) + " " + name + " within its error");

  const float infinity = std::numeric_limits<float>::infinity(), nan = std::numeric_limits<float>::quiet_NaN();
  const float special[] = {infinity, -infinity, 1e30f, -1e30f, 0, nan};
  for (size_t k = 0; k < kLanes; k++) x.data()[k] = special[k % 6];
  function(x.data(), y.data(), kLanes);
  for (size_t k = 0; k < kLanes; k++)
    expect(std::isnan(y.data()[k]) == std::isnan(x.data()[k]), std::string(name) + " of a special value");
}

}  // namespace

void testVectorFunctions() {
  for (const Kernels* kernels : availableKernels()) {
    testFunction(*kernels, "exp", kernels->exponential, [](double x) { return std::exp(x); }, 86);
    testFunction(*kernels, "sigmoid", kernels->sigmoid, [](double x) { return 1 / (1 + std::exp(-x)); }, 86);
    testFunction(*kernels, "tanh", kernels->tanh, [](double x) { return std::tanh(x); }, 20);
  }
}

}  // namespace hindcast::test
