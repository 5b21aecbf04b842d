#include "results/render/markdown.h"

#include <vector>

#include <fmt/format.h>

#include "results/render/cells.h"

namespace attune {
namespace {

std::string line_of(const Standing& row) {
  const std::size_t samples = row.score ? row.score->samples : row.planned - row.missing;
  return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", place_text(row),
                     markdown_escaped(subject_text(row)), score_text(row), interval_text(row),
                     samples, row.missing, markdown_escaped(outcomes_text(row)), cost_text(row));
}

std::string section(const std::vector<Standing>& rows, double level) {
  std::string text = fmt::format(
      "| Rank | Subject | Score | {:.4g} % interval | n | Missing | Outcomes | Cost |\n"
      "|--:|:--|--:|:-:|--:|--:|:--|--:|\n",
      100 * level);
  for (const Standing& row : rows) text += line_of(row);
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
  std::vector<std::string> notes = row_remarks(board.rows);
  std::string text = "## " + markdown_escaped(heading_text(board)) + "\n\n" +
                     section(board.rows, board.bootstrap.level);
  if (!board.stub_rows.empty()) {
    text +=
        fmt::format("\n### {}\n\n", kStubTitle) + section(board.stub_rows, board.bootstrap.level);
    for (std::string& remark : row_remarks(board.stub_rows)) notes.push_back(std::move(remark));
  }
  for (const std::string& note : board.notes) notes.push_back(note);
  if (!notes.empty()) text += "\n";
  for (const std::string& note : notes) text += "- " + markdown_escaped(note) + "\n";
  return text;
}

}  // namespace attune
