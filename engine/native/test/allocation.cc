/* The allocation functions of the test program, which can be made to fail. */
#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

#include "check.h"

namespace {

std::atomic<int> remaining{-1};
std::atomic<bool> failed{false};

void* allocate(std::size_t size, std::size_t alignment) {
  if (remaining.load() >= 0 && remaining.fetch_sub(1) == 0) {
    failed = true;
    return nullptr;
  }
  const std::size_t rounded = (size + alignment - 1) / alignment * alignment;
  return alignment <= alignof(std::max_align_t) ? std::malloc(size) : std::aligned_alloc(alignment, rounded);
}

void* allocateOrThrow(std::size_t size, std::size_t alignment) {
  void* memory = allocate(size, alignment);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

namespace hindcast::test {

void failAllocation(int count) {
  failed = false;
  remaining = count;
}

bool allocationFailed() { return failed; }

}  // namespace hindcast::test

void* operator new(std::size_t size) { return allocateOrThrow(size, 1); }
void* operator new[](std::size_t size) { return allocateOrThrow(size, 1); }
void* operator new(std::size_t size, std::align_val_t a) { return allocateOrThrow(size, static_cast<std::size_t>(a)); }
void* operator new[](std::size_t size, std::align_val_t a) {
  return allocateOrThrow(size, static_cast<std::size_t>(a));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return allocate(size, 1); }
void* operator new(std::size_t size, std::align_val_t a, const std::nothrow_t&) noexcept {
  return allocate(size, static_cast<std::size_t>(a));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
