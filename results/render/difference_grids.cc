#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "results/render/cells.h"
#include "results/render/difference_cells.h"
#include "scenarios/base/utf8.h"

namespace attune {
namespace {

std::string named(const std::string& text, std::size_t width) {
  return clipped(one_line(text), width);
}

std::string interval_text(const Estimate& estimate) {
  if (!estimate.low) return "-";
  return fixed(*estimate.low, 2) + " to " + fixed(*estimate.high, 2);
}

std::string figure_text(const std::optional<Estimate>& estimate) {
  return estimate ? fixed(estimate->point, 2) : "-";
}

DifferenceGrid scenarios_grid(const DifferenceReport& report, const Difference& difference,
                              std::size_t name) {
  DifferenceGrid made{.title = "Scenarios that differ most",
                      .grid = {{"Scenario", "First", "Second", "Difference"}}};
  for (const std::size_t at : most_different(difference, report.shown_scenarios)) {
    const DifferencePoint& point = difference.points[at];
    std::string label = point.scenario.text;
    if (!point.title.empty() && point.title != label) label += ": " + point.title;
    made.grid.push_back({named(label, name), fixed(point.first, 2), fixed(point.second, 2),
                         fixed(point.difference, 2)});
  }
  return made;
}

DifferenceGrid criteria_grid(const DifferenceReport& report, const Difference& difference,
                             std::size_t name) {
  DifferenceGrid made{
      .title = fmt::format("By criterion, each on its own scale (p: Holm over {})",
                           difference.criteria.size()),
      .grid = {{"Criterion", "Difference",
                fmt::format("{:.4g} % interval", 100 * report.bootstrap.level), "p", "Pairs"}}};
  for (const CriterionDifference& each : difference.criteria) {
    made.grid.push_back({named(each.name, name), fixed(each.difference.point, 2),
                         interval_text(each.difference), p_text(each.adjusted),
                         std::to_string(each.difference.samples)});
  }
  return made;
}

std::string part_text(const std::optional<VariancePart>& part) {
  if (!part) return "-";
  return part->cut ? "0 (cut)" : fixed(std::sqrt(part->variance), 2);
}

std::vector<std::string> spread_line(const std::string& name, const VarianceParts& parts) {
  return {name, parts.of_means ? fixed(std::sqrt(*parts.of_means), 2) : "-",
          part_text(parts.scenarios), part_text(parts.repeats), part_text(parts.judges)};
}

DifferenceGrid spread_grid(const Spreads& spreads) {
  return {.title = "Spread, as standard deviations in points",
          .grid = {{"", "Means", "Scenarios", "Repeats", "Judges"},
                   spread_line("First", spreads.first),
                   spread_line("Second", spreads.second),
                   spread_line("Difference", spreads.difference)}};
}

}  // namespace

Grid summary_grid(const DifferenceReport& report, std::size_t name) {
  const double level = 100 * report.bootstrap.level;
  Grid grid = {
      {"Against", "Difference", fmt::format("{:.4g} % interval", level), "p", "W-T-L", "n"}};
  for (const Difference& each : report.differences) {
    grid.push_back({named(side_text(each.second), name), figure_text(each.difference),
                    each.difference ? interval_text(*each.difference) : "-", p_text(each.adjusted),
                    each.points.empty() ? "-" : wins_text(each.wins),
                    each.difference ? std::to_string(each.difference->clusters) : "-"});
  }
  return grid;
}

Grid wide_summary_grid(const DifferenceReport& report, std::size_t name) {
  Grid grid = summary_grid(report, name);
  grid.front().insert(grid.front().end(), {"r", "d_z"});
  for (std::size_t at = 0; at < report.differences.size(); ++at) {
    const Difference& each = report.differences[at];
    grid[at + 1].insert(grid[at + 1].end(),
                        {figure_text(each.correlation), figure_text(each.effect)});
  }
  return grid;
}

std::vector<DifferenceGrid> difference_grids(const DifferenceReport& report,
                                             const Difference& difference, std::size_t name) {
  std::vector<DifferenceGrid> grids;
  DifferenceGrid scenarios = scenarios_grid(report, difference, name);
  if (scenarios.grid.size() > 1) grids.push_back(std::move(scenarios));
  if (!difference.criteria.empty()) grids.push_back(criteria_grid(report, difference, name));
  if (difference.spreads) grids.push_back(spread_grid(*difference.spreads));
  return grids;
}

}  // namespace attune
