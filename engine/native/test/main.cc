#include <cmath>
#include <cstdio>

#include "check.h"

namespace hindcast::test {
namespace {

int checks = 0;
int failures = 0;

}  // namespace

void expect(bool holds, const std::string& what) {
  checks++;
  if (holds) return;
  failures++;
  std::printf("failed: %s\n", what.c_str());
}

void expectClose(double actual, double expected, double tolerance, const std::string& what) {
  const bool close = std::abs(actual - expected) <= tolerance * std::fmax(1, std::abs(expected));
  if (!close)
    expect(false, what + ": " + std::to_string(actual) + " for " + std::to_string(expected));
  else
    checks++;
}

int finish() {
  std::printf("%d checks, %d failed\n", checks, failures);
  return failures == 0 ? 0 : 1;
}

}  // namespace hindcast::test

int main() {
  using namespace hindcast::test;
  testVectorFunctions();
  testKernels();
  testLosses();
  testTraining();
  testAllocationFailures();
  return finish();
}
