#pragma once

#include <vector>

#include "core/arena.h"
#include "core/plan.h"

namespace hindcast {

/** The packed weights of every node, made once a step and read by all threads. */
class PackedWeights {
 public:
  void plan(const Plan& plan, const Kernels& kernels);
  bool reserve() { return arena_.reserve(floats_); }
  void release() { arena_.release(); }
  void pack(const Plan& plan, const Kernels& kernels, const float* parameters);
  const float* node(size_t index) const { return arena_.data() + offsets_[index]; }
  size_t floats() const { return floats_; }
  bool reserved() const { return arena_.data() != nullptr; }

 private:
  std::vector<size_t> offsets_;
  size_t floats_ = 0;
  Arena arena_;
};

/** Where everything of one shard lies in a workspace, in floats; the same for all threads. */
struct ShardLayout {
  bool training = false;
  std::vector<size_t> values;     // of each tensor
  std::vector<size_t> gradients;  // of each tensor that has one
  std::vector<size_t> tapes;      // of each node
  size_t targets = 0;
  size_t anchors = 0;
  size_t floats = 0;

  ShardLayout() = default;
  /** `training` keeps what the backward pass needs. */
  ShardLayout(const Plan& plan, const Kernels& kernels, int horizon, bool training);
};

/** Dropout masks of one shard of one step; `draw` is false outside training. */
struct MaskKeys {
  bool draw = false;
  uint64_t seed = 0;
  uint64_t step = 0;
  uint64_t shard = 0;
};

/** One shard of a batch on its way through the graph, in the workspace of one thread. */
class Shard {
 public:
  Shard(const Plan& plan, const Kernels& kernels, const PackedWeights& packed, const ShardLayout& layout, float* memory)
      : plan_(plan), kernels_(kernels), packed_(packed), layout_(layout), memory_(memory) {}

  float* x() { return memory_ + layout_.values[0]; }
  float* targets() { return memory_ + layout_.targets; }
  float* anchors() { return memory_ + layout_.anchors; }
  float* outputs() { return memory_ + layout_.values[output()]; }
  /** The loss writes here before `backward`; null when no parameter can change the output. */
  float* outputGradient() { return gradient(plan_.output); }

  void forward(const MaskKeys& keys);
  /** Adds to `parameterGradient`, which has the layout of the parameter table. */
  void backward(const MaskKeys& keys, float* parameterGradient);

 private:
  size_t output() const { return static_cast<size_t>(plan_.output); }
  float* value(int tensor) { return memory_ + layout_.values[static_cast<size_t>(tensor)]; }
  float* gradient(int tensor);

  const Plan& plan_;
  const Kernels& kernels_;
  const PackedWeights& packed_;
  const ShardLayout& layout_;
  float* memory_;
};

}  // namespace hindcast
