#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "results/stats/agreement.h"
#include "results/stats/figure.h"

namespace attune {
namespace {

// How often each two values were given to one thing, the first rater's by row.
struct Table {
  std::vector<double> values;  // ascending
  std::vector<double> counts;  // row-major over `values`

  [[nodiscard]] double at(std::size_t row, std::size_t column) const {
    return counts[row * values.size() + column];
  }

  [[nodiscard]] double all() const { return std::accumulate(counts.begin(), counts.end(), 0.0); }

  [[nodiscard]] double row(std::size_t at_row) const {
    double sum = 0;
    for (std::size_t column = 0; column < values.size(); ++column) sum += at(at_row, column);
    return sum;
  }

  [[nodiscard]] double column(std::size_t at_column) const {
    double sum = 0;
    for (std::size_t row = 0; row < values.size(); ++row) sum += at(row, at_column);
    return sum;
  }
};

std::vector<double> given(std::span<const Twice> pairs, std::span<const double> categories) {
  std::vector<double> values(categories.begin(), categories.end());
  if (values.empty()) {
    for (const Twice& pair : pairs) values.insert(values.end(), {pair.first, pair.second});
  }
  std::ranges::sort(values);
  const auto rest = std::ranges::unique(values);
  values.erase(rest.begin(), rest.end());
  return values;
}

std::size_t place_of(std::span<const double> sorted, double value) {
  const auto place = std::ranges::lower_bound(sorted, value);
  assert(place != sorted.end() && *place == value);
  return static_cast<std::size_t>(place - sorted.begin());
}

Table empty_table(std::vector<double> values) {
  const std::size_t size = values.size();
  return {.values = std::move(values), .counts = std::vector<double>(size * size, 0)};
}

void add(Table& table, std::span<const Twice> pairs) {
  for (const Twice& pair : pairs) {
    const std::size_t row = place_of(table.values, pair.first);
    table.counts[row * table.values.size() + place_of(table.values, pair.second)] += 1;
  }
}

Table table_of(std::span<const Twice> pairs, std::span<const double> categories) {
  Table table = empty_table(given(pairs, categories));
  add(table, pairs);
  return table;
}

double weight_of(std::size_t row, std::size_t column, std::size_t size, Weights weights) {
  if (row == column) return 0;
  const double apart = std::abs(static_cast<double>(row) - static_cast<double>(column)) /
                       static_cast<double>(size - 1);
  switch (weights) {
    case Weights::Equal:
      return 1;
    case Weights::Linear:
      return apart;
    case Weights::Quadratic:
      return apart * apart;
  }
  return 1;
}

std::optional<double> kappa_of(const Table& table, Weights weights) {
  const std::size_t size = table.values.size();
  double observed = 0;
  double expected = 0;
  for (std::size_t row = 0; row < size; ++row) {
    for (std::size_t column = 0; column < size; ++column) {
      const double weight = weight_of(row, column, size, weights);
      observed += table.at(row, column) * weight;
      expected += table.row(row) * table.column(column) * weight;
    }
  }
  if (!(expected > 0)) return std::nullopt;
  return 1 - observed * table.all() / expected;
}

// Of the pairs in which neither gave `leave_out`, where that is named.
std::optional<double> share_equal(const Table& table, std::optional<double> leave_out) {
  double equal = 0;
  double all = 0;
  for (std::size_t row = 0; row < table.values.size(); ++row) {
    if (leave_out == table.values[row]) continue;
    equal += table.at(row, row);
    for (std::size_t column = 0; column < table.values.size(); ++column)
      all += leave_out == table.values[column] ? 0 : table.at(row, column);
  }
  if (!(all > 0)) return std::nullopt;
  return equal / all;
}

std::optional<double> ac1_of(const Table& table) {
  const auto k = static_cast<double>(table.values.size());
  if (k < 2 || !(table.all() > 0)) return std::nullopt;
  double chance = 0;
  for (std::size_t at = 0; at < table.values.size(); ++at) {
    const double share = (table.row(at) + table.column(at)) / (2 * table.all());
    chance += share * (1 - share) / (k - 1);
  }
  return (*share_equal(table, std::nullopt) - chance) / (1 - chance);
}

std::optional<double> figure_of(const Table& table, const Agreement& kind) {
  switch (kind.coefficient) {
    case Coefficient::Raw:
      return share_equal(table, std::nullopt);
    case Coefficient::Untied:
      return share_equal(table, kind.tie);
    case Coefficient::Kappa:
      return kappa_of(table, Weights::Equal);
    case Coefficient::Ac1:
      return ac1_of(table);
  }
  return std::nullopt;
}

// The pairs that the figure is made of, without clusters that have none.
std::vector<std::vector<Twice>> counted(std::span<const std::vector<Twice>> clusters,
                                        const Agreement& kind) {
  std::vector<std::vector<Twice>> groups(clusters.begin(), clusters.end());
  for (std::vector<Twice>& group : groups) {
    if (kind.coefficient != Coefficient::Untied) break;
    std::erase_if(group, [&kind](const Twice& pair) {
      return pair.first == kind.tie || pair.second == kind.tie;
    });
  }
  std::erase_if(groups, [](const std::vector<Twice>& group) { return group.empty(); });
  return groups;
}

}  // namespace

std::optional<double> cohen_kappa(std::span<const Twice> pairs, Weights weights,
                                  std::span<const double> categories) {
  return kappa_of(table_of(pairs, categories), weights);
}

std::optional<double> gwet_ac1(std::span<const Twice> pairs, std::span<const double> categories) {
  return ac1_of(table_of(pairs, categories));
}

std::optional<double> raw_agreement(std::span<const Twice> pairs) {
  return share_equal(table_of(pairs, {}), std::nullopt);
}

std::optional<double> untied_agreement(std::span<const Twice> pairs, double tie) {
  return share_equal(table_of(pairs, {}), tie);
}

std::optional<Estimate> estimate_agreement(std::span<const std::vector<Twice>> clusters,
                                           const Agreement& kind, const Bootstrap& bootstrap) {
  const auto groups = counted(clusters, kind);
  std::vector<Twice> all;
  for (const std::vector<Twice>& group : groups) all.insert(all.end(), group.begin(), group.end());
  Table sum = empty_table(given(all, kind.categories));
  std::vector<Table> each(groups.size(), sum);
  for (std::size_t at = 0; at < groups.size(); ++at) add(each[at], groups[at]);
  const auto figure = [&](std::span<const std::uint32_t> drawn) {
    std::ranges::fill(sum.counts, 0.0);
    for (const std::uint32_t cluster : drawn) {
      for (std::size_t at = 0; at < sum.counts.size(); ++at)
        sum.counts[at] += each[cluster].counts[at];
    }
    return figure_of(sum, kind);
  };
  return estimate_figure(figure, {.samples = all.size(), .clusters = each.size()}, bootstrap);
}

}  // namespace attune
