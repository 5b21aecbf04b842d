#include "results/page/board_figures.h"

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "results/charts/heat_map.h"
#include "results/charts/markup.h"
#include "results/page/html_table.h"
#include "results/page/names.h"
#include "results/render/cells.h"

namespace attune {
namespace {

using Kind = HtmlColumn::Kind;
using Order = HtmlColumn::Order;

std::set<std::string> criteria_of(const std::vector<Standing>& rows) {
  std::set<std::string> names;
  for (const Standing& row : rows) {
    for (const auto& [name, estimate] : row.criteria) {
      const auto apart = [&](const MarkColumn& column) { return column.mark == name; };
      if (std::ranges::none_of(kMarkColumns, apart)) names.insert(name);
    }
  }
  return names;
}

// One estimate of each row for each column.
struct Figures {
  std::vector<std::string> columns;
  std::vector<std::vector<std::optional<Estimate>>> rows;
};

std::string figures_table(const Leaderboard& board, const Figures& figures,
                          const std::string& caption) {
  HtmlTable table{.caption_html = escaped(caption),
                  .label = caption,
                  .look = "board",
                  .columns = {{"Subject", Kind::Text, Order::Ascending}}};
  for (const std::string& column : figures.columns)
    table.columns.push_back({name_html(column), Kind::Number, Order::Descending});
  for (std::size_t i = 0; i < board.rows.size(); ++i) {
    const Standing& row = board.rows[i];
    HtmlRow out{.cells = {{subject_html(row.subject, row.release, row.stub)}},
                .name = subject_words(row.subject, row.release)};
    for (const auto& figure : figures.rows[i]) {
      if (!figure) out.cells.push_back({"-"});
      if (figure) out.cells.push_back({estimate_text(*figure), figure->point});
    }
    table.rows.push_back(std::move(out));
  }
  return to_html(table);
}

std::string figures_part(const Leaderboard& board, const Figures& figures, HeatMap map,
                         const std::string& words) {
  for (const Standing& row : board.rows)
    map.rows.push_back(subject_words(row.subject, row.release));
  map.columns = figures.columns;
  for (const auto& row : figures.rows) {
    for (const auto& figure : row) map.cells.push_back(whisker_of(figure));
  }
  return fmt::format(
      "<figure>{}<figcaption>{}</figcaption></figure>\n"
      "<details><summary>{}: every figure with its interval</summary>{}</details>\n",
      scroll_box(heat_map(map), map.title), escaped(words), escaped(map.title),
      figures_table(board, figures, map.title));
}

std::string group_part(const Leaderboard& board, const std::string& tag) {
  std::set<std::string> values;
  for (const Standing& row : board.rows) {
    const auto found = row.groups.find(tag);
    if (found == row.groups.end()) continue;
    for (const auto& [value, estimate] : found->second) values.insert(value);
  }
  Figures figures{.columns = {values.begin(), values.end()}};
  for (const Standing& row : board.rows) {
    std::vector<std::optional<Estimate>>& cells = figures.rows.emplace_back();
    const auto group = row.groups.find(tag);
    for (const std::string& value : figures.columns) {
      cells.emplace_back();
      if (group == row.groups.end()) continue;
      const auto found = group->second.find(value);
      if (found != group->second.end()) cells.back() = found->second;
    }
  }
  return figures_part(
      board, figures, {.title = "Score by " + visible_line(tag)},
      "The score over the scenarios of each group alone. Groups are small and many: "
      "one that stands out among twenty is often chance.");
}

}  // namespace

std::string criteria_section(const Leaderboard& board, const std::string& id) {
  const std::set<std::string> names = criteria_of(board.rows);
  if (names.empty()) return {};
  Figures figures{.columns = {names.begin(), names.end()}};
  for (const Standing& row : board.rows) {
    std::vector<std::optional<Estimate>>& cells = figures.rows.emplace_back();
    for (const std::string& name : figures.columns) {
      const auto found = row.criteria.find(name);
      cells.push_back(found == row.criteria.end() ? std::nullopt : std::optional(found->second));
    }
  }
  return fmt::format("<h3 id=\"{}-criteria\">Criteria</h3>\n", id) +
         figures_part(
             board, figures,
             {.title = "Marks by criterion", .shading = Shading::EachColumn, .unit = "marks"},
             "Means on the scorer's own scale; each column is shaded from its least to its "
             "most. A stronger shade is more, not always better.");
}

std::string groups_section(const Leaderboard& board, const std::string& id) {
  std::set<std::string> tags;
  for (const Standing& row : board.rows) {
    for (const auto& [tag, groups] : row.groups) tags.insert(tag);
  }
  std::string text;
  for (const std::string& tag : tags) text += group_part(board, tag);
  return text.empty() ? text
                      : fmt::format("<h3 id=\"{}-groups\">Groups of scenarios</h3>\n", id) + text;
}

}  // namespace attune
