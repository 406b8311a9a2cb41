#pragma once

#include <napi.h>

#include <string>
#include <vector>

#include "core/feed.h"
#include "core/graph.h"
#include "core/status.h"

/* JavaScript values, which binding.ts has checked, as plain structs, and plain arrays as JavaScript's. */

namespace hindcast {

void throwIfFailed(Napi::Env env, const Status& status);

int intOf(const Napi::Object& object, const char* key);
std::string textOf(const Napi::Object& object, const char* key);
bool boolOf(const Napi::Object& object, const char* key);

ModelSpec readSpec(const Napi::Object& options);

template <class Element>
std::vector<Element> copyOf(const Napi::TypedArrayOf<Element>& array) {
  return std::vector<Element>(array.Data(), array.Data() + array.ElementLength());
}

Napi::Float32Array floatsOf(Napi::Env env, const float* values, size_t count);
Napi::Float64Array doublesOf(Napi::Env env, const std::vector<double>& values);

/** The arrays of a source, kept alive for as long as a model reads them. */
class KeptSource {
 public:
  void set(const Napi::Object& object, int context);
  void reset() { arrays_.Reset(); }
  bool empty() const { return arrays_.IsEmpty(); }
  const WindowSource& source() const { return source_; }

 private:
  Napi::ObjectReference arrays_;
  WindowSource source_;
};

/** A copy of a batch of plain tensors. */
struct OwnedBatch {
  std::vector<float> x, y, future, statics, weights, scales;
  int64_t batch = 0;

  explicit OwnedBatch(const Napi::Object& object);
  TensorBatch tensors() const;
};

}  // namespace hindcast
