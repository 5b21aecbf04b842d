#include "harness/stub/stub_ability.h"

#include <cmath>
#include <cstdlib>
#include <numeric>
#include <utility>

namespace attune {
namespace {

// At this noise the reflected answers are as good as random.
constexpr double kLargestScale = 12;
constexpr int kFarthest = 60;  // five standard deviations of it, and a multiple of twenty
constexpr double kAdjustment = 0.7477;

// What one emotion costs, by its distance from the key (EQ-Bench v2).
double cost(double distance) {
  if (distance == 0) return 0;
  return distance > 5 ? distance : 6.5 / (1 + std::exp(-1.2 * (distance - 4)));
}

// Folds any whole number into 0-10, as between two mirrors.
int reflected(int value) {
  const int folded = std::abs(value) % 20;
  return folded > 10 ? 20 - folded : folded;
}

double normal_below(double x) {
  return 0.5 * std::erfc(-x / std::sqrt(2.0));
}

// How often each shift is drawn, modulo twenty.
std::array<double, 20> shift_chances(double scale) {
  std::array<double, 20> chances{};
  if (scale == 0) {
    chances[0] = 1;
    return chances;
  }
  double below = normal_below((-kFarthest - 0.5) / scale);
  for (int shift = -kFarthest; shift <= kFarthest; ++shift) {
    const double up_to = normal_below((shift + 0.5) / scale);
    chances.at(static_cast<std::size_t>(shift + kFarthest) % 20) += up_to - below;
    below = up_to;
  }
  return chances;
}

}  // namespace

StubAbility::StubAbility(std::vector<KnownKey> keys) : keys_(std::move(keys)) {
  for (std::size_t i = 0; i < keys_.size(); ++i) by_digest_.emplace(keys_[i].prompt_digest, i);
  if (keys_.empty()) return;  // then nobody is asked for numbers
  weigh_shifts();
  calibrate();
}

void StubAbility::weigh_shifts() {
  for (const KnownKey& key : keys_) {
    for (const auto& [name, intensity] : key.emotions) weigh_shifts_from(intensity);
  }
}

void StubAbility::weigh_shifts_from(double intensity) {
  for (int shift = 0; shift < 20; ++shift) {
    const int answer = reflected(static_cast<int>(std::lround(intensity)) + shift);
    cost_of_shift_.at(static_cast<std::size_t>(shift)) +=
        cost(std::abs(answer - intensity)) / static_cast<double>(keys_.size());
  }
}

void StubAbility::calibrate() {
  for (std::size_t skill = 0; skill < scales_.size(); ++skill) {
    double low = 0;
    double high = kLargestScale;
    for (int step = 0; step < 40; ++step) {
      const double middle = (low + high) / 2;
      (expected_score(middle) > static_cast<double>(skill) ? low : high) = middle;
    }
    scales_.at(skill) = skill == 100 ? 0 : high;
  }
}

const KnownKey* StubAbility::find(const std::string& prompt_digest) const {
  const auto found = by_digest_.find(prompt_digest);
  return found == by_digest_.end() ? nullptr : &keys_[found->second];
}

double StubAbility::expected_score(double scale) const {
  const std::array<double, 20> chances = shift_chances(scale);
  const double costs =
      std::inner_product(chances.begin(), chances.end(), cost_of_shift_.begin(), 0.0);
  return 10 * (10 - kAdjustment * costs);
}

int strayed(double intensity, double scale, Rng& rng) {
  return reflected(static_cast<int>(std::lround(intensity) + std::lround(scale * rng.normal())));
}

}  // namespace attune
