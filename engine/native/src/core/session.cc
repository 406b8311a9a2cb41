#include "core/session.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>

#include "loss/loss.h"

namespace hindcast {
namespace {

/** Chains of shards whose gradients are summed in one buffer each: what bounds the useful threads and the memory. */
constexpr int64_t kMostSlots = 32;
/** Parameters that one thread sums and updates at a time. */
constexpr int64_t kParameterBlock = 1 << 14;
/** Adam keeps squares of gradients as floats: a larger gradient counts as not finite. */
constexpr double kMostNorm = 1e18;

int64_t shardCount(int64_t examples) { return (examples + kLanes - 1) / kLanes; }

int blockCount(size_t floats) {
  return static_cast<int>((static_cast<int64_t>(floats) + kParameterBlock - 1) / kParameterBlock);
}

std::string bytesText(double bytes) {
  const char* const units[] = {"bytes", "KB", "MB", "GB", "TB"};
  int unit = 0;
  for (; bytes >= 1000 && unit < 4; unit++) bytes /= 1000;
  const std::string tenths = std::to_string(static_cast<int64_t>(std::ceil(bytes * 10)));
  return (tenths.size() > 1 ? tenths.substr(0, tenths.size() - 1) : "0") + "." + tenths.back() + " " + units[unit];
}

}  // namespace

Status Session::create(const ModelSpec& spec, const Kernels& kernels, std::unique_ptr<Session>& result) noexcept {
  return guarded([&] {
    std::unique_ptr<Session> session(new Session(spec, kernels));
    Plan& plan = session->plan_;
    if (Status s = planGraph(spec.graph, plan); s.failed()) return s;
    const int perTarget = spec.loss.outputsPerTarget();
    if (perTarget < 1 || plan.outputs % perTarget != 0)
      return Status::error("Expected outputs [h, Q] for " + std::to_string(perTarget) + " quantiles but received " +
                           plan.tensors[static_cast<size_t>(plan.output)].describe());
    session->horizon_ = plan.outputs / perTarget;
    const size_t count = static_cast<size_t>(plan.parameters.count());
    if (!session->parameters_.reserve(count) || !session->moments_.reserve(2 * session->parameters_.size()))
      return Status::error("Expected room for " + bytesText(12.0 * static_cast<double>(count)) +
                           " of parameters and moments but it is not to be had: lower hidden or the number of layers");
    plan.parameters.initialise(spec.seed, session->parameters_.data());
    session->packed_.plan(plan, kernels);
    session->blockSquares_.resize(static_cast<size_t>(blockCount(session->parameters_.size())));
    session->slotLosses_.resize(kMostSlots);
    const int threads = spec.threads > 0 ? spec.threads : static_cast<int>(std::thread::hardware_concurrency());
    session->pool_.start(std::clamp(threads, 1, static_cast<int>(kMostSlots)));
    result = std::move(session);
    return Status::ok();
  });
}

int Session::slots(int64_t shards) const { return static_cast<int>(std::min(shards, kMostSlots)); }

size_t Session::trainingBytes(int64_t batch) const {
  const int slotCount = slots(shardCount(batch));
  const size_t threads = static_cast<size_t>(std::min(pool_.threads(), slotCount));
  const size_t workspace = alignedFloats(ShardLayout(plan_, kernels_, horizon_, true).floats);
  return sizeof(float) * (threads * workspace + static_cast<size_t>(slotCount) * parameters_.size() + packed_.floats());
}

Status Session::reserve(int64_t batch, bool training) {
  const int slotCount = slots(shardCount(batch));
  const int threads = std::min(pool_.threads(), slotCount);
  const size_t gradientFloats = training ? static_cast<size_t>(slotCount) * parameters_.size() : 0;
  if (layout_.training != training || workspaceCount_ < threads) {
    releaseWorkspaces();
    layout_ = ShardLayout(plan_, kernels_, horizon_, training);
  }
  bool ready = packed_.reserved() || packed_.reserve();
  if (ready && gradients_.size() < gradientFloats) ready = gradients_.reserve(gradientFloats);
  if (ready && workspaceCount_ == 0) {
    workspaces_.reset(new Arena[static_cast<size_t>(threads)]);
    workspaceCount_ = threads;
    for (int k = 0; ready && k < threads; k++) ready = workspaces_[static_cast<size_t>(k)].reserve(layout_.floats);
  }
  if (ready) return Status::ok();
  releaseWorkspaces();
  gradients_.release();
  const double bytes = sizeof(float) * (static_cast<double>(layout_.floats) * threads +
                                        static_cast<double>(gradientFloats + packed_.floats()));
  return Status::error("Expected room for " + bytesText(bytes) + " of activations (batch " + std::to_string(batch) +
                       ", context " + std::to_string(plan_.context) + ", " + std::to_string(threads) +
                       " threads) but it is not to be had: lower the batch, the context, hidden or the threads");
}

void Session::releaseWorkspaces() {
  workspaces_.reset();
  workspaceCount_ = 0;
}

double Session::lossAndGradient(const Feed& feed, int64_t first, int64_t count, bool dropout, float* outputs) {
  const int64_t shards = shardCount(count);
  const int slotCount = slots(shards);
  const int64_t observed = feed.observedTargets(first, count);
  const float scale = observed > 0 ? static_cast<float>(1.0 / static_cast<double>(observed)) : 0.0f;
  const size_t O = static_cast<size_t>(plan_.outputs);
  packed_.pack(plan_, kernels_, parameters_.data());

  pool_.run(slotCount, [&](int slot, int worker) {
    float* gradient = gradients_.data() + static_cast<size_t>(slot) * parameters_.size();
    std::memset(gradient, 0, parameters_.size() * sizeof(float));
    double loss = 0;
    for (int64_t s = slot * shards / slotCount; s < (slot + 1) * shards / slotCount; s++) {
      Shard work = shard(worker);
      const int lanes = static_cast<int>(std::min<int64_t>(kLanes, count - s * kLanes));
      const MaskKeys keys{dropout, spec_.seed, static_cast<uint64_t>(step_), static_cast<uint64_t>(s)};
      feed.fill(first + s * kLanes, lanes, work.x(), work.targets(), work.anchors());
      work.forward(keys);
      loss += evaluateLoss(spec_.loss, work.outputs(), work.targets(), horizon_, scale, work.outputGradient());
      work.backward(keys, gradient);
      if (outputs == nullptr) continue;
      for (size_t l = 0; l < static_cast<size_t>(lanes); l++)
        for (size_t o = 0; o < O; o++)
          outputs[(static_cast<size_t>(s) * kLanes + l) * O + o] = work.outputs()[o * kLanes + l];
    }
    slotLosses_[static_cast<size_t>(slot)] = loss;
  });

  double loss = 0;
  for (int slot = 0; slot < slotCount; slot++) loss += slotLosses_[static_cast<size_t>(slot)];
  return observed > 0 ? loss / static_cast<double>(observed) : 0.0;
}

/** Adds the gradients of all slots, in order, to the first and returns the norm of the sum. */
double Session::sumGradients(int slotCount) {
  const size_t size = parameters_.size();
  pool_.run(blockCount(size), [&](int block, int) {
    const size_t from = static_cast<size_t>(block) * kParameterBlock;
    const size_t count = std::min<size_t>(kParameterBlock, size - from);
    for (int slot = 1; slot < slotCount; slot++)
      kernels_.add(gradients_.data() + from, gradients_.data() + static_cast<size_t>(slot) * size + from, count);
    blockSquares_[static_cast<size_t>(block)] = kernels_.sumOfSquares(gradients_.data() + from, count);
  });
  double squares = 0;
  for (const double block : blockSquares_) squares += block;
  return std::sqrt(squares);
}

double Session::clipScale(double gradientNorm) const {
  const double most = spec_.optimizer.clipNorm;
  return most > 0 && gradientNorm > most ? most / gradientNorm : 1;
}

void Session::applyAdam(double rate, double gradientScale) {
  const OptimizerSpec& o = spec_.optimizer;
  const double step = static_cast<double>(step_ + 1);
  AdamStep constants;
  constants.scale = static_cast<float>(gradientScale);
  constants.keepFirst = static_cast<float>(o.beta1);
  constants.keepSecond = static_cast<float>(o.beta2);
  constants.enterFirst = static_cast<float>(1 - o.beta1);
  constants.enterSecond = static_cast<float>(1 - o.beta2);
  constants.stepSize = static_cast<float>(rate / (1 - std::pow(o.beta1, step)));
  constants.secondScale = static_cast<float>(1 / (1 - std::pow(o.beta2, step)));
  constants.epsilon = static_cast<float>(o.epsilon);
  const size_t size = parameters_.size();
  pool_.run(blockCount(size), [&](int block, int) {
    const size_t from = static_cast<size_t>(block) * kParameterBlock;
    kernels_.adam(constants, gradients_.data() + from, parameters() + from, firstMoments() + from,
                  secondMoments() + from, std::min<size_t>(kParameterBlock, size - from));
  });
  step_++;
}

Status Session::train(const WindowFeed& feed, int64_t batch, const double* rates, TrainResult& result) noexcept {
  return guarded([&] {
    if (Status s = feed.check(); s.failed()) return s;
    if (Status s = reserve(std::min(batch, feed.size()), true); s.failed()) return s;
    const int64_t steps = (feed.size() + batch - 1) / batch;
    result.losses.reserve(static_cast<size_t>(steps));
    result.gradientNorms.reserve(static_cast<size_t>(steps));
    for (int64_t step = 0; step < steps; step++) {
      if (cancelled_) {
        result.cancelled = true;
        break;
      }
      const int64_t first = step * batch, count = std::min(batch, feed.size() - first);
      const double loss = lossAndGradient(feed, first, count, true, nullptr);
      const double norm = sumGradients(slots(shardCount(count)));
      const double scale = clipScale(norm);
      if (!std::isfinite(loss) || !(norm * scale <= kMostNorm)) {
        result.notFinite = std::isfinite(loss) ? NotFinite::kGradient : NotFinite::kLoss;
        break;
      }
      applyAdam(rates[step], scale);
      result.losses.push_back(loss);
      result.gradientNorms.push_back(norm);
    }
    return Status::ok();
  });
}

template <class Visit>
Status Session::forwardAll(const WindowFeed& feed, int64_t batch, bool targets, const Visit& visit) {
  if (Status s = feed.check(); s.failed()) return s;
  if (Status s = reserve(std::min(batch, feed.size()), false); s.failed()) return s;
  packed_.pack(plan_, kernels_, parameters_.data());
  for (int64_t first = 0; first < feed.size(); first += batch) {
    if (cancelled_) return Status::error("Cancelled");
    const int64_t count = std::min(batch, feed.size() - first);
    pool_.run(static_cast<int>(shardCount(count)), [&](int s, int worker) {
      Shard work = shard(worker);
      const int lanes = static_cast<int>(std::min<int64_t>(kLanes, count - s * kLanes));
      feed.fill(first + s * kLanes, lanes, work.x(), targets ? work.targets() : nullptr, work.anchors());
      work.forward(MaskKeys());
      visit(work, first + s * kLanes, lanes);
    });
  }
  return Status::ok();
}

Status Session::predict(const WindowFeed& feed, int64_t batch, float* outputs) noexcept {
  const size_t O = static_cast<size_t>(plan_.outputs);
  return guarded([&] {
    return forwardAll(feed, batch, false, [&](Shard& work, int64_t first, int lanes) {
      for (size_t l = 0; l < static_cast<size_t>(lanes); l++)
        for (size_t o = 0; o < O; o++)
          outputs[(static_cast<size_t>(first) + l) * O + o] = work.outputs()[o * kLanes + l] + work.anchors()[l];
    });
  });
}

Status Session::evaluate(const WindowFeed& feed, int64_t batch, double& loss) noexcept {
  return guarded([&] {
    // Whole shards in every batch, so that a shard's place in the list follows from its first example.
    const int64_t aligned = shardCount(std::min(batch, feed.size())) * kLanes;
    std::vector<double> losses(static_cast<size_t>(shardCount(feed.size())));
    const Status status = forwardAll(feed, aligned, true, [&](Shard& work, int64_t first, int) {
      losses[static_cast<size_t>(first / kLanes)] =
          evaluateLoss(spec_.loss, work.outputs(), work.targets(), horizon_, 0, nullptr);
    });
    if (status.failed()) return status;
    const int64_t observed = feed.observedTargets(0, feed.size());
    double sum = 0;
    for (const double shardLoss : losses) sum += shardLoss;
    loss = observed > 0 ? sum / static_cast<double>(observed) : std::numeric_limits<double>::quiet_NaN();
    return Status::ok();
  });
}

Status Session::gradients(const TensorFeed& feed, float* outputs, double& loss, float* gradient) noexcept {
  return guarded([&] {
    if (Status s = reserve(feed.size(), true); s.failed()) return s;
    loss = lossAndGradient(feed, 0, feed.size(), false, outputs);
    sumGradients(slots(shardCount(feed.size())));
    std::memcpy(gradient, gradients_.data(), static_cast<size_t>(parameterCount()) * sizeof(float));
    return Status::ok();
  });
}

}  // namespace hindcast
