#include "scenarios/load/judgemark_scores.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "scenarios/base/words.h"

namespace attune {
namespace {

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && value >= 0 && value <= 100 ? std::optional(value) : std::nullopt;
}

}  // namespace

Result<std::vector<Cited>> parse_judgemark_scores(const PackFile& table) {
  const std::vector<std::string> lines = split(table.text, '\n');
  const std::vector<std::string> names = split(trim(lines.front()), ',');
  const auto model = std::ranges::find(names, "model");
  const auto score = std::ranges::find(names, "judgemark_score");
  if (model == names.end() || score == names.end())
    return fix_input(table.name + ":1: expected the columns model and judgemark_score");
  std::vector<Cited> rows;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (trim(lines[i]).empty()) continue;
    const std::vector<std::string> cells = split(trim(lines[i]), ',');
    if (cells.size() != names.size())
      return fix_input(fmt::format("{}:{}: expected {} cells", table.name, i + 1, names.size()));
    const std::string& cell = cells[static_cast<std::size_t>(score - names.begin())];
    if (cell.empty()) continue;  // a judge without a result
    const auto value = number(cell);
    if (!value)
      return fix_input(fmt::format("{}:{}: judgemark_score: expected a number from 0 to 100",
                                   table.name, i + 1));
    rows.push_back({.subject = cells[static_cast<std::size_t>(model - names.begin())],
                    .value = *value,
                    .source = "Judgemark v2, results/scores.csv",
                    .date = "2025",
                    .note = "by an earlier formula: compare ranks, not figures"});
  }
  return rows;
}

}  // namespace attune
