/* Losses against known values, their gradients against central differences, and both far out. */
#include <cmath>
#include <cstddef>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "check.h"
#include "core/lanes.h"
#include "loss/gamma.h"
#include "loss/loss.h"

namespace hindcast::test {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

struct NamedLoss {
  std::string name;
  LossSpec spec;
};

std::vector<NamedLoss> allLosses() {
  std::vector<NamedLoss> losses;
  for (const char* name :
       {"mse", "mae", "huber", "pinball", "normal", "studentT", "negativeBinomial", "crossEntropy"}) {
    LossSpec spec;
    expect(findLoss(name, spec.kind), std::string("there is a loss ") + name);
    spec.quantiles = {0.1f, 0.5f, 0.75f};
    spec.delta = 0.75f;
    spec.classes = 4;
    losses.push_back({name, spec});
  }
  return losses;
}

LossSpec specOf(LossKind kind) {
  LossSpec spec;
  spec.kind = kind;
  return spec;
}

/** A shard whose arrays the tests fill. */
struct LossShard {
  LossShard(const LossSpec& loss, int steps)
      : spec(loss),
        horizon(steps),
        outputs(static_cast<size_t>(steps * loss.outputsPerTarget()) * kLanes),
        targets(static_cast<size_t>(steps) * kLanes, kNaN),
        weights(kLanes, 1),
        scales(kLanes, 1),
        gradient(outputs.size(), 7) {}

  double evaluate(float scale, bool withGradient) {
    const LossArgs args{outputs.data(), targets.data(), weights.data(), scales.data(),
                        horizon,        scale,          withGradient ? gradient.data() : nullptr};
    return evaluateLoss(spec, args);
  }

