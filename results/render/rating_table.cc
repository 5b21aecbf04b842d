#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "results/render/cells.h"
#include "results/render/rating_cells.h"
#include "results/render/rating_formats.h"
#include "results/render/text_lines.h"
#include "scenarios/base/utf8.h"

namespace attune {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kGap = 2;
constexpr std::size_t kName = 32;  // of a subject in further tables
constexpr std::size_t kLeastSubject = 12;

enum Column { Rank, Subject, Rating, Interval, Tally, Opponents, Comparisons };

constexpr std::size_t kColumns = Comparisons + 1;

using Line = std::array<std::string, kColumns>;
using Widths = std::array<std::size_t, kColumns>;

Line line_of(const RatingRow& row) {
  return {place_text(row),      subject_text(row), rating_text(row),
          interval_text(row),   tally_text(row),   std::to_string(row.opponents),
          comparisons_text(row)};
}

Line heading_of(double level) {
  return {"Rank", "Subject", "Rating", fmt::format("{:.4g} %", 100 * level), "W-T-L", "Opp", "n"};
}

// Names get what the figures leave of the 80 columns.
Widths widths_of(const std::vector<Line>& lines) {
  Widths widths{};
  for (const Line& line : lines) {
    for (std::size_t at = 0; at < kColumns; ++at)
      widths[at] = std::max(widths[at], columns(line[at]));
  }
  std::size_t taken = kGap * (kColumns - 1);
  for (std::size_t at = 0; at < kColumns; ++at) taken += at == Subject ? 0 : widths[at];
  const std::size_t left = std::max(kWidth, taken + kLeastSubject) - taken;
  widths[Subject] = std::min(widths[Subject], left);
  return widths;
}

std::string laid_out(const Line& line, const Widths& widths) {
  std::string text;
  for (std::size_t at = 0; at < kColumns; ++at) {
    if (at > 0) text.append(kGap, ' ');
    text += padded(line[at], widths[at], at == Subject);
  }
  return text + "\n";
}

std::string section(const std::vector<RatingRow>& rows, double level) {
  std::vector<Line> lines = {heading_of(level)};
  for (const RatingRow& row : rows) lines.push_back(line_of(row));
  const Widths widths = widths_of(lines);
  std::string text = laid_out(lines.front(), widths);
  for (std::size_t at = 0; at < rows.size(); ++at) {
    lines[at + 1][Subject] = subject_text(rows[at], widths[Subject]);
    text += laid_out(lines[at + 1], widths);
  }
  return text;
}

std::string cited_section(const std::vector<CitedRecord>& cited) {
  Widths widths = {0, 7, 6, 8};
  const auto name = [](const CitedRecord& each) {
    return clipped(one_line(each.subject.text) + " (cited)", kName);
  };
  for (const CitedRecord& each : cited) {
    widths[Subject] = std::max(widths[Subject], columns(name(each)));
    widths[Rating] = std::max(widths[Rating], columns(cited_value(each)));
    widths[Interval] = std::max(widths[Interval], columns(cited_interval(each)));
  }
  const auto start = [&widths](const std::string& subject, const std::string& value,
                               const std::string& interval) {
    return padded(subject, widths[Subject], true) + "  " + padded(value, widths[Rating], false) +
           "  " + padded(interval, widths[Interval], false) + " ";
  };
  std::string text = fmt::format("\n{}\n\n", kCitedTitle);
  text += wrapped(start("Subject", "Rating", "Interval"), "Source", kWidth);
  for (const CitedRecord& each : cited) {
    text += wrapped(start(name(each), cited_value(each), cited_interval(each)), cited_origin(each),
                    kWidth);
  }
  return text;
}

}  // namespace

std::string to_table(const RatingBoard& board) {
  const double level = board.bootstrap.level;
  std::string text = heading_text(board) + "\n\n" + section(board.rows, level);
  for (const TitledGrid& each : rating_grids(board, kName))
    text += fmt::format("\n{}\n\n{}", each.title, aligned(each.grid, kWidth));
  if (!board.cited.empty()) text += cited_section(board.cited);
  if (!board.stub_rows.empty())
    text += fmt::format("\n{}\n\n{}", kStubTitle, section(board.stub_rows, level));
  const std::vector<std::string> notes = rating_notes(board);
  if (!notes.empty()) text += "\n";
  for (const std::string& note : notes) text += wrapped("-", note, kWidth);
  return text;
}

}  // namespace attune
