#include "results/render/drift_cells.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "results/drift/drift_words.h"
#include "results/render/cells.h"
#include "results/render/text_lines.h"
#include "scenarios/base/utf8.h"

namespace attune {
namespace {

std::string signed_fixed(double value, int decimals) {
  std::string text = fixed(value, decimals);
  const bool zero = text.find_first_not_of("0.") == std::string::npos;
  return zero || text.front() == '-' ? text : "+" + text;
}

// "-6.0 to -2.2"
std::string interval_text(const Estimate& figure, int decimals) {
  if (!figure.low || !figure.high) return "-";
  return signed_fixed(*figure.low, decimals) + " to " + signed_fixed(*figure.high, decimals);
}

void add_line(Grid& grid, const std::string& name, const std::optional<Estimate>& figure,
              int decimals) {
  if (!figure) return;
  grid.push_back({name, signed_fixed(figure->point, decimals), interval_text(*figure, decimals),
                  fmt::format("{:.3g} %", 100 * figure->level), std::to_string(figure->clusters)});
}

void add_noise(Grid& grid, const Change& change, double level) {
  if (!change.noise) return;
  grid.push_back({change.noise->from == Noise::From::Repeats ? "Noise (from repeats)"
                                                             : "Noise (from the spread)",
                  "", "±" + fixed(change.noise->half_width, 1),
                  fmt::format("{:.3g} %", 100 * level), ""});
}

void add_spread(Grid& grid, const std::optional<Estimate>& spread) {
  if (!spread) return;
  const std::string ends =
      spread->low && spread->high
          ? fmt::format("{} to {}", fixed(*spread->low, 2), fixed(*spread->high, 2))
          : "-";
  grid.push_back({"Judge's spread (times)", fixed(spread->point, 2), ends,
                  fmt::format("{:.3g} %", 100 * spread->level), std::to_string(spread->clusters)});
}

// A column of the time line; absent where no release has it.
using Column = std::vector<std::string>;

void add_column(Grid& grid, const Column& column) {
  const bool empty = std::all_of(column.begin() + 1, column.end(),
                                 [](const std::string& cell) { return cell == "-"; });
  if (empty) return;
  for (std::size_t at = 0; at < column.size(); ++at) grid[at].push_back(column[at]);
}

std::string count_text(std::size_t count) {
  return count == 0 ? "-" : std::to_string(count);
}

// "-4.1 ±1.9", with a sign.
std::string change_text(const std::optional<Estimate>& figure) {
  if (!figure) return "-";
  const std::string text = figure_text(figure, 1);
  return signed_fixed(figure->point, 1) + text.substr(fixed(figure->point, 1).size());
}

std::vector<std::string> step_line(const Drift& drift, const Change& change, std::size_t name) {
  return {clipped(between_text(drift, change), 2 * name),
          change_text(change.total),
          change_text(change.judge),
          change_text(change.model),
          change.noise ? "±" + fixed(change.noise->half_width, 1) : "-",
          std::string(to_text(change.cause))};
}

}  // namespace

std::string heading_text(const DriftSubject& of) {
  const std::string id = one_line(of.pack.text) + " " + one_line(of.version);
  const std::string pack = of.title.empty() ? id : fmt::format("{} ({})", one_line(of.title), id);
  return fmt::format("{} on {}, marked by {}", one_line(of.subject.text), pack,
                     one_line(of.scorer));
}

std::string between_text(const Drift& drift, const Change& change) {
  return one_line(drift.releases[change.from].name) + " to " +
         one_line(drift.releases[change.to].name);
}

std::string answer_text(const Drift& drift) {
  if (drift.whole) return one_line(drift.whole->sentence);
  if (drift.releases.empty()) return "There is no release.";
  return fmt::format("There is one release, {}: a drift needs two.",
                     one_line(drift.releases.front().name));
}

std::string figure_text(const std::optional<Estimate>& figure, int decimals) {
  if (!figure) return "-";
  std::string point = fixed(figure->point, decimals);
  if (!figure->low || !figure->high) return point;
  const double far = std::max({*figure->high - figure->point, figure->point - *figure->low, 0.0});
  return fmt::format("{} ±{}", point, fixed(far, decimals));
}

Grid change_grid(const Drift& drift) {
  Grid grid = {{"", "Change", "Interval", "Level", "Scenarios"}};
  if (!drift.whole) return grid;
  const Change& change = *drift.whole;
  add_line(grid, "Score (points)", change.total, 1);
  add_line(grid, "  the judge's part", change.judge, 1);
  add_line(grid, "  the model's part", change.model, 1);
  add_noise(grid, change, drift.bootstrap.level);
  add_spread(grid, change.spread);
  add_line(grid, "Refused (% of samples)", change.vitals.refusals, 1);
  add_line(grid, "Length (characters)", change.vitals.length, 0);
  add_line(grid, "Latency (ms)", change.vitals.latency, 0);
  add_line(grid, "Cost (USD of 1,000)", change.vitals.cost, 2);
  return grid;
}

Grid names_grid(const Drift& drift, std::size_t name) {
  Grid grid = {{"", "Before", "Now"}};
  if (!drift.whole) return grid;
  for (const IdChange& each : drift.whole->ids) {
    grid.push_back({one_line(each.what), clipped(one_line(each.before), name),
                    clipped(one_line(each.after), name)});
  }
  return grid;
}

Grid release_grid(const Drift& drift, std::size_t name) {
  Grid grid = {{"Release"}};
  Column date = {"Date"}, score = {"Score"}, refusals = {"Refused %"}, length = {"Characters"},
         latency = {"Latency ms"}, cost = {"USD of 1,000"}, judge = {"Judge"}, anchors = {"Frozen"};
  for (const ReleasePoint& each : drift.releases) {
    grid.push_back({clipped(one_line(each.name), name)});
    date.push_back(to_text(each.when).substr(0, 10));
    score.push_back(figure_text(each.score, 1));
    refusals.push_back(figure_text(each.vitals.refusals, 1));
    length.push_back(figure_text(each.vitals.length, 0));
    latency.push_back(figure_text(each.vitals.latency, 0));
    cost.push_back(figure_text(each.vitals.cost, 2));
    judge.push_back(each.judge.empty() ? "-" : clipped(one_line(each.judge), name));
    anchors.push_back(count_text(each.anchors));
  }
  for (const Column& column : {date, score, refusals, length, latency, cost, judge, anchors})
    add_column(grid, column);
  return grid;
}

Grid steps_grid(const Drift& drift, std::size_t name) {
  Grid grid = {{"", "Score", "Judge's part", "Model's part", "Noise", "Cause"}};
  for (const Change& step : drift.steps) grid.push_back(step_line(drift, step, name));
  if (drift.whole && drift.steps.size() > 1) grid.push_back(step_line(drift, *drift.whole, name));
  return grid;
}

std::string paragraph(const std::string& sentence, std::size_t width) {
  // wrapped() leaves a blank before every line.
  std::string text = wrapped("", sentence, width + 1).substr(1);
  for (auto at = text.find("\n "); at != std::string::npos; at = text.find("\n ", at + 1))
    text.erase(at + 1, 1);
  return text;
}

std::vector<GroupGrid> drift_grids(const Drift& drift, std::size_t name) {
  std::vector<GroupGrid> grids;
  const auto add = [&grids](std::string title, Grid grid) {
    if (grid.size() > 1) grids.push_back({std::move(title), std::move(grid)});
  };
  if (drift.whole) add(between_text(drift, *drift.whole), change_grid(drift));
  add("Called otherwise", names_grid(drift, name));
  add(fmt::format("Releases (± the farther end of the {:.4g} % interval)",
                  100 * drift.bootstrap.level),
      release_grid(drift, name));
  if (drift.steps.size() > 1) add("Steps (points)", steps_grid(drift, name));
  return grids;
}

std::vector<std::string> drift_notes(const Drift& drift) {
  std::vector<std::string> notes;
  if (drift.whole) notes = drift.whole->notes;
  notes.insert(notes.end(), drift.notes.begin(), drift.notes.end());
  return notes;
}

}  // namespace attune
