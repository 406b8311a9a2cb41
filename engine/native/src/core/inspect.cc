/* What recurrent layers do inside, on demand: their gates for one example, and the gradient on its way back in time. */
#include <algorithm>
#include <cmath>

#include "core/session.h"

namespace hindcast {

Status Session::activations(const TensorFeed& feed, std::vector<GateActivations>& result) noexcept {
  return guarded([&] {
    if (Status s = reserve(1, true); s.failed()) return s;
    packed_.pack(plan_, kernels_, parameters());
    Shard work = shard(0);
    feed.fill(0, 1, work.rows(false));
    work.forward(PassKeys());
    for (size_t k = 0; k < plan_.nodes.size(); k++) {
      const PlanNode& node = plan_.nodes[k];
      const Operation& operation = kernels_.operations[static_cast<size_t>(node.op)];
      if (operation.gate == nullptr) continue;
      GateActivations layer;
      layer.node = plan_.tensors[static_cast<size_t>(node.output)].name;
      layer.steps = std::max(1, node.shape.input.steps);
      layer.hidden = node.shape.units;
      const ForwardArgs args = work.forwardArgs(k, PassKeys());
      while (operation.gate(node.shape, args, layer.gates).rows > 0) layer.gates++;
      for (int t = 0; t < layer.steps; t++)
        for (int g = 0; g < layer.gates; g++) {
          const StepRows rows = operation.gate(node.shape, args, g);
          for (int u = 0; u < layer.hidden; u++)
            layer.values.push_back(rows.first[static_cast<size_t>(t) * rows.stride + static_cast<size_t>(u) * kLanes]);
        }
      result.push_back(std::move(layer));
    }
    return Status::ok();
  });
}

Status Session::stepGradients(const TensorFeed& feed, std::vector<StepGradients>& result) noexcept {
  return guarded([&] {
    if (Status s = reserve(feed.size(), true); s.failed()) return s;
    packed_.pack(plan_, kernels_, parameters());
    const double observed = feed.observedWeight(0, feed.size());
    const float scale = observed > 0 ? static_cast<float>(1.0 / observed) : 0.0f;
    std::vector<std::vector<double>> squares(plan_.nodes.size());
    PassKeys keys;
    keys.training = true;
    Shard work = shard(0);
    for (int64_t first = 0; first < feed.size(); first += kLanes) {
      feed.fill(first, static_cast<int>(std::min<int64_t>(kLanes, feed.size() - first)), work.rows(true));
      work.forward(keys);
      lossOf(work, scale, work.outputGradient());
      for (size_t k = plan_.nodes.size(); k-- > 0;) {
        const PlanNode& node = plan_.nodes[k];
        const Operation& operation = kernels_.operations[static_cast<size_t>(node.op)];
        if (!work.backwardNode(k, keys, gradients_.data()) || operation.sums == nullptr) continue;
        const StepRows rows = operation.sums(node.shape, work.backwardArgs(k, keys, gradients_.data()));
        const size_t steps = static_cast<size_t>(std::max(1, node.shape.input.steps));
        squares[k].resize(steps);
        for (size_t t = 0; t < steps; t++)
          squares[k][t] += kernels_.sumOfSquares(rows.first + t * rows.stride, static_cast<size_t>(rows.rows) * kLanes);
      }
    }
    for (size_t k = 0; k < plan_.nodes.size(); k++) {
      if (squares[k].empty()) continue;
      for (double& square : squares[k]) square = std::sqrt(square);
      result.push_back({plan_.tensors[static_cast<size_t>(plan_.nodes[k].output)].name, std::move(squares[k])});
    }
    return Status::ok();
  });
}

}  // namespace hindcast
