#include "kernel/dispatch.h"

namespace hindcast {

extern const Kernels kAvx512Kernels;
extern const Kernels kAvx2Kernels;
extern const Kernels kSse2Kernels;
extern const Kernels kNeonKernels;
extern const Kernels kScalarKernels;

namespace {

// __builtin_cpu_supports asks the processor (cpuid) and whether the system saves the registers (xgetbv).
std::vector<const Kernels*> detect() {
  std::vector<const Kernels*> found;
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl"))
    found.push_back(&kAvx512Kernels);
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) found.push_back(&kAvx2Kernels);
  found.push_back(&kSse2Kernels);
#elif defined(__aarch64__)
  found.push_back(&kNeonKernels);
#endif
  found.push_back(&kScalarKernels);
  return found;
}

}  // namespace

const std::vector<const Kernels*>& availableKernels() {
  static const std::vector<const Kernels*> available = detect();
  return available;
}

Status findKernels(const std::string& name, const Kernels*& kernels) {
  std::string names;
  for (const Kernels* candidate : availableKernels()) {
    if (name.empty() || name == candidate->name) {
      kernels = candidate;
      return Status::ok();
    }
    names += (names.empty() ? "" : ", ") + std::string(candidate->name);
  }
  return Status::error("Expected one of " + names + " for the instruction set but received '" + name + "'");
}

}  // namespace hindcast
