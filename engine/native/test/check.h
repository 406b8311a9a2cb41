#pragma once

#include <string>

namespace hindcast::test {

/** Counts a check and prints the failed ones. */
void expect(bool holds, const std::string& what);
/** Checks that |actual - expected| <= tolerance max(1, |expected|); false for NaN. */
void expectClose(double actual, double expected, double tolerance, const std::string& what);
/** Prints the totals; the exit code of the test program. */
int finish();

/** Makes the allocation after `count` more fail, once; a negative count switches this off. */
void failAllocation(int count);
/** Whether the failure asked for has happened. */
bool allocationFailed();

void testVectorFunctions();
void testKernels();
void testLosses();
void testTraining();
void testAllocationFailures();

}  // namespace hindcast::test
