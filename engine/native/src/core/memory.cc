/* What a session allocates: everything before the first step of a call, nothing within one. */
#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>

#include "core/session.h"

namespace hindcast {
namespace {

/** Chains of shards whose gradients are summed in one buffer each: what bounds the useful threads and the memory. */
constexpr int64_t kMostSlots = 32;

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
    if (Status s = planGraph(spec.graph, kernels, plan); s.failed()) return s;
    const int perTarget = spec.loss.outputsPerTarget();
    if (perTarget < 1 || plan.outputs % perTarget != 0)
      return Status::error("Expected outputs [h, P] with P = " + std::to_string(perTarget) +
                           " outputs a target for the loss but received " +
                           plan.tensors[static_cast<size_t>(plan.output)].describe());
    session->horizon_ = plan.outputs / perTarget;
    if (plan.teacher >= 0 && plan.horizon != session->horizon_)
      return Status::error("Expected as many outputs as the teacher has steps, " + std::to_string(plan.horizon) +
                           ", but received " + std::to_string(session->horizon_));
    if (plan.noise >= 0 && plan.horizon != session->horizon_)
      return Status::error("Expected as many outputs as the noise has steps, " + std::to_string(plan.horizon) +
                           ", but received " + std::to_string(session->horizon_));
    const size_t count = static_cast<size_t>(plan.parameters.count());
    session->optimizer_.plan(spec.optimizer, plan.parameters, spec.seed);
    if (!session->parameters_.reserve(count) ||
        session->optimizer_.reserve(session->parameters_.size()).failed())
      return Status::error("Expected room for " + bytesText(12.0 * static_cast<double>(count)) +
                           " of parameters and moments but it is not to be had: lower hidden or the number of layers");
    session->packed_.plan(plan, kernels);
    session->carry_ = CarryLayout(plan);
    session->slotLosses_.resize(kMostSlots);
    const int threads = spec.threads > 0 ? spec.threads : static_cast<int>(std::thread::hardware_concurrency());
    session->pool_.start(std::clamp(threads, 1, static_cast<int>(kMostSlots)));
    result = std::move(session);
    return Status::ok();
  });
}

float* Session::parameters() {
  if (!initialised_) plan_.parameters.initialise(spec_.seed, spec_.start, parameters_.data());
  initialised_ = true;
  return parameters_.data();
}

void Session::setParameters(const float* values) {
  std::memcpy(parameters_.data(), values, static_cast<size_t>(parameterCount()) * sizeof(float));
  initialised_ = true;
}

FeedSizes Session::feedSizes() const {
  return {plan_.context,           plan_.channels, horizon_, plan_.features(plan_.future), plan_.horizon,
          plan_.features(plan_.statics)};
}

int Session::slots(int64_t shards) const { return static_cast<int>(std::min(shards, kMostSlots)); }

size_t Session::trainingBytes(int64_t batch) const {
  const int slotCount = slots(shardCount(batch));
  const size_t threads = static_cast<size_t>(std::min(pool_.threads(), slotCount));
  const size_t workspace = alignedFloats(ShardLayout(plan_, kernels_, horizon_, true).floats);
  const size_t carried = 2 * static_cast<size_t>(shardCount(batch)) * carry_.floats;
  return sizeof(float) *
         (threads * workspace + static_cast<size_t>(slotCount) * parameters_.size() + packed_.floats() + carried);
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

/** Room for the states of all shards of a batch; those that are there stay. */
Status Session::reserveCarried(int64_t batch) {
  const size_t shards = static_cast<size_t>(shardCount(batch));
  if (!plan_.carries || shards <= carriedShards_) return Status::ok();
  Arena fresh[2];
  if (!fresh[0].reserve(shards * carry_.floats) || !fresh[1].reserve(shards * carry_.floats))
    return Status::error("Out of memory");
  const size_t kept = carriedShards_ * carry_.floats;
  if (kept > 0) std::memcpy(fresh[0].data(), carried_[0].data(), kept * sizeof(float));
  for (int k = 0; k < 2; k++) carried_[k].swap(fresh[k]);
  carriedShards_ = shards;
  return Status::ok();
}

Status Session::setCarried(const float* values, size_t count) noexcept {
  return guarded([&] {
    if (carry_.floats == 0 ? count != 0 : count % carry_.floats != 0)
      return Status::error("Expected a multiple of " + std::to_string(carry_.floats) +
                           " values for the carried state but received " + std::to_string(count));
    carriedShards_ = 0;
    if (count == 0) return Status::ok();
    const int64_t shards = static_cast<int64_t>(count / carry_.floats);
    if (Status s = reserveCarried(shards * kLanes); s.failed()) return s;
    std::memcpy(carried_[0].data(), values, count * sizeof(float));
    return Status::ok();
  });
}

void Session::releaseWorkspaces() {
  workspaces_.reset();
  workspaceCount_ = 0;
}

}  // namespace hindcast
