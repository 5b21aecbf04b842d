#include <cmath>
#include <map>

#include "results/stats/agreement.h"
#include "scorers/rules/rank_statistics.h"

namespace attune {
namespace {

std::vector<std::vector<double>> whole_rows(
    std::span<const std::vector<std::optional<double>>> rows) {
  std::vector<std::vector<double>> whole;
  for (const auto& row : rows) {
    std::vector<double> values;
    for (const std::optional<double>& value : row) {
      if (value) values.push_back(*value);
    }
    if (values.size() == row.size()) whole.push_back(std::move(values));
  }
  return whole;
}

// Mean squares of a two-way layout without repeats.
struct MeanSquares {
  double rows = 0;     // between things
  double columns = 0;  // between raters
  double rest = 0;
};

double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

MeanSquares mean_squares(const std::vector<std::vector<double>>& rows) {
  const auto n = static_cast<double>(rows.size());
  const auto k = static_cast<double>(rows.front().size());
  std::vector<double> columns(rows.front().size(), 0);
  for (const auto& row : rows) {
    for (std::size_t at = 0; at < row.size(); ++at) columns[at] += row[at] / n;
  }
  const double mean = mean_of(columns);
  MeanSquares squares;
  for (const auto& row : rows) {
    const double of_row = mean_of(row);
    squares.rows += k * (of_row - mean) * (of_row - mean) / (n - 1);
    for (std::size_t at = 0; at < row.size(); ++at) {
      const double left = row[at] - of_row - columns[at] + mean;
      squares.rest += left * left / ((n - 1) * (k - 1));
    }
  }
  for (const double column : columns)
    squares.columns += n * (column - mean) * (column - mean) / (k - 1);
  return squares;
}

std::optional<double> ratio(double over, double under) {
  if (!(std::abs(under) > 0)) return std::nullopt;
  return over / under;
}

// Σ (t³ - t) over groups of equal values.
double ties_of(std::span<const double> ranks) {
  std::map<double, double> counts;
  for (const double rank : ranks) counts[rank] += 1;
  double sum = 0;
  for (const auto& [rank, count] : counts) sum += count * count * count - count;
  return sum;
}

}  // namespace

IntraclassCorrelations intraclass_correlations(
    std::span<const std::vector<std::optional<double>>> rows) {
  const std::vector<std::vector<double>> whole = whole_rows(rows);
  if (whole.size() < 2 || whole.front().size() < 2) return {};
  const auto n = static_cast<double>(whole.size());
  const auto k = static_cast<double>(whole.front().size());
  const MeanSquares squares = mean_squares(whole);
  const double between = squares.rows - squares.rest;
  return {.icc_2_1 = ratio(between, squares.rows + (k - 1) * squares.rest +
                                        k * (squares.columns - squares.rest) / n),
          .icc_3_1 = ratio(between, squares.rows + (k - 1) * squares.rest),
          .icc_3_k = ratio(between, squares.rows)};
}

std::optional<double> kendall_w(std::span<const std::vector<double>> rankings) {
  if (rankings.size() < 2 || rankings.front().size() < 2) return std::nullopt;
  const auto m = static_cast<double>(rankings.size());
  const auto n = static_cast<double>(rankings.front().size());
  std::vector<double> sums(rankings.front().size(), 0);
  double ties = 0;
  for (const std::vector<double>& ranking : rankings) {
    const std::vector<double> ranks = mean_ranks(ranking);
    ties += ties_of(ranks);
    for (std::size_t at = 0; at < ranks.size(); ++at) sums[at] += ranks[at];
  }
  double squares = 0;
  for (const double sum : sums) squares += (sum - m * (n + 1) / 2) * (sum - m * (n + 1) / 2);
  return ratio(12 * squares, m * m * (n * n * n - n) - m * ties);
}

}  // namespace attune
