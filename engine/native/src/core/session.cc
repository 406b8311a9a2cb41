#include "core/session.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "loss/draw.h"

namespace hindcast {
namespace {

/** Adam keeps squares of gradients as floats: a larger gradient counts as not finite. */
constexpr double kMostNorm = 1e18;

}  // namespace

PassKeys Session::keysOf(const PassKeys& keys, int64_t shard) {
  PassKeys own = keys;
  own.shard = static_cast<uint64_t>(shard);
  if (keys.carriedIn != nullptr) own.carriedIn = keys.carriedIn + static_cast<size_t>(shard) * carry_.floats;
  if (keys.carriedOut != nullptr) own.carriedOut = keys.carriedOut + static_cast<size_t>(shard) * carry_.floats;
  return own;
}

double Session::lossOf(Shard& work, float scale, float* gradient) const {
  return evaluateLoss(spec_.loss,
                      {work.outputs(), work.targets(), work.weights(), work.scales(), horizon_, scale, gradient});
}

double Session::lossAndGradient(const Feed& feed, int64_t first, int64_t count, const PassKeys& keys, float* outputs) {
  const int64_t shards = shardCount(count);
  const int slotCount = slots(shards);
  const double observed = feed.observedWeight(first, count);
  const float scale = observed > 0 ? static_cast<float>(1.0 / observed) : 0.0f;
  const size_t O = static_cast<size_t>(plan_.outputs);
  packed_.pack(plan_, kernels_, parameters());

  pool_.run(slotCount, [&](int slot, int worker) {
    float* gradient = gradients_.data() + static_cast<size_t>(slot) * parameters_.size();
    std::memset(gradient, 0, parameters_.size() * sizeof(float));
    double loss = 0;
    for (int64_t s = slot * shards / slotCount; s < (slot + 1) * shards / slotCount; s++) {
      Shard work = shard(worker);
      const int lanes = static_cast<int>(std::min<int64_t>(kLanes, count - s * kLanes));
      const PassKeys own = keysOf(keys, s);
      feed.fill(first + s * kLanes, lanes, work.rows(true));
      work.forward(own);
      loss += lossOf(work, scale, work.outputGradient());
      work.backward(own, gradient);
      if (outputs == nullptr) continue;
      for (size_t l = 0; l < static_cast<size_t>(lanes); l++)
        for (size_t o = 0; o < O; o++)
          outputs[(static_cast<size_t>(s) * kLanes + l) * O + o] = work.outputs()[o * kLanes + l];
    }
    slotLosses_[static_cast<size_t>(slot)] = loss;
  });

  double loss = 0;
  for (int slot = 0; slot < slotCount; slot++) loss += slotLosses_[static_cast<size_t>(slot)];
  return observed > 0 ? loss / observed : 0.0;
}

/** Sets the states to zero of the examples that start anew, and of the places that this step does not have. */
void Session::restart(const uint8_t* restarts, int64_t count) {
  const size_t rows = carry_.floats / kLanes;
  for (int64_t k = 0; k < static_cast<int64_t>(carriedShards_) * kLanes; k++) {
    if (k < count && restarts != nullptr && restarts[k] == 0) continue;
    float* lane = carried_[0].data() + static_cast<size_t>(k / kLanes) * carry_.floats + k % kLanes;
    for (size_t row = 0; row < rows; row++) lane[row * kLanes] = 0;
  }
  const size_t idle = static_cast<size_t>(shardCount(count)) * carry_.floats;
  std::memset(carried_[1].data() + idle, 0, (carriedFloats() - idle) * sizeof(float));
}

Status Session::train(const WindowFeed& feed, int64_t batch, const double* rates, const uint8_t* restarts,
                      TrainResult& result) noexcept {
  return guarded([&] {
    if (Status s = feed.check(); s.failed()) return s;
    if (Status s = reserve(std::min(batch, feed.size()), true); s.failed()) return s;
    if (Status s = reserveCarried(std::min(batch, feed.size())); s.failed()) return s;
    const size_t steps = static_cast<size_t>((feed.size() + batch - 1) / batch);
    const size_t layers = plan_.parameters.layers().size();
    for (std::vector<double>* rows : {&result.losses, &result.gradientNorms, &result.clippedNorms}) rows->reserve(steps);
    result.layerNorms.reserve(steps * layers);
    for (size_t step = 0; step < steps; step++) {
      if (cancelled_) {
        result.cancelled = true;
        break;
      }
      const int64_t first = static_cast<int64_t>(step) * batch, count = std::min(batch, feed.size() - first);
      PassKeys keys{true, true, true, spec_.seed, static_cast<uint64_t>(optimizer_.step()), 0, nullptr, nullptr};
      if (plan_.carries) {
        restart(restarts == nullptr ? nullptr : restarts + first, count);
        keys.carriedIn = carried_[0].data();
        keys.carriedOut = carried_[1].data();
      }
      const double loss = lossAndGradient(feed, first, count, keys, nullptr);
      optimizer_.gather(kernels_, pool_, gradients_.data(), parameters_.size(), slots(shardCount(count)), norms_);
      if (!std::isfinite(loss) || !std::isfinite(norms_.before) || !(norms_.after <= kMostNorm)) {
        result.notFinite = std::isfinite(loss) ? NotFinite::kGradient : NotFinite::kLoss;
        result.failedLoss = loss;
        result.failedNorm = norms_.before;
        break;
      }
      optimizer_.update(kernels_, pool_, rates[step], norms_, gradients_.data(), parameters());
      carried_[0].swap(carried_[1]);
      result.losses.push_back(loss);
      result.gradientNorms.push_back(norms_.before);
      result.clippedNorms.push_back(norms_.after);
      result.layerNorms.insert(result.layerNorms.end(), norms_.layers.begin(), norms_.layers.end());
    }
    return Status::ok();
  });
}

template <class Visit>
Status Session::forwardAll(const WindowFeed& feed, int64_t batch, bool targets, const Visit& visit) {
  if (Status s = feed.check(); s.failed()) return s;
  if (Status s = reserve(std::min(batch, feed.size()), false); s.failed()) return s;
  packed_.pack(plan_, kernels_, parameters());
  for (int64_t first = 0; first < feed.size(); first += batch) {
    if (cancelled_) return Status::error("Cancelled");
    const int64_t count = std::min(batch, feed.size() - first);
    pool_.run(static_cast<int>(shardCount(count)), [&](int s, int worker) {
      Shard work = shard(worker);
      const int lanes = static_cast<int>(std::min<int64_t>(kLanes, count - s * kLanes));
      feed.fill(first + s * kLanes, lanes, work.rows(targets));
      PassKeys keys;
      keys.targets = targets;
      work.forward(keys);
      visit(work, first + s * kLanes, lanes);
    });
  }
  return Status::ok();
}

Status Session::predict(const WindowFeed& feed, int64_t batch, float* outputs) noexcept {
  const size_t O = static_cast<size_t>(plan_.outputs);
  const size_t P = static_cast<size_t>(spec_.loss.outputsPerTarget());
  return guarded([&] {
    return forwardAll(feed, batch, false, [&](Shard& work, int64_t first, int lanes) {
      for (size_t o = 0; o < O; o++) {
        const bool anchored = spec_.loss.isLocation(static_cast<int>(o % P));
        for (size_t l = 0; l < static_cast<size_t>(lanes); l++)
          outputs[(static_cast<size_t>(first) + l) * O + o] =
              work.outputs()[o * kLanes + l] + (anchored ? work.anchors()[o / P * kLanes + l] : 0.0f);
      }
    });
  });
}

Status Session::samplePaths(const WindowFeed& feed, int64_t batch, int64_t paths, const float* noise, bool shared,
                            float* values) noexcept {
  const size_t h = static_cast<size_t>(horizon_), S = static_cast<size_t>(paths);
  const size_t P = static_cast<size_t>(spec_.loss.outputsPerTarget());
  Distribution distribution;
  if (plan_.noise < 0 || !findDistribution(spec_.loss.kind, distribution))
    return Status::error("Expected a graph with noise and the loss of a distribution for sample paths");
  return guarded([&] {
    return forwardAll(feed, batch, false, [&](Shard& work, int64_t first, int lanes) {
      for (size_t s = 0; s < S; s++) {
        for (size_t l = 0; l < static_cast<size_t>(lanes); l++) {
          const float* own = noise + ((shared ? 0 : (static_cast<size_t>(first) + l) * S) + s) * h * 2;
          for (size_t k = 0; k < h; k++)
            for (size_t i = 0; i < 2; i++) work.noise()[k * stepStride(2) + i * kLanes + l] = own[2 * k + i];
        }
        work.forwardDrawn(PassKeys());
        for (size_t l = 0; l < static_cast<size_t>(lanes); l++) {
          float* path = values + ((static_cast<size_t>(first) + l) * S + s) * h;
          const bool anchored = spec_.loss.isLocation(0);
          for (size_t k = 0; k < h; k++)
            path[k] = (anchored ? work.anchors()[k * kLanes + l] : 0.0f) +
                      drawValue(distribution, work.outputs() + k * P * kLanes + l,
                                work.noise() + k * stepStride(2) + l, work.scales()[l]);
        }
      }
    });
  });
}

Status Session::evaluate(const WindowFeed& feed, int64_t batch, double& loss) noexcept {
  return guarded([&] {
    // Whole shards in every batch, so that a shard's place in the list follows from its first example.
    const int64_t aligned = shardCount(std::min(batch, feed.size())) * kLanes;
    std::vector<double> losses(static_cast<size_t>(shardCount(feed.size())));
    const Status status = forwardAll(feed, aligned, true, [&](Shard& work, int64_t first, int) {
      losses[static_cast<size_t>(first / kLanes)] = lossOf(work, 0, nullptr);
    });
    if (status.failed()) return status;
    const double observed = feed.observedWeight(0, feed.size());
    double sum = 0;
    for (const double shardLoss : losses) sum += shardLoss;
    loss = observed > 0 ? sum / observed : std::numeric_limits<double>::quiet_NaN();
    return Status::ok();
  });
}

Status Session::gradients(const TensorFeed& feed, int64_t dropoutStep, float* outputs, double& loss,
                          float* gradient) noexcept {
  return guarded([&] {
    if (Status s = reserve(feed.size(), true); s.failed()) return s;
    PassKeys keys;
    keys.training = true;
    keys.draw = dropoutStep >= 0;
    keys.seed = spec_.seed;
    keys.step = static_cast<uint64_t>(dropoutStep);
    loss = lossAndGradient(feed, 0, feed.size(), keys, outputs);
    const int slotCount = slots(shardCount(feed.size()));
    for (int slot = 1; slot < slotCount; slot++)
      kernels_.add(gradients_.data(), gradients_.data() + static_cast<size_t>(slot) * parameters_.size(),
                   parameters_.size());
    std::memcpy(gradient, gradients_.data(), static_cast<size_t>(parameterCount()) * sizeof(float));
    return Status::ok();
  });
}

}  // namespace hindcast
