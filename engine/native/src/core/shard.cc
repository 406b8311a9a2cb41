#include "core/shard.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "core/reuse.h"
#include "core/rng.h"

namespace hindcast {
namespace {

const Operation& operation(const Kernels& kernels, Op op) { return kernels.operations[static_cast<size_t>(op)]; }

uint64_t maskKey(const PassKeys& keys, size_t node) {
  return keys.draw ? mixKey(keys.seed, keys.step + 1, node, keys.shard) : 0;
}

size_t stateFloats(const PlanNode& node) { return static_cast<size_t>(node.shape.units) * kLanes; }

}  // namespace

void PackedWeights::plan(const Plan& plan, const Kernels& kernels) {
  Layout layout;
  for (size_t k = 0; k < plan.nodes.size(); k++) {
    const PlanNode& node = plan.nodes[k];
    const bool own = node.weights == static_cast<int>(k);
    offsets_.push_back(layout.take(own ? operation(kernels, node.op).packedSize(node.shape) : 0));
  }
  floats_ = layout.size();
}

void PackedWeights::pack(const Plan& plan, const Kernels& kernels, const float* parameters) {
  for (size_t k = 0; k < plan.nodes.size(); k++)
    if (plan.nodes[k].weights == static_cast<int>(k))
      operation(kernels, plan.nodes[k].op)
          .pack(plan.nodes[k].shape, plan.parameters.weights(static_cast<int>(k), parameters),
                arena_.data() + offsets_[k]);
}

ShardLayout::ShardLayout(const Plan& plan, const Kernels& kernels, int horizon, bool training) : training(training) {
  Layout layout;
  targets = layout.take(static_cast<size_t>(horizon) * kLanes);
  for (size_t k = 0; k < plan.tensors.size(); k++)
    values.push_back(static_cast<int>(k) == plan.teacher ? targets : layout.take(plan.tensors[k].floats()));
  scales = plan.scale >= 0 ? values[static_cast<size_t>(plan.scale)] : layout.take(kLanes);
  for (const PlanNode& node : plan.nodes)
    tapes.push_back(layout.take(operation(kernels, node.op).tapeSize(node.shape, training)));
  anchors = layout.take(static_cast<size_t>(horizon) * kLanes);
  weights = layout.take(kLanes);
  if (training) layOutGradients(plan, kernels, layout);
  floats = layout.size();
}

/** Walks the backward pass: a gradient begins with its last reader and ends with its writer. */
void ShardLayout::layOutGradients(const Plan& plan, const Kernels& kernels, Layout& layout) {
  gradients.assign(plan.tensors.size(), 0);
  std::vector<bool> placed(plan.tensors.size(), false);
  Reuse room;
  const auto begin = [&](int tensor) {
    const size_t index = static_cast<size_t>(tensor);
    if (tensor < 0 || placed[index] || !plan.tensors[index].gradient) return;
    gradients[index] = room.take(plan.tensors[index].floats());
    placed[index] = true;
  };
  begin(plan.output);
  for (size_t k = plan.nodes.size(); k-- > 0;) {
    const PlanNode& node = plan.nodes[k];
    const bool inPlace = operation(kernels, node.op).gradientInPlace && node.zeroFirst < 0;
    for (const int tensor : {node.right, node.third}) begin(tensor);
    if (!inPlace) begin(node.input);
    for (const int tensor : {node.output, node.second})
      if (tensor >= 0 && placed[static_cast<size_t>(tensor)]) room.release(gradients[static_cast<size_t>(tensor)]);
    if (inPlace) begin(node.input);
  }
  const size_t first = layout.take(room.size());
  for (size_t& offset : gradients) offset += first;
}

CarryLayout::CarryLayout(const Plan& plan) {
  Layout layout;
  for (const PlanNode& node : plan.nodes) states.push_back(layout.take(node.shape.carry ? 2 * stateFloats(node) : 0));
  floats = layout.size();
}

FeedRows Shard::rows(bool targets) {
  FeedRows rows;
  rows.x = value(plan_.x);
  rows.future = value(plan_.future);
  rows.statics = value(plan_.statics);
  rows.targets = targets ? this->targets() : nullptr;
  rows.anchors = anchors();
  rows.weights = weights();
  rows.scales = scales();
  return rows;
}

float* Shard::gradient(int tensor) {
  const size_t index = static_cast<size_t>(tensor);
  return tensor >= 0 && plan_.tensors[index].gradient ? memory_ + layout_.gradients[index] : nullptr;
}

ForwardArgs Shard::forwardArgs(size_t index, const PassKeys& keys) {
  const PlanNode& node = plan_.nodes[index];
  ForwardArgs args;
  args.packed = packed_.node(node.weights);
  args.input = value(node.input);
  args.right = value(node.right);
  args.third = value(node.third);
  args.output = value(node.output);
  args.second = value(node.second);
  args.tape = memory_ + layout_.tapes[index];
  args.keepTape = layout_.training;
  args.training = keys.training;
  args.targets = keys.targets;
  args.drawMask = keys.draw;
  args.maskKey = maskKey(keys, index);
  if (node.shape.carry && keys.carriedIn != nullptr) {
    args.right = keys.carriedIn + carry_.states[index];
    if (node.op == Op::kLstm) args.third = args.right + stateFloats(node);
  }
  return args;
}

/** Keeps the state after the last step, and the cells of an lstm, which it wrote to `second`. */
void Shard::carryOut(size_t index, const ForwardArgs& args, float* carried) {
  const PlanNode& node = plan_.nodes[index];
  const size_t last = node.shape.input.sequence() ? (node.shape.input.steps - 1) * stepStride(node.shape.units) : 0;
  std::memcpy(carried, args.output + last, stateFloats(node) * sizeof(float));
}

void Shard::forwardNode(size_t index, const PassKeys& keys) {
  const PlanNode& node = plan_.nodes[index];
  ForwardArgs args = forwardArgs(index, keys);
  float* carried = node.shape.carry && keys.carriedOut != nullptr ? keys.carriedOut + carry_.states[index] : nullptr;
  if (carried != nullptr && node.op == Op::kLstm) args.second = carried + stateFloats(node);
  operation(kernels_, node.op).forward(node.shape, args);
  if (carried == nullptr) return;
  carryOut(index, args, carried);
  if (node.second >= 0) std::memcpy(value(node.second), args.second, stateFloats(node) * sizeof(float));
}

void Shard::forward(const PassKeys& keys) {
  if (plan_.noise >= 0)
    std::fill_n(noise(), plan_.tensors[static_cast<size_t>(plan_.noise)].floats(),
                std::numeric_limits<float>::quiet_NaN());
  for (size_t k = 0; k < plan_.nodes.size(); k++) forwardNode(k, keys);
}

void Shard::forwardDrawn(const PassKeys& keys) {
  for (size_t k = 0; k < plan_.nodes.size(); k++)
    if (plan_.tensors[static_cast<size_t>(plan_.nodes[k].output)].drawn) forwardNode(k, keys);
}

BackwardArgs Shard::backwardArgs(size_t index, const PassKeys& keys, float* parameterGradient) {
  const PlanNode& node = plan_.nodes[index];
  const ForwardArgs before = forwardArgs(index, keys);
  BackwardArgs args;
  args.packed = before.packed;
  args.input = before.input;
  args.right = before.right;
  args.third = before.third;
  args.output = before.output;
  args.tape = before.tape;
  args.outputGradient = gradient(node.output);
  args.secondGradient = gradient(node.second);
  args.inputGradient = gradient(node.input);
  args.rightGradient = gradient(node.right);
  args.thirdGradient = gradient(node.third);
  args.accumulateInput = node.accumulateInput;
  args.accumulateRight = node.accumulateRight;
  args.accumulateThird = node.accumulateThird;
  args.gradient = plan_.parameters.weights(node.weights, parameterGradient);
  args.drawMask = keys.draw;
  args.maskKey = before.maskKey;
  return args;
}

bool Shard::backwardNode(size_t index, const PassKeys& keys, float* parameterGradient) {
  const PlanNode& node = plan_.nodes[index];
  if (gradient(node.output) == nullptr) return false;
  if (float* shared = gradient(node.zeroFirst); shared != nullptr)
    std::memset(shared, 0, plan_.tensors[static_cast<size_t>(node.zeroFirst)].floats() * sizeof(float));
  operation(kernels_, node.op).backward(node.shape, backwardArgs(index, keys, parameterGradient));
  return true;
}

void Shard::backward(const PassKeys& keys, float* parameterGradient) {
  for (size_t k = plan_.nodes.size(); k-- > 0;) backwardNode(k, keys, parameterGradient);
}

}  // namespace hindcast
