#include "results/page/board_section.h"

#include <algorithm>

#include <fmt/format.h>

#include "results/charts/markup.h"
#include "results/charts/outcome_bar.h"
#include "results/charts/whisker.h"
#include "results/page/board_figures.h"
#include "results/page/html_table.h"
#include "results/page/names.h"
#include "results/page/picture.h"
#include "results/render/cells.h"

namespace attune {
namespace {

using Kind = HtmlColumn::Kind;
using Order = HtmlColumn::Order;
using Rows = std::vector<Standing>;

ChartAxis axis_of(const Rows& rows) {
  std::vector<Whisker> whiskers;
  for (const Standing& row : rows) whiskers.push_back(whisker_of(row.score));
  return chart_axis(whiskers, 3);
}

std::string level_words(const Leaderboard& board) {
  return fmt::format("{:g} %", 100 * board.bootstrap.level);
}

// Columns that are there only where any row has something for them.
struct Extras {
  bool cost = false;
  bool latency = false;
  std::vector<MarkColumn> marks;
};

Extras extras_of(const Rows& rows) {
  Extras extras;
  extras.cost =
      std::ranges::any_of(rows, [](const Standing& row) { return row.cost_usd.has_value(); });
  extras.latency =
      std::ranges::any_of(rows, [](const Standing& row) { return row.latency.has_value(); });
  for (const MarkColumn& column : kMarkColumns) {
    if (any_has(rows, column)) extras.marks.push_back(column);
  }
  return extras;
}

std::vector<HtmlColumn> columns_of(const Leaderboard& board, const ChartAxis& axis,
                                   const Extras& extras) {
  std::vector<HtmlColumn> columns = {
      {"Rank", Kind::Number, Order::Ascending, true},
      {"Subject", Kind::Text, Order::Ascending},
      {"Score", Kind::Number, Order::Descending},
      {level_words(board) + " interval" + inline_axis(axis, "points"), Kind::Picture, Order::None},
      {"Samples", Kind::Number, Order::Descending},
      {"Missing", Kind::Number, Order::Ascending},
      {"Outcomes", Kind::Picture, Order::None}};
  for (const MarkColumn& mark : extras.marks)
    columns.push_back({std::string(mark.heading), Kind::Number, Order::Descending});
  if (extras.cost) columns.push_back({"Cost", Kind::Number, Order::Ascending});
  if (extras.latency) columns.push_back({"Latency", Kind::Number, Order::Ascending});
  return columns;
}

std::string score_html(const Standing& row) {
  std::string text = fmt::format("<span class=\"score\">{}</span>", score_text(row));
  if (row.score && row.score->low)
    text += fmt::format("<br><span class=\"range\">{}</span>", interval_text(row));
  return text;
}

std::optional<double> as_value(std::optional<std::size_t> count) {
  if (!count) return std::nullopt;
  return static_cast<double>(*count);
}

std::optional<double> mark_value(const Standing& row, const MarkColumn& mark) {
  const auto found = row.criteria.find(std::string(mark.mark));
  if (found == row.criteria.end()) return std::nullopt;
  return found->second.point;
}

HtmlRow row_of(const Standing& row, const ChartAxis& axis, const Extras& extras) {
  const std::string name = subject_words(row.subject, row.release);
  const auto rank = row.place ? std::optional(row.place->rank) : std::nullopt;
  const auto points = row.score ? std::optional(row.score->point) : std::nullopt;
  const std::size_t samples = row.score ? row.score->samples : 0;
  HtmlRow out{.cells = {{place_text(row), as_value(rank)},
                        {subject_html(row.subject, row.release, row.stub)},
                        {score_html(row), points},
                        {inline_whisker(whisker_of(row.score), axis, name)},
                        {count_words(samples), static_cast<double>(samples)},
                        {count_words(row.missing), static_cast<double>(row.missing)},
                        {outcome_bar(row.outcomes)}},
              .name = name};
  for (const MarkColumn& mark : extras.marks)
    out.cells.push_back({mark_text(row, mark), mark_value(row, mark)});
  if (extras.cost) out.cells.push_back({cost_text(row), row.cost_usd});
  if (extras.latency) {
    std::optional<double> millis;
    if (row.latency) millis = static_cast<double>(row.latency->count());
    out.cells.push_back({latency_words(row.latency), millis});
  }
  return out;
}

std::string outcomes_key_of(const Rows& rows) {
  std::map<std::string, std::size_t> outcomes;
  for (const Standing& row : rows) {
    for (const auto& [outcome, count] : row.outcomes) outcomes[outcome] += count;
  }
  return outcome_key(outcomes);
}

std::string table_of(const Leaderboard& board, const Rows& rows, const std::string& caption) {
  const ChartAxis axis = axis_of(rows);
  const Extras extras = extras_of(rows);
  HtmlTable table{.caption_html = caption,
                  .label = "leaderboard of " + board.pack.text,
                  .look = "board",
                  .columns = columns_of(board, axis, extras),
                  .head = 1};
  for (const Standing& row : rows) table.rows.push_back(row_of(row, axis, extras));
  return to_html(table) + fmt::format("<div class=\"key\">{}</div>\n", outcomes_key_of(rows));
}

std::string caption_of(const Leaderboard& board) {
  const std::string judge = board.judge.empty() ? "by rules, without a judge"
                                                : "with " + name_html(board.judge) + " as judge";
  return fmt::format(
      "<span class=\"soft\">Marked by {} {}; score in points, 100 at best; "
      "rank as the range of places that {} confidence allows</span>",
      name_html(board.scorer), judge, level_words(board));
}

void add_rows(const Rows& rows, WhiskerChart& chart) {
  for (const Standing& row : rows) {
    chart.rows.push_back({.name = subject_words(row.subject, row.release),
                          .figure = whisker_of(row.score),
                          .value = score_text(row),
                          .place = place_text(row),
                          .look = row.stub ? WhiskerLook::Hollow : WhiskerLook::Plain});
  }
}

std::string chart_of(const Leaderboard& board) {
  WhiskerChart chart{.title = fmt::format("Scores on {}", visible_line(board.pack.text)),
                     .level = board.bootstrap.level};
  add_rows(board.rows, chart);
  for (const Cited& cited : board.cited) {
    chart.rows.push_back({.name = subject_text(cited),
                          .figure = {.point = cited.value},
                          .value = fixed(cited.value, 2),
                          .look = WhiskerLook::Hollow});
  }
  for (const Baseline& line : board.baselines) chart.lines.push_back({line.name, line.points});
  return fmt::format(
      "<figure>{}<figcaption>Dots are scores, lines their {} intervals. Two whose lines overlap "
      "may still differ: differences between subjects are sharper than their scores.{}</figcaption>"
      "</figure>\n",
      picture(chart, whisker_chart), level_words(board),
      board.cited.empty() ? "" : " Hollow dots do not count as the others do.");
}

std::string baselines_part(const Leaderboard& board) {
  if (board.baselines.empty()) return {};
  HtmlTable table{
      .caption_html = "Baselines <span class=\"soft\">what no feeling at all scores</span>",
      .label = "baselines",
      .columns = {{"Baseline"}, {"Points", Kind::Number}}};
  for (const Baseline& each : board.baselines)
    table.rows.push_back({.cells = {{name_html(each.name)}, {fixed(each.points, 2)}}});
  return to_html(table);
}

std::string cited_part(const Leaderboard& board) {
  if (board.cited.empty()) return {};
  HtmlTable table{.caption_html = std::string(kCitedTitle),
                  .label = "cited results",
                  .columns = {{"Subject"}, {"Published score", Kind::Number}, {"From"}}};
  for (const Cited& each : board.cited) {
    table.rows.push_back(
        {.cells = {
             {name_html(each.subject)}, {fixed(each.value, 2)}, {name_html(origin_text(each))}}});
  }
  return to_html(table);
}

std::string parts_part(const Leaderboard& board) {
  if (board.parts.empty()) return {};
  HtmlTable table{.caption_html = "What the composite is made of",
                  .label = "parts of the composite",
                  .columns = {{"Pack"}, {"Scorer"}, {"Judge"}, {"Weight", Kind::Number}}};
  for (const CompositePart& part : board.parts) {
    table.rows.push_back({.cells = {{name_html(part.pack.text + " " + part.version)},
                                    {name_html(part.scorer)},
                                    {name_html(part.judge)},
                                    {fixed(100 * part.weight, 1) + " %"}}});
  }
  return to_html(table);
}

std::string notes_part(const Leaderboard& board) {
  std::vector<std::string> notes = row_remarks(board.rows);
  for (const std::string& remark : row_remarks(board.stub_rows)) notes.push_back(remark);
  notes.insert(notes.end(), board.notes.begin(), board.notes.end());
  return notes_html(notes);
}

}  // namespace

std::string board_section(const Leaderboard& board, const std::string& id) {
  std::string text = fmt::format("<h3 id=\"{}-board\">Leaderboard</h3>\n", id);
  text += table_of(board, board.rows, caption_of(board)) + parts_part(board);
  if (!board.stub_rows.empty()) text += table_of(board, board.stub_rows, std::string(kStubTitle));
  text += cited_part(board) + chart_of(board) + baselines_part(board) + notes_part(board);
  return text + criteria_section(board, id) + groups_section(board, id);
}

}  // namespace attune
