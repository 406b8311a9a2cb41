#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/arena.h"
#include "core/feed.h"
#include "core/plan.h"
#include "core/pool.h"
#include "core/shard.h"

namespace hindcast {

enum class NotFinite { kNone, kLoss, kGradient };

struct TrainResult {
  std::vector<double> losses;
  std::vector<double> gradientNorms;  // before clipping
  NotFinite notFinite = NotFinite::kNone;
  bool cancelled = false;
};

/**
 * A model instance: parameters, Adam moments, a step counter and the memory of its calls. Not for two callers at
 * once, but for `cancel`. What it computes does not depend on the number of threads: shards and the order in
 * which their gradients are summed follow from the batch alone.
 */
class Session {
 public:
  static Status create(const ModelSpec& spec, const Kernels& kernels, std::unique_ptr<Session>& session) noexcept;

  const Plan& plan() const { return plan_; }
  int horizon() const { return horizon_; }
  size_t trainingBytes(int64_t batch) const;

  int64_t parameterCount() const { return plan_.parameters.count(); }
  float* parameters() { return parameters_.data(); }
  float* firstMoments() { return moments_.data(); }
  float* secondMoments() { return moments_.data() + parameters_.size(); }
  int64_t step() const { return step_; }
  void setStep(int64_t step) { step_ = step; }

  /** One optimiser step for each rate; step k takes examples k * batch and following of `feed`. */
  Status train(const WindowFeed& feed, int64_t batch, const double* rates, TrainResult& result) noexcept;
  /** Outputs [n][O], anchors added back. */
  Status predict(const WindowFeed& feed, int64_t batch, float* outputs) noexcept;
  /** Mean loss over observed targets; NaN when there are none. */
  Status evaluate(const WindowFeed& feed, int64_t batch, double& loss) noexcept;
  /** Outputs, loss and unclipped gradient of one batch, without dropout. */
  Status gradients(const TensorFeed& feed, float* outputs, double& loss, float* gradient) noexcept;

  /** Ends the running call after its current batch. Any thread may call it. */
  void cancel() { cancelled_ = true; }
  void clearCancel() { cancelled_ = false; }

 private:
  Session(const ModelSpec& spec, const Kernels& kernels) : spec_(spec), kernels_(kernels) {}

  Status reserve(int64_t batch, bool training);
  void releaseWorkspaces();
  int slots(int64_t shards) const;
  /** Loss and gradient of `count` examples from `first`; the gradient ends in the first slot. */
  double lossAndGradient(const Feed& feed, int64_t first, int64_t count, bool dropout, float* outputs);
  double sumGradients(int slotCount);
  /** The factor that brings a gradient of this norm down to the norm allowed. */
  double clipScale(double gradientNorm) const;
  void applyAdam(double rate, double gradientScale);
  /** Outputs of all examples, batch by batch; each shard is shown to `visit(shard, first, count)`. */
  template <class Visit>
  Status forwardAll(const WindowFeed& feed, int64_t batch, bool targets, const Visit& visit);

  Shard shard(int worker) {
    return Shard(plan_, kernels_, packed_, layout_, workspaces_[static_cast<size_t>(worker)].data());
  }

  const ModelSpec spec_;
  const Kernels& kernels_;
  Plan plan_;
  int horizon_ = 0;
  int64_t step_ = 0;
  Arena parameters_;
  Arena moments_;
  Arena gradients_;  // [slots][parameters]
  PackedWeights packed_;
  ShardLayout layout_;
  std::unique_ptr<Arena[]> workspaces_;  // one a thread
  int workspaceCount_ = 0;
  std::vector<double> slotLosses_;
  std::vector<double> blockSquares_;
  Pool pool_;
  std::atomic<bool> cancelled_{false};
};

}  // namespace hindcast