  LossSpec spec;
  int horizon;
  std::vector<float> outputs, targets, weights, scales, gradient;
};

/** The loss and the gradient of one target. */
struct Single {
  double loss = 0;
  std::vector<float> gradient;
};

Single single(const LossSpec& spec, float target, const std::vector<float>& outputs, float v = 1) {
  constexpr size_t lane = 5;
  LossShard shard(spec, 1);
  shard.targets[lane] = target;
  shard.scales[lane] = v;
  for (size_t p = 0; p < outputs.size(); p++) shard.outputs[p * kLanes + lane] = outputs[p];
  Single result;
  result.loss = shard.evaluate(1, true);
  for (size_t p = 0; p < outputs.size(); p++) result.gradient.push_back(shard.gradient[p * kLanes + lane]);
  return result;
}

void testGradient(const NamedLoss& loss, double reach) {
  constexpr int horizon = 3;
  constexpr float step = 1.0f / (1 << 14), scale = 0.25f;
  std::mt19937 random(11);
  const auto below = [&](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
  LossShard shard(loss.spec, horizon);
  // Multiples of 1/1024, and targets half-way between two of them: no difference is taken across a kink.
  for (float& output : shard.outputs)
    output = std::round(static_cast<float>(reach) * static_cast<float>(below(2048) - 1024)) / 1024.0f;
  for (size_t l = 0; l < kLanes; l++) {
    shard.weights[l] = static_cast<float>(below(5)) / 2.0f;
    shard.scales[l] = static_cast<float>(1 + below(8)) / 2.0f;
  }
  for (size_t k = 0; k < shard.targets.size(); k++) {
    if (below(4) == 0) continue;
    if (loss.spec.kind == LossKind::kCrossEntropy)
      shard.targets[k] = static_cast<float>(below(loss.spec.classes));
    else if (loss.spec.kind == LossKind::kNegativeBinomial)
      shard.targets[k] = static_cast<float>(below(k % 2 == 0 ? 4 : 60)) / shard.scales[k % kLanes];
    else
      shard.targets[k] = static_cast<float>(2 * below(4096) - 4095) / 2048.0f;
  }
  // A window without any target: nothing else of it counts.
  for (size_t h = 0; h < horizon; h++) shard.targets[h * kLanes + 3] = kNaN;
  shard.weights[3] = shard.scales[3] = kNaN;

  const double value = shard.evaluate(scale, true);
  expect(std::isfinite(value), loss.name + " is finite");
  expect(value == shard.evaluate(scale, false), loss.name + " is the same without a gradient");
  const size_t P = static_cast<size_t>(loss.spec.outputsPerTarget());
  for (size_t k = 0; k < shard.outputs.size(); k++) {
    const size_t lane = k % kLanes, target = k / kLanes / P * kLanes + lane;
    const std::string what = loss.name + " derivative " + std::to_string(k);
    const float output = shard.outputs[k];
    if (std::isnan(shard.targets[target])) {
      expect(shard.gradient[k] == 0, what + " of an unobserved target");
      shard.outputs[k] = kInfinity;
      expect(shard.evaluate(scale, false) == value, what + " is of an output that is not read");
      shard.outputs[k] = output;
      continue;
    }
    shard.outputs[k] = output + step;
    const double above = shard.evaluate(scale, false);
    shard.outputs[k] = output - step;
    const double under = shard.evaluate(scale, false);
    shard.outputs[k] = output;
    const double rounding = std::numeric_limits<double>::epsilon() * std::abs(value) / step;
    const double difference = (above - under) / (2 * static_cast<double>(step));
    expectClose(shard.gradient[k], scale * difference, 2e-6 + rounding, what);
  }
}

void testKnownValues() {
  const double tight = 1e-12, rounded = 1e-7;
  expectClose(single(specOf(LossKind::kMse), 3, {1}).loss, 4, tight, "mse");
  expectClose(single(specOf(LossKind::kMae), 3, {5}).loss, 2, tight, "mae");
  expect(single(specOf(LossKind::kMae), 3, {3}).gradient[0] == 0, "mae has no slope where there is no error");

  LossSpec huber = specOf(LossKind::kHuber);
  huber.delta = 2;
  expectClose(single(huber, 1, {2.5}).loss, 1.125, tight, "huber within delta");
  expectClose(single(huber, 1, {-4}).loss, 8, tight, "huber beyond delta");
  expect(single(huber, 1, {-4}).gradient[0] == -2, "the slope of huber beyond delta");

  LossSpec pinball = specOf(LossKind::kPinball);
  pinball.quantiles = {0.25f, 0.5f};
  expectClose(single(pinball, 1, {5, -3}).loss, (0.75 * 4 + 0.5 * 4) / 2, tight, "pinball");

  const float unit = static_cast<float>(std::log(std::expm1(1 - 1e-4)));  // sigma 1
  expectClose(single(specOf(LossKind::kNormal), 0, {0, unit}).loss, 0.9189385332046727, rounded, "normal at its mean");
  expectClose(single(specOf(LossKind::kNormal), 2, {-1, unit}).loss, 5.4189385332046727, 4 * rounded, "normal");

  const float one = static_cast<float>(std::log(std::expm1(1.0)));  // nu 3
  expectClose(single(specOf(LossKind::kStudentT), 2, {0, unit, one}).loss, 2.6954845703979169, rounded, "t with nu 3");
  expectClose(single(specOf(LossKind::kStudentT), 2, {0, unit, 28}).loss, 2.8672990411659389, rounded, "t with nu 30");
  expectClose(single(specOf(LossKind::kStudentT), 1.5, {0.25, 0.5, 1}).loss, 1.8371953202245184, tight, "t");
  expectClose(single(specOf(LossKind::kStudentT), 2, {-1, unit, 1e12f}).loss, 5.4189385332046727, 4 * rounded,
              "t goes to normal");

  const LossSpec counts = specOf(LossKind::kNegativeBinomial);
  expectClose(single(counts, 0.75, {0.5, -0.25}, 4).loss, 1.8735191578896338, tight, "negative binomial of 3");
  expectClose(single(counts, 0, {0.5, -0.25}, 4).loss, 2.6126631058008644, tight, "negative binomial of 0");
  // alpha 1: geometric; with mean 1 the probability of 2 is 1/8.
  expectClose(single(counts, 2, {one, one}).loss, std::log(8.0), rounded, "geometric");
  // alpha 0: Poisson; with mean 1 the probability of 3 is 1 / (6 e).
  expectClose(single(counts, 3, {one, -100}).loss, 1 + std::log(6.0), rounded, "Poisson");
  expectClose(single(counts, 3.2f, {one, -1}).loss, single(counts, 3, {one, -1}).loss, tight, "counts are rounded");

  LossSpec classes = specOf(LossKind::kCrossEntropy);
  classes.classes = 3;
  expectClose(single(classes, 2, {4, 4, 4}).loss, std::log(3.0), tight, "cross-entropy of equal outputs");
  expectClose(single(classes, 0, {1, 0, 0}).loss, std::log(1 + 2 * std::exp(-1.0)), tight, "cross-entropy");
}

void testSpecs() {
  const int perTarget[] = {1, 1, 1, 3, 2, 3, 2, 4};
  const int locations[] = {1, 1, 1, 3, 1, 1, 0, 0};
  int k = 0;
  for (const NamedLoss& loss : allLosses()) {
    int count = 0;
    for (int p = 0; p < loss.spec.outputsPerTarget(); p++) count += loss.spec.isLocation(p) ? 1 : 0;
    expect(loss.spec.outputsPerTarget() == perTarget[k], loss.name + " has its outputs");
    expect(count == locations[k], loss.name + " has its locations");
    k++;
  }
  LossKind kind = LossKind::kHuber;
  expect(!findLoss("MSE", kind) && !findLoss("", kind) && kind == LossKind::kHuber, "no loss of that name");
}

bool allFinite(const Single& result) {
  bool finite = std::isfinite(result.loss);
  for (const float derivative : result.gradient) finite = finite && std::isfinite(derivative);
  return finite;
}

/** Calls `visit` with every vector of `count` of these values. */
template <class Visit>
void everyCombination(const std::vector<float>& values, size_t count, std::vector<float>& chosen, const Visit& visit) {
  if (chosen.size() == count) return visit(chosen);
  for (const float value : values) {
    chosen.push_back(value);
    everyCombination(values, count, chosen, visit);
    chosen.pop_back();
  }
}

void testExtremes(const NamedLoss& loss) {
  const size_t P = static_cast<size_t>(loss.spec.outputsPerTarget());
  std::vector<float> outputs;
  for (const float target : {0.0f, 1.0f, 3.0f}) {
    everyCombination({-1000, -100, 0, 100, 1000}, P, outputs, [&](const std::vector<float>& chosen) {
      for (const float v : {0.01f, 1.0f, 1e4f})
        expect(allFinite(single(loss.spec, target, chosen, v)), loss.name + " far out is finite");
    });
    for (size_t p = 0; p < P; p++)
      for (const float bad : {kNaN, kInfinity, -kInfinity}) {
        outputs.assign(P, 0.5f);
        outputs[p] = bad;
        expect(!std::isfinite(single(loss.spec, target, outputs).loss), loss.name + " of an output that is not finite");
      }
    outputs.clear();
  }
}

void testImpossibleTargets() {
  LossSpec classes = specOf(LossKind::kCrossEntropy);
  classes.classes = 2;
  for (const float target : {-1.0f, 2.0f, 0.5f, 1e20f, kInfinity})
    expect(std::isnan(single(classes, target, {0, 0}).loss), "no class " + std::to_string(target));
  for (const float target : {-1.0f, kInfinity})
    expect(std::isnan(single(specOf(LossKind::kNegativeBinomial), target, {0, 0}).loss),
           "no count " + std::to_string(target));
}

void testGamma() {
  struct Known {
    double x, logGamma, digamma;
  };
  constexpr Known known[] = {
      {0.001, 6.907178885383853682512, -1000.575571931810300471473},
      {0.5, 0.572364942924700087071714, -1.963510026021423479440976},
      {1, 0, -0.577215664901532860606512},
      {1.5, -0.120782237635245222345518, 0.036489973978576520559024},
      {2, 0, 0.422784335098467139393488},
      {3.7, 1.428072326665387921872381, 1.167153539361511385873864},
      {9.99, 12.779315214350192880463, 2.250700372831201099537518},
      {10, 12.801827480081469611208, 2.251752589066721107647456},
      {25.5, 56.389167643719946744452, 3.218942472883919766545154},
      {1e6, 12815504.569147611659977, 13.815510057964190770775},
  };
  for (const Known& k : known) {
    expectClose(logGamma(k.x), k.logGamma, 1e-13, "log Gamma of " + std::to_string(k.x));
    expectClose(digamma(k.x), k.digamma, 1e-13, "digamma of " + std::to_string(k.x));
  }
  struct Rising {
    double y, u, value, slope;
  };
  constexpr Rising rising[] = {
      {3, 0, 0, 3},
      {3, 1e-9, 2.9999999975e-9, 2.999999995},
      {0.5, 0.1, -0.012494807174728820055, -0.12484452309652676251},
      {1000, 0.05, 3008.4921479421019149, 18417.382544855861758},
      {7, 0.1000001, 1.7519384574332794644, 14.823921847272955282},
      {7, 0.2, 3.0581886284872375974, 11.5863997113997114},
      {0.5, 0.9, -0.10932588984154276621, -0.11541442468759015991},
  };
  for (const Rising& k : rising) {
    const std::string of = " of " + std::to_string(k.y) + ", " + std::to_string(k.u);
    expectClose(logRising(k.y, k.u), k.value, 1e-13, "rising" + of);
    expectClose(logRisingSlope(k.y, k.u), k.slope, 1e-11, "slope of rising" + of);
  }
}

}  // namespace

void testLosses() {
  testGamma();
  testSpecs();
  testKnownValues();
  testImpossibleTargets();
  for (const NamedLoss& loss : allLosses()) {
    testGradient(loss, 2);
    testGradient(loss, 12);
    testExtremes(loss);
  }
}

}  // namespace hindcast::test
