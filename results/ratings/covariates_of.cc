#include "results/ratings/covariates_of.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "scenarios/base/utf8.h"

namespace attune {
namespace {

using Rows = std::span<const Comparison* const>;

constexpr const char* kOthers = "position, other judges";

struct Column {
  std::string name;
  std::vector<double> values;
};

using Columns = std::vector<Column>;

template <class Value>
Column column(std::string name, Rows rows, Value value_of) {
  Column made{.name = std::move(name)};
  made.values.reserve(rows.size());
  for (const Comparison* row : rows) made.values.push_back(value_of(*row));
  return made;
}

// Above 0 where the first has more, 1 where it alone has any.
double balance(double first, double second) {
  return first + second > 0 ? (first - second) / (first + second) : 0;
}

// Says of how many rows something is not known.
template <class Known>
std::optional<Error> unknown(Rows rows, std::string_view factor, std::string_view what,
                             Known known) {
  const auto lacking =
      std::ranges::count_if(rows, [&](const Comparison* row) { return !known(*row); });
  if (lacking == 0) return std::nullopt;
  return fix_input(
      fmt::format("{}: {} of {} comparisons do not say {}", factor, lacking, rows.size(), what));
}

// Which judges have a column of their own, those with most comparisons first.
std::vector<std::string> judges_apart(Rows rows) {
  std::map<std::string, std::size_t> counts;
  for (const Comparison* row : rows) ++counts[row->judge];
  std::vector<std::pair<std::string, std::size_t>> order(counts.begin(), counts.end());
  std::ranges::stable_sort(order, std::ranges::greater(),
                           &std::pair<std::string, std::size_t>::second);
  std::vector<std::string> judges;
  for (const auto& [judge, count] : order) {
    if (count >= kLeastOfAJudge && judges.size() < kJudgesOfTheirOwn) judges.push_back(judge);
  }
  std::ranges::sort(judges);
  return judges;
}

Result<Columns> judge_columns(Rows rows) {
  if (auto error = unknown(rows, "judge", "who judged",
                           [](const Comparison& row) { return !row.judge.empty(); }))
    return *std::move(error);
  Columns columns;
  const std::vector<std::string> apart = judges_apart(rows);
  for (const std::string& judge : apart) {
    columns.push_back(
        column("position, " + printable(judge), rows,
               [&judge](const Comparison& row) { return row.judge == judge ? 1.0 : 0.0; }));
  }
  columns.push_back(
      column(apart.empty() ? "position" : kOthers, rows, [&apart](const Comparison& row) {
        return std::ranges::binary_search(apart, row.judge) ? 0.0 : 1.0;
      }));
  return columns;
}

Result<Columns> length_columns(Rows rows) {
  if (auto error = unknown(rows, "length", "how long both replies were", [](const Comparison& row) {
        return row.first_length && row.second_length;
      }))
    return *std::move(error);
  return Columns{column("length", rows, [](const Comparison& row) {
    return balance(*row.first_length, *row.second_length);
  })};
}

Result<Columns> style_columns(Rows rows) {
  if (auto error = unknown(rows, "style", "how both replies were set", [](const Comparison& row) {
        return row.first_style && row.second_style;
      }))
    return *std::move(error);
  const auto of = [rows](const char* name, double ReplyStyle::*member) {
    return column(name, rows, [member](const Comparison& row) {
      return balance((*row.first_style).*member, (*row.second_style).*member);
    });
  };
  return Columns{of("headers", &ReplyStyle::headers), of("lists", &ReplyStyle::lists),
                 of("bold", &ReplyStyle::bold)};
}

Result<Columns> family_columns(Rows rows, const FamilyOf& family) {
  assert(family);
  if (auto error = unknown(rows, "family", "who judged",
                           [](const Comparison& row) { return !row.judge.empty(); }))
    return *std::move(error);
  std::map<std::string, std::string> families;  // by model
  const auto of = [&](const std::string& model) -> const std::string& {
    const auto [found, fresh] = families.try_emplace(model);
    if (fresh) found->second = family(SubjectId{model});
    return found->second;
  };
  std::set<std::string> judges;
  for (const Comparison* row : rows) judges.insert(of(row->judge));
  Columns columns;
  for (const std::string& house : judges) {
    columns.push_back(
        column("own family, " + printable(house), rows, [&](const Comparison& row) -> double {
          if (of(row.judge) != house) return 0;
          return (of(row.first.text) == house ? 1 : 0) - (of(row.second.text) == house ? 1 : 0);
        }));
  }
  return columns;
}

Result<Columns> columns_of(Factor factor, Rows rows, const CovariateOptions& options) {
  switch (factor) {
    case Factor::Position:
      return Columns{column("position", rows, [](const Comparison&) { return 1.0; })};
    case Factor::Judge:
      return judge_columns(rows);
    case Factor::Length:
      return length_columns(rows);
    case Factor::Style:
      return style_columns(rows);
    case Factor::Family:
      return family_columns(rows, options.family);
  }
  return Columns{};
}

NamedCovariates table_of(const Columns& columns, std::size_t rows) {
  NamedCovariates made;
  Columns kept;
  for (const Column& each : columns) {
    const auto zero = [](double value) { return value == 0; };
    if (!std::ranges::all_of(each.values, zero)) {
      kept.push_back(each);
    } else if (each.name != kOthers) {
      made.even.push_back(each.name);
    }
  }
  for (const Column& each : kept) made.covariates.names.push_back(each.name);
  if (kept.empty()) return made;
  made.covariates.values.reserve(rows * kept.size());
  for (std::size_t row = 0; row < rows; ++row) {
    for (const Column& each : kept) made.covariates.values.push_back(each.values[row]);
  }
  return made;
}

}  // namespace

Result<NamedCovariates> covariates_of(std::span<const Comparison* const> comparisons,
                                      const CovariateOptions& options) {
  std::vector<Factor> factors = options.factors;
  std::ranges::sort(factors);
  factors.erase(std::ranges::unique(factors).begin(), factors.end());
  if (std::ranges::find(factors, Factor::Judge) != factors.end())
    std::erase(factors, Factor::Position);
  Columns columns;
  for (const Factor factor : factors) {
    auto more = columns_of(factor, comparisons, options);
    if (!more) return std::move(more).error();
    for (Column& each : *more) columns.push_back(std::move(each));
  }
  return table_of(columns, comparisons.size());
}

}  // namespace attune
