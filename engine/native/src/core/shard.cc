#include "core/shard.h"

#include "core/rng.h"

namespace hindcast {
namespace {

const OpKernels& opKernels(const Kernels& kernels, Op op) { return kernels.ops[static_cast<size_t>(op)]; }

uint64_t maskKey(const MaskKeys& keys, size_t node) {
  return keys.draw ? mixKey(keys.seed, keys.step + 1, node, keys.shard) : 0;
}

}  // namespace

void PackedWeights::plan(const Plan& plan, const Kernels& kernels) {
  Layout layout;
  for (const PlanNode& node : plan.nodes)
    offsets_.push_back(layout.take(opKernels(kernels, node.op).packedSize(node.shape)));
  floats_ = layout.size();
}

void PackedWeights::pack(const Plan& plan, const Kernels& kernels, const float* parameters) {
  for (size_t k = 0; k < plan.nodes.size(); k++)
    opKernels(kernels, plan.nodes[k].op)
        .pack(plan.nodes[k].shape, plan.parameters.weights(static_cast<int>(k), parameters),
              arena_.data() + offsets_[k]);
}

ShardLayout::ShardLayout(const Plan& plan, const Kernels& kernels, int horizon, bool training) : training(training) {
  Layout layout;
  for (const Tensor& tensor : plan.tensors) {
    values.push_back(layout.take(tensor.floats()));
    gradients.push_back(training && tensor.gradient ? layout.take(tensor.floats()) : 0);
  }
  for (const PlanNode& node : plan.nodes)
    tapes.push_back(layout.take(opKernels(kernels, node.op).tapeSize(node.shape, training)));
  targets = layout.take(static_cast<size_t>(horizon) * kLanes);
  anchors = layout.take(kLanes);
  floats = layout.size();
}

float* Shard::gradient(int tensor) {
  const size_t index = static_cast<size_t>(tensor);
  return plan_.tensors[index].gradient ? memory_ + layout_.gradients[index] : nullptr;
}

void Shard::forward(const MaskKeys& keys) {
  for (size_t k = 0; k < plan_.nodes.size(); k++) {
    const PlanNode& node = plan_.nodes[k];
    ForwardArgs args;
    args.packed = packed_.node(k);
    args.input = value(node.input);
    if (node.right >= 0) args.right = value(node.right);
    args.output = value(node.output);
    args.tape = memory_ + layout_.tapes[k];
    args.keepTape = layout_.training;
    args.drawMask = keys.draw;
    args.maskKey = maskKey(keys, k);
    opKernels(kernels_, node.op).forward(node.shape, args);
  }
}

void Shard::backward(const MaskKeys& keys, float* parameterGradient) {
  for (size_t k = plan_.nodes.size(); k-- > 0;) {
    const PlanNode& node = plan_.nodes[k];
    if (gradient(node.output) == nullptr) continue;
    BackwardArgs args;
    args.packed = packed_.node(k);
    args.input = value(node.input);
    args.output = value(node.output);
    args.tape = memory_ + layout_.tapes[k];
    args.outputGradient = gradient(node.output);
    args.inputGradient = gradient(node.input);
    if (node.right >= 0) args.rightGradient = gradient(node.right);
    args.accumulateInput = node.accumulateInput;
    args.accumulateRight = node.accumulateRight;
    args.gradient = plan_.parameters.weights(static_cast<int>(k), parameterGradient);
    args.drawMask = keys.draw;
    args.maskKey = maskKey(keys, k);
    opKernels(kernels_, node.op).backward(node.shape, args);
  }
}

}  // namespace hindcast
