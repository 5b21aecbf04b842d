#include "results/render/table.h"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "results/render/cells.h"
#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kGap = 2;

enum Column { Rank, Subject, Score, Interval, Count, Missing, Outcomes, Cost, kColumns };

using Line = std::array<std::string, kColumns>;
using Widths = std::array<std::size_t, kColumns>;

std::string brief_outcomes(const Standing& row) {
  Standing others = row;
  const bool any_ok = others.outcomes.erase("ok") > 0;
  if (others.outcomes.empty()) return any_ok ? "ok" : "-";
  return outcomes_text(others);
}

Line line_of(const Standing& row) {
  const std::size_t samples = row.score ? row.score->samples : row.planned - row.missing;
  return {place_text(row),     subject_text(row),       score_text(row),
          interval_text(row),  std::to_string(samples), std::to_string(row.missing),
          brief_outcomes(row), cost_text(row)};
}

Widths natural_widths(const std::vector<Line>& lines) {
  Widths widths{};
  for (const Line& line : lines) {
    for (std::size_t at = 0; at < kColumns; ++at) {
      widths[at] = std::max(widths[at], columns(line[at]));
    }
  }
  return widths;
}

// Names and outcomes share what the figures leave of the 80 columns.
void fit(Widths& widths) {
  constexpr std::size_t kLeastOutcomes = 9;
  constexpr std::size_t kLeastSubject = 12;
  std::size_t taken = 0;
  for (std::size_t at = 0; at < kColumns; ++at) {
    if (widths[at] > 0) taken += (at == Subject || at == Outcomes ? 0 : widths[at]) + kGap;
  }
  taken -= kGap;
  const std::size_t left = std::max(kWidth, taken + kLeastSubject + kLeastOutcomes) - taken;
  const std::size_t wanted = std::min(widths[Subject], left - kLeastOutcomes);
  widths[Outcomes] = std::min(widths[Outcomes], left - wanted);
  widths[Subject] = std::min(widths[Subject], left - widths[Outcomes]);
}

std::string padded(const std::string& text, std::size_t width, bool left) {
  const std::size_t used = columns(text);
  const std::string blanks(width > used ? width - used : 0, ' ');
  return left ? text + blanks : blanks + text;
}

std::string laid_out(const Line& line, const Widths& widths) {
  std::string text;
  for (std::size_t at = 0; at < kColumns; ++at) {
    if (widths[at] == 0) continue;
    const bool left = at == Subject || at == Outcomes;
    if (!text.empty()) text.append(kGap, ' ');
    text += padded(at == Outcomes ? clipped(line[at], widths[at]) : line[at], widths[at], left);
  }
  text.erase(text.find_last_not_of(' ') + 1);
  return text + "\n";
}

std::string section(const std::vector<Standing>& rows, double level) {
  std::vector<Line> lines = {{"Rank", "Subject", "Score", fmt::format("{:.4g} %", 100 * level), "n",
                              "Miss", "Outcomes", "Cost"}};
  for (const Standing& row : rows) lines.push_back(line_of(row));
  const auto unknown = [](const Standing& row) { return !row.cost_usd; };
  if (std::ranges::all_of(rows, unknown)) {
    for (Line& line : lines) line[Cost].clear();
  }
  Widths widths = natural_widths(lines);
  fit(widths);
  std::string text = laid_out(lines.front(), widths);
  for (std::size_t at = 0; at < rows.size(); ++at) {
    lines[at + 1][Subject] = subject_text(rows[at], widths[Subject]);
    text += laid_out(lines[at + 1], widths);
  }
  return text;
}

// Broken at blanks, later lines indented.
std::string wrapped(const std::string& sentence) {
  std::string text;
  std::string line = "-";
  for (const std::string& word : split(one_line(sentence), ' ')) {
    if (columns(line) + 1 + columns(word) > kWidth && line != "-" && line != " ") {
      text += line + "\n";
      line = " ";
    }
    line += " " + word;
  }
  return text + line + "\n";
}

}  // namespace

std::string to_table(const Leaderboard& board) {
  std::vector<std::string> notes = row_remarks(board.rows);
  std::string text = heading_text(board) + "\n\n" + section(board.rows, board.bootstrap.level);
  if (!board.stub_rows.empty()) {
    text += fmt::format("\n{}\n\n", kStubTitle) + section(board.stub_rows, board.bootstrap.level);
    for (std::string& remark : row_remarks(board.stub_rows)) notes.push_back(std::move(remark));
  }
  for (const std::string& note : board.notes) notes.push_back(note);
  if (!notes.empty()) text += "\n";
  for (const std::string& note : notes) text += wrapped(note);
  return text;
}

}  // namespace attune
