#include "results/stats/agreement.h"

#include <algorithm>
#include <cassert>
#include <cstdint>

#include "results/stats/figure.h"

namespace attune {
namespace {

// What alpha is made of, which adds up over units: by value where categories count, else in sums.
struct Parts {
  std::vector<double> together;  // row-major over values: how often two came together
  double disagreement = 0;       // Σ over units of squared differences / (values - 1)
  double count = 0, sum = 0, squares = 0;
};

// Values as they are counted: ascending, and from their mean, so that sums of squares stay exact.
struct Values {
  std::vector<double> sorted;
  double mean = 0;
};

Values values_of(std::span<const std::vector<Unit>> clusters) {
  Values values;
  for (const std::vector<Unit>& cluster : clusters) {
    for (const Unit& unit : cluster) {
      if (unit.size() < 2) continue;
      values.sorted.insert(values.sorted.end(), unit.begin(), unit.end());
    }
  }
  const auto count = static_cast<double>(values.sorted.size());
  for (const double value : values.sorted) values.mean += value / count;
  std::ranges::sort(values.sorted);
  const auto rest = std::ranges::unique(values.sorted);
  values.sorted.erase(rest.begin(), rest.end());
  return values;
}

std::size_t place_of(std::span<const double> sorted, double value) {
  const auto place = std::ranges::lower_bound(sorted, value);
  assert(place != sorted.end() && *place == value);
  return static_cast<std::size_t>(place - sorted.begin());
}

void add_in_sums(Parts& parts, const Unit& unit, double mean) {
  const auto others = static_cast<double>(unit.size() - 1);
  for (const double value : unit) {
    parts.count += 1;
    parts.sum += value - mean;
    parts.squares += (value - mean) * (value - mean);
    for (const double other : unit)
      parts.disagreement += (value - other) * (value - other) / others;
  }
}

void add_by_value(Parts& parts, const Unit& unit, std::span<const double> sorted) {
  const double share = 1 / static_cast<double>(unit.size() - 1);
  for (std::size_t one = 0; one < unit.size(); ++one) {
    const std::size_t row = place_of(sorted, unit[one]) * sorted.size();
    for (std::size_t other = 0; other < unit.size(); ++other) {
      if (other != one) parts.together[row + place_of(sorted, unit[other])] += share;
    }
  }
}

Parts no_parts(const Values& values, Scale scale) {
  const std::size_t cells = values.sorted.size() * values.sorted.size();
  return {.together = std::vector<double>(scale == Scale::Interval ? 0 : cells, 0)};
}

void add(Parts& parts, const Unit& unit, const Values& values, Scale scale) {
  if (unit.size() < 2) return;
  if (scale == Scale::Interval) {
    add_in_sums(parts, unit, values.mean);
  } else {
    add_by_value(parts, unit, values.sorted);
  }
}

void add(Parts& sum, const Parts& parts) {
  for (std::size_t at = 0; at < sum.together.size(); ++at) sum.together[at] += parts.together[at];
  sum.disagreement += parts.disagreement;
  sum.count += parts.count;
  sum.sum += parts.sum;
  sum.squares += parts.squares;
}

// Two values' squared distance is what their difference counts: ordinal ones lie at their mean
// rank.
std::optional<double> alpha_by_value(const Parts& parts, std::size_t size, Scale scale) {
  std::vector<double> totals(size, 0);
  std::vector<double> places(size, 0);
  double all = 0;
  for (std::size_t row = 0; row < size; ++row) {
    for (std::size_t column = 0; column < size; ++column)
      totals[row] += parts.together[row * size + column];
    places[row] = all + totals[row] / 2;
    all += totals[row];
  }
  double observed = 0;
  double expected = 0;
  for (std::size_t row = 0; row < size; ++row) {
    for (std::size_t column = row + 1; column < size; ++column) {
      const double apart = places[row] - places[column];
      const double counts = scale == Scale::Nominal ? 1 : apart * apart;
      observed += parts.together[row * size + column] * counts;
      expected += totals[row] * totals[column] * counts;
    }
  }
  if (!(expected > 0)) return std::nullopt;
  return 1 - (all - 1) * observed / expected;
}

std::optional<double> alpha_of(const Parts& parts, const Values& values, Scale scale) {
  if (scale != Scale::Interval) return alpha_by_value(parts, values.sorted.size(), scale);
  const double expected = 2 * (parts.count * parts.squares - parts.sum * parts.sum);
  // Equal values differ by what rounding leaves of their squares.
  if (!(expected > 1e-12 * parts.count * parts.squares)) return std::nullopt;
  return 1 - (parts.count - 1) * parts.disagreement / expected;
}

}  // namespace

std::optional<double> krippendorff_alpha(std::span<const Unit> units, Scale scale) {
  const std::vector<std::vector<Unit>> one = {{units.begin(), units.end()}};
  const Values values = values_of(one);
  Parts parts = no_parts(values, scale);
  for (const Unit& unit : units) add(parts, unit, values, scale);
  return alpha_of(parts, values, scale);
}

std::optional<Estimate> krippendorff_alpha(std::span<const std::vector<Unit>> clusters, Scale scale,
                                           const Bootstrap& bootstrap) {
  const Values values = values_of(clusters);
  std::vector<Parts> each;
  std::size_t units = 0;
  for (const std::vector<Unit>& cluster : clusters) {
    const std::size_t before = units;
    Parts parts = no_parts(values, scale);
    for (const Unit& unit : cluster) {
      add(parts, unit, values, scale);
      units += unit.size() > 1 ? 1 : 0;
    }
    if (units > before) each.push_back(std::move(parts));
  }
  const auto alpha = [&](std::span<const std::uint32_t> drawn) {
    Parts sum = no_parts(values, scale);
    for (const std::uint32_t cluster : drawn) add(sum, each[cluster]);
    return alpha_of(sum, values, scale);
  };
  return estimate_figure(alpha, {.samples = units, .clusters = each.size()}, bootstrap);
}

}  // namespace attune
