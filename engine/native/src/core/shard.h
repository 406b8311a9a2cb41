#pragma once

#include <vector>

#include "core/arena.h"
#include "core/feed.h"
#include "core/plan.h"

namespace hindcast {

/** The packed weights of every node that has its own, made once a step and read by all threads. */
class PackedWeights {
 public:
  void plan(const Plan& plan, const Kernels& kernels);
  bool reserve() { return arena_.reserve(floats_); }
  void release() { arena_.release(); }
  void pack(const Plan& plan, const Kernels& kernels, const float* parameters);
  const float* node(int index) const { return arena_.data() + offsets_[static_cast<size_t>(index)]; }
  size_t floats() const { return floats_; }
  bool reserved() const { return arena_.data() != nullptr; }

 private:
  std::vector<size_t> offsets_;
  size_t floats_ = 0;
  Arena arena_;
};

/**
 * Where everything of one shard lies in a workspace, in floats; the same for all threads. The gradient of a tensor
 * takes the room of gradients that the backward pass has done with.
 */
struct ShardLayout {
  bool training = false;
  std::vector<size_t> values;     // of each tensor
  std::vector<size_t> gradients;  // of each tensor that has one
  std::vector<size_t> tapes;      // of each node
  size_t targets = 0;
  size_t anchors = 0;
  size_t weights = 0;
  size_t scales = 0;
  size_t floats = 0;

  ShardLayout() = default;
  /** `training` keeps what the backward pass needs. */
  ShardLayout(const Plan& plan, const Kernels& kernels, int horizon, bool training);

 private:
  void layOutGradients(const Plan& plan, const Kernels& kernels, Layout& layout);
};

/** What a pass does besides the arithmetic: dropout masks, teaching (`targets`: outside of training), and the state carried into and out of it. */
struct PassKeys {
  bool training = false;
  bool targets = false;
  bool draw = false;
  uint64_t seed = 0;
  uint64_t step = 0;
  uint64_t shard = 0;
  const float* carriedIn = nullptr;  // of this shard, by CarryLayout; null: states of zero
  float* carriedOut = nullptr;
};

/** Where the state and the cells of each carrying node lie among what one shard carries. */
struct CarryLayout {
  std::vector<size_t> states;  // of each node; cells follow
  size_t floats = 0;

  CarryLayout() = default;
  explicit CarryLayout(const Plan& plan);
};

/** One shard of a batch on its way through the graph, in the workspace of one thread. */
class Shard {
 public:
  Shard(const Plan& plan, const Kernels& kernels, const PackedWeights& packed, const ShardLayout& layout,
        const CarryLayout& carry, float* memory)
      : plan_(plan), kernels_(kernels), packed_(packed), layout_(layout), carry_(carry), memory_(memory) {}

  /** Where a feed writes; `targets` says whether it is to. */
  FeedRows rows(bool targets);
  float* targets() { return memory_ + layout_.targets; }
  float* anchors() { return memory_ + layout_.anchors; }
  float* weights() { return memory_ + layout_.weights; }
  float* scales() { return memory_ + layout_.scales; }
  float* outputs() { return value(plan_.output); }
  /** [h][2], a sequence; null where the graph draws nothing. */
  float* noise() { return value(plan_.noise); }
  /** The loss writes here before `backward`; null when no parameter can change the output. */
  float* outputGradient() { return gradient(plan_.output); }

  /** Without noise: every draw is the point forecast. */
  void forward(const PassKeys& keys);
  /** Once more, with what `noise()` holds by now, what depends on it; the rest stands as it is. */
  void forwardDrawn(const PassKeys& keys);
  /** Adds to `parameterGradient`, which has the layout of the parameter table. */
  void backward(const PassKeys& keys, float* parameterGradient);
  /** What a node's passes were given; `sums` of an operation reads it before the pass of an earlier node reuses memory. */
  ForwardArgs forwardArgs(size_t node, const PassKeys& keys);
  BackwardArgs backwardArgs(size_t node, const PassKeys& keys, float* parameterGradient);
  /** Runs one node of the backward pass; false where it has no gradient. */
  bool backwardNode(size_t node, const PassKeys& keys, float* parameterGradient);

 private:
  float* value(int tensor) { return tensor < 0 ? nullptr : memory_ + layout_.values[static_cast<size_t>(tensor)]; }
  float* gradient(int tensor);
  void forwardNode(size_t node, const PassKeys& keys);
  void carryOut(size_t node, const ForwardArgs& args, float* carried);

  const Plan& plan_;
  const Kernels& kernels_;
  const PackedWeights& packed_;
  const ShardLayout& layout_;
  const CarryLayout& carry_;
  float* memory_;
};

}  // namespace hindcast
