#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/arena.h"
#include "core/feed.h"
#include "core/optimizer.h"
#include "core/plan.h"
#include "core/pool.h"
#include "core/shard.h"

namespace hindcast {

enum class NotFinite { kNone, kLoss, kGradient };

/** One entry a completed step. */
struct TrainResult {
  std::vector<double> losses;
  std::vector<double> gradientNorms;  // before clipping
  std::vector<double> clippedNorms;
  std::vector<double> layerNorms;  // [steps][layers]
  NotFinite notFinite = NotFinite::kNone;
  double failedLoss = 0;
  double failedNorm = 0;
  bool cancelled = false;
};

struct GateActivations {
  std::string node;
  int gates = 0;
  int steps = 0;
  int hidden = 0;
  std::vector<float> values;  // [steps][gates][hidden]
};

struct StepGradients {
  std::string node;
  std::vector<double> norms;  // of each step
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
  FeedSizes feedSizes() const;
  size_t trainingBytes(int64_t batch) const;

  int64_t parameterCount() const { return plan_.parameters.count(); }
  /** The first access draws the initial values, which takes long for a wide network; `setParameters` spares that. */
  float* parameters();
  void setParameters(const float* values);
  Optimizer& optimizer() { return optimizer_; }

  /** The states that wait for the next training step, [shards][what one shard carries]. */
  const float* carried() const { return carried_[0].data(); }
  size_t carriedFloats() const { return carriedShards_ * carry_.floats; }
  Status setCarried(const float* values, size_t count) noexcept;

  /**
   * One optimiser step for each rate; step k takes examples k * batch and following of `feed`. `restarts`: for each
   * example 1 to start from a state of zero; null: all do.
   */
  Status train(const WindowFeed& feed, int64_t batch, const double* rates, const uint8_t* restarts,
               TrainResult& result) noexcept;
  /** Outputs [n][O], anchors added back. */
  Status predict(const WindowFeed& feed, int64_t batch, float* outputs) noexcept;
  /**
   * Sample paths [n][paths][h], anchors added back; the noise is [n][paths][h][2], or [paths][h][2] for all windows
   * alike where `shared`.
   */
  Status samplePaths(const WindowFeed& feed, int64_t batch, int64_t paths, const float* noise, bool shared,
                     float* values) noexcept;
  /** Mean loss over observed targets; NaN when there are none. */
  Status evaluate(const WindowFeed& feed, int64_t batch, double& loss) noexcept;
  /** Outputs, loss and unclipped gradient of one batch, with the dropout of `dropoutStep` unless it is negative. */
  Status gradients(const TensorFeed& feed, int64_t dropoutStep, float* outputs, double& loss,
                   float* gradient) noexcept;
  /** What the recurrent layers compute for the first example. */
  Status activations(const TensorFeed& feed, std::vector<GateActivations>& result) noexcept;
  /** Norms of the loss's gradient at every step of the recurrent layers. */
  Status stepGradients(const TensorFeed& feed, std::vector<StepGradients>& result) noexcept;

  /** Ends the running call after its current batch. Any thread may call it. */
  void cancel() { cancelled_ = true; }
  void clearCancel() { cancelled_ = false; }

 private:
  Session(const ModelSpec& spec, const Kernels& kernels) : spec_(spec), kernels_(kernels) {}

  Status reserve(int64_t batch, bool training);
  Status reserveCarried(int64_t batch);
  void releaseWorkspaces();
  int slots(int64_t shards) const;
  /** Loss and gradient of `count` examples from `first`; the gradient ends in the first slot. */
  double lossAndGradient(const Feed& feed, int64_t first, int64_t count, const PassKeys& keys, float* outputs);
  void restart(const uint8_t* restarts, int64_t count);
  PassKeys keysOf(const PassKeys& keys, int64_t shard);
  double lossOf(Shard& work, float scale, float* gradient) const;
  /** Outputs of all examples, batch by batch; each shard is shown to `visit(shard, first, count)`. */
  template <class Visit>
  Status forwardAll(const WindowFeed& feed, int64_t batch, bool targets, const Visit& visit);

  Shard shard(int worker) {
    return Shard(plan_, kernels_, packed_, layout_, carry_, workspaces_[static_cast<size_t>(worker)].data());
  }

  const ModelSpec spec_;
  const Kernels& kernels_;
  Plan plan_;
  int horizon_ = 0;
  Arena parameters_;
  bool initialised_ = false;
  Optimizer optimizer_;
  Arena gradients_;  // [slots][parameters]
  PackedWeights packed_;
  ShardLayout layout_;
  CarryLayout carry_;
  Arena carried_[2];  // before and after the running step
  size_t carriedShards_ = 0;
  std::unique_ptr<Arena[]> workspaces_;  // one a thread
  int workspaceCount_ = 0;
  std::vector<double> slotLosses_;
  GradientNorms norms_;
  Pool pool_;
  std::atomic<bool> cancelled_{false};
};

}  // namespace hindcast
