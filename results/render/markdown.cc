#include "results/render/markdown.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "results/render/cells.h"
#include "results/render/group_grid.h"

namespace attune {
namespace {

constexpr GridLimits kLimits = {.width = 100, .name = 100};

// Marks that any of the rows has.
std::vector<MarkColumn> mark_columns(const std::vector<Standing>& rows) {
  std::vector<MarkColumn> columns;
  for (const MarkColumn& column : kMarkColumns) {
    if (any_has(rows, column)) columns.push_back(column);
  }
  return columns;
}

std::string line_of(const Standing& row, const std::vector<MarkColumn>& marks, bool timed) {
  const std::size_t samples = row.score ? row.score->samples : row.planned - row.missing;
  std::string own;
  for (const MarkColumn& mark : marks) own += fmt::format(" {} |", mark_text(row, mark));
  const std::string latency = timed ? fmt::format(" {} |", latency_text(row)) : std::string();
  return fmt::format("| {} | {} | {} | {} |{} {} | {} | {} |{} {} |\n", place_text(row),
                     markdown_escaped(subject_text(row)), score_text(row), interval_text(row), own,
                     samples, row.missing, markdown_escaped(outcomes_text(row)), latency,
                     cost_text(row));
}

std::string main_table(const std::vector<Standing>& rows, double level) {
  const std::vector<MarkColumn> marks = mark_columns(rows);
  std::string headings;
  std::string rules;
  for (const MarkColumn& mark : marks) {
    headings += fmt::format(" {} |", mark.heading);
    rules += "--:|";
  }
  const bool timed =
      std::ranges::any_of(rows, [](const Standing& row) { return row.latency.has_value(); });
  std::string text = fmt::format(
      "| Rank | Subject | Score | {:.4g} % interval |{} n | Missing | Outcomes |{} Cost |\n"
      "|--:|:--|--:|:-:|{}--:|--:|:--|{}--:|\n",
      100 * level, headings, timed ? " Latency |" : "", rules, timed ? "--:|" : "");
  for (const Standing& row : rows) text += line_of(row, marks, timed);
  return text;
}

std::string cited_table(const std::vector<Cited>& cited) {
  std::string text =
      fmt::format("\n### {}\n\n| Subject | Score | Source |\n|:--|--:|:--|\n", kCitedTitle);
  for (const Cited& each : cited) {
    text += fmt::format("| {} | {} | {} |\n", markdown_escaped(subject_text(each)),
                        fixed(each.value, 2), markdown_escaped(origin_text(each)));
  }
  return text;
}

std::string baseline_table(const std::vector<Baseline>& baselines) {
  std::string text = fmt::format("\n### {}\n\n| Answer | Score |\n|:--|--:|\n", kBaselineTitle);
  for (const Baseline& each : baselines)
    text += fmt::format("| {} | {} |\n", markdown_escaped(each.name), fixed(each.points, 2));
  return text;
}

std::string group_tables(const Leaderboard& board, const std::vector<Standing>& rows) {
  std::string text;
  for (const GroupGrid& group : breakdowns(board, rows, kLimits))
    text += fmt::format("\n### {}\n\n{}", markdown_escaped(group.title), pipes(group.grid));
  return text;
}

}  // namespace

std::string markdown_escaped(std::string_view text) {
  constexpr std::string_view kMarkup = "\\`*_{}[]|~#!$";
  std::string safe;
  for (const char letter : one_line(text)) {
    if (letter == '<') {
      safe += "&lt;";
    } else if (letter == '>') {
      safe += "&gt;";
    } else if (letter == '&') {
      safe += "&amp;";
    } else {
      if (kMarkup.find(letter) != std::string_view::npos) safe += '\\';
      safe += letter;
    }
  }
  return safe;
}

std::string to_markdown(const Leaderboard& board) {
  const double level = board.bootstrap.level;
  std::vector<std::string> notes = row_remarks(board.rows);
  std::string text =
      "## " + markdown_escaped(heading_text(board)) + "\n\n" + main_table(board.rows, level);
  if (!board.baselines.empty()) text += baseline_table(board.baselines);
  if (!board.cited.empty()) text += cited_table(board.cited);
  text += group_tables(board, board.rows);
  if (!board.stub_rows.empty()) {
    text += fmt::format("\n### {}\n\n", kStubTitle) + main_table(board.stub_rows, level) +
            group_tables(board, board.stub_rows);
    for (std::string& remark : row_remarks(board.stub_rows)) notes.push_back(std::move(remark));
  }
  for (const std::string& note : board.notes) notes.push_back(note);
  if (!notes.empty()) text += "\n";
  for (const std::string& note : notes) text += "- " + markdown_escaped(note) + "\n";
  return text;
}

}  // namespace attune
