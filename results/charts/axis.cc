#include "results/charts/axis.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>

#include "results/render/cells.h"

namespace attune {
namespace {

constexpr double kLargest = 1e9;
constexpr double kFinest = 1e-3;  // between different values

bool drawable(double value) {
  return std::isfinite(value) && std::abs(value) <= kLargest;
}

std::optional<double> drawable(const std::optional<double>& value) {
  return value && drawable(*value) ? value : std::nullopt;
}

struct Step {
  double size = 1;
  int decimals = 0;
};

// The smallest of 1, 2 and 5 times a power of ten that is at least `wanted`.
Step round_step(double wanted) {
  constexpr std::array kPowers = {1e-3, 1e-2, 1e-1, 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};
  int decimals = 3;
  for (const double power : kPowers) {
    for (const double factor : {1.0, 2.0, 5.0}) {
      if (factor * power >= wanted) return {factor * power, std::max(decimals, 0)};
    }
    --decimals;
  }
  return {1e9, 0};
}

ChartAxis between(double least, double most, const Step& step) {
  const double first = std::floor(least / step.size + 1e-9);
  const double last = std::ceil(most / step.size - 1e-9);
  ChartAxis axis{.least = first * step.size, .most = last * step.size, .decimals = step.decimals};
  for (double at = first; at <= last; ++at) axis.ticks.push_back(at * step.size);
  return axis;
}

}  // namespace

Whisker whisker_of(const std::optional<Estimate>& estimate) {
  if (!estimate) return {};
  return {.point = estimate->point, .low = estimate->low, .high = estimate->high};
}

Whisker drawable(const Whisker& whisker) {
  Whisker sound{drawable(whisker.point), drawable(whisker.low), drawable(whisker.high)};
  if (!sound.point || !sound.low || !sound.high) return {.point = sound.point};
  if (*sound.low > *sound.high) std::swap(sound.low, sound.high);
  return sound;
}

ChartAxis chart_axis(std::span<const double> values, std::size_t ticks) {
  std::vector<double> sound;
  std::ranges::copy_if(values, std::back_inserter(sound), [](double v) { return drawable(v); });
  if (sound.empty()) return between(0, 100, round_step(100 / static_cast<double>(ticks)));
  const auto [low, high] = std::ranges::minmax_element(sound);
  if (*high - *low < kFinest) {
    const Step step = round_step(std::max(1.0, std::abs(*high) / 1000));
    return between(*low - step.size / 2, *high + step.size / 2, step);
  }
  const double parts = static_cast<double>(std::max<std::size_t>(ticks, 2));
  return between(*low, *high, round_step((*high - *low) / parts));
}

ChartAxis chart_axis(std::span<const Whisker> whiskers, std::size_t ticks) {
  std::vector<double> values;
  for (const Whisker& each : whiskers) {
    const Whisker sound = drawable(each);
    for (const auto& value : {sound.point, sound.low, sound.high}) {
      if (value) values.push_back(*value);
    }
  }
  return chart_axis(std::span<const double>(values), ticks);
}

double place_on(const ChartAxis& axis, double value, const Stretch& stretch) {
  const double within = std::clamp(value, axis.least, axis.most);
  const double share = (within - axis.least) / (axis.most - axis.least);
  return stretch.from + share * (stretch.to - stretch.from);
}

std::string tick_text(const ChartAxis& axis, double tick) {
  return fixed(tick, axis.decimals);
}

}  // namespace attune
