#include "results/render/table.h"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "results/render/cells.h"
#include "results/render/group_grid.h"
#include "results/render/text_lines.h"
#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kGap = 2;
constexpr std::size_t kName = 32;  // of a subject in further tables

enum Column {
  Rank,
  Subject,
  Score,
  Interval,
  FirstMark,  // one for each of kMarkColumns
  Count = FirstMark + kMarkColumns.size(),
  Missing,
  Outcomes,
  Cost
};

constexpr std::size_t kColumns = Cost + 1;

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
  Line line;
  line[Rank] = place_text(row);
  line[Subject] = subject_text(row);
  line[Score] = score_text(row);
  line[Interval] = interval_text(row);
  for (std::size_t at = 0; at < kMarkColumns.size(); ++at)
    line[FirstMark + at] = mark_text(row, kMarkColumns[at]);
  line[Count] = std::to_string(samples);
  line[Missing] = std::to_string(row.missing);
  line[Outcomes] = brief_outcomes(row);
  line[Cost] = cost_text(row);
  return line;
}

Line heading_of(double level) {
  Line line;
  line[Rank] = "Rank";
  line[Subject] = "Subject";
  line[Score] = "Score";
  line[Interval] = fmt::format("{:.4g} %", 100 * level);
  for (std::size_t at = 0; at < kMarkColumns.size(); ++at)
    line[FirstMark + at] = kMarkColumns[at].heading;
  line[Count] = "n";
  line[Missing] = "Miss";
  line[Outcomes] = "Outcomes";
  line[Cost] = "Cost";
  return line;
}

void clear_column(std::vector<Line>& lines, std::size_t column) {
  for (Line& line : lines) line[column].clear();
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

constexpr std::size_t kLeastOutcomes = 9;
constexpr std::size_t kLeastSubject = 12;

// Columns the figures take, with the gaps between all columns.
std::size_t taken_by_figures(const Widths& widths) {
  std::size_t taken = 0;
  for (std::size_t at = 0; at < kColumns; ++at) {
    if (widths[at] > 0) taken += (at == Subject || at == Outcomes ? 0 : widths[at]) + kGap;
  }
  return taken - kGap;
}

// Names and outcomes share what the figures leave of the 80 columns.
void fit(Widths& widths) {
  const std::size_t taken = taken_by_figures(widths);
  const std::size_t reserved = widths[Outcomes] > 0 ? kLeastOutcomes : 0;
  const std::size_t left = std::max(kWidth, taken + kLeastSubject + reserved) - taken;
  const std::size_t wanted = std::min(widths[Subject], left - reserved);
  widths[Outcomes] = std::min(widths[Outcomes], left - wanted);
  widths[Subject] = std::min(widths[Subject], left - widths[Outcomes]);
}

// Whether names would have to be cut, with the least room for outcomes.
bool crowded(const std::vector<Line>& lines) {
  const Widths widths = natural_widths(lines);
  const std::size_t reserved = widths[Outcomes] > 0 ? kLeastOutcomes : 0;
  return taken_by_figures(widths) + widths[Subject] + reserved > kWidth;
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

// Makes room for marks by leaving out outcomes where all are ok; no marks where that is not enough.
// Returns whether there are marks that have no room.
bool fit_marks(std::vector<Line>& lines, const std::vector<Standing>& rows) {
  std::size_t marks = 0;
  for (std::size_t at = 0; at < kMarkColumns.size(); ++at) {
    const bool any = any_has(rows, kMarkColumns[at]);
    marks += any ? 1 : 0;
    if (!any) clear_column(lines, FirstMark + at);
  }
  if (marks == 0 || !crowded(lines)) return false;
  const auto ok = [](const Standing& row) { return brief_outcomes(row) == "ok"; };
  if (std::ranges::all_of(rows, ok)) {
    std::vector<Line> without = lines;
    clear_column(without, Outcomes);
    if (!crowded(without)) {
      lines = std::move(without);
      return false;
    }
  }
  for (std::size_t at = 0; at < kMarkColumns.size(); ++at) clear_column(lines, FirstMark + at);
  return true;
}

// Marks that have no room beside the score.
std::string mark_section(const std::vector<Standing>& rows, double level) {
  Grid grid = {{"Subject"}};
  for (const MarkColumn& column : kMarkColumns) {
    if (any_has(rows, column)) grid.front().emplace_back(column.heading);
  }
  for (const Standing& row : rows) {
    std::vector<std::string> line = {subject_text(row, kName)};
    bool has_any = false;
    for (const MarkColumn& column : kMarkColumns) {
      if (!any_has(rows, column)) continue;
      const auto found = row.criteria.find(std::string(column.mark));
      const bool has = found != row.criteria.end();
      line.push_back(has ? estimate_text(found->second) + std::string(column.unit) : "-");
      has_any = has_any || has;
    }
    if (has_any) grid.push_back(std::move(line));
  }
  return fmt::format("\nBeside the score (± the farther end of the {:.4g} % interval)\n\n{}",
                     100 * level, aligned(grid, kWidth));
}

std::string section(const std::vector<Standing>& rows, double level) {
  std::vector<Line> lines = {heading_of(level)};
  for (const Standing& row : rows) lines.push_back(line_of(row));
  const auto unknown = [](const Standing& row) { return !row.cost_usd; };
  if (std::ranges::all_of(rows, unknown)) clear_column(lines, Cost);
  const bool marks_below = fit_marks(lines, rows);
  Widths widths = natural_widths(lines);
  fit(widths);
  std::string text = laid_out(lines.front(), widths);
  for (std::size_t at = 0; at < rows.size(); ++at) {
    lines[at + 1][Subject] = subject_text(rows[at], widths[Subject]);
    text += laid_out(lines[at + 1], widths);
  }
  return marks_below ? text + mark_section(rows, level) : text;
}

std::string cited_section(const std::vector<Cited>& cited) {
  constexpr std::string_view kSubject = "Subject";
  constexpr std::string_view kScore = "Score";
  std::size_t name = kSubject.size();
  std::size_t figure = kScore.size();
  for (const Cited& each : cited) {
    name = std::max(name, columns(clipped(subject_text(each), kName)));
    figure = std::max(figure, columns(fixed(each.value, 2)));
  }
  const auto start = [&](const std::string& subject, const std::string& score) {
    return padded(subject, name, true) + "  " + padded(score, figure, false) + " ";
  };
  std::string text = fmt::format("\n{}\n\n", kCitedTitle);
  text += wrapped(start(std::string(kSubject), std::string(kScore)), "Source", kWidth);
  for (const Cited& each : cited) {
    text += wrapped(start(clipped(subject_text(each), kName), fixed(each.value, 2)),
                    origin_text(each), kWidth);
  }
  return text;
}

std::string group_sections(const std::vector<Standing>& rows, double level) {
  std::string text;
  for (const GroupGrid& group : group_grids(rows, level, {.width = kWidth, .name = kName}))
    text += fmt::format("\n{}\n\n{}", group.title, aligned(group.grid, kWidth));
  return text;
}

}  // namespace

std::string to_table(const Leaderboard& board) {
  const double level = board.bootstrap.level;
  std::vector<std::string> notes = row_remarks(board.rows);
  std::string text = heading_text(board) + "\n\n" + section(board.rows, level);
  if (!board.cited.empty()) text += cited_section(board.cited);
  text += group_sections(board.rows, level);
  if (!board.stub_rows.empty()) {
    text += fmt::format("\n{}\n\n", kStubTitle) + section(board.stub_rows, level) +
            group_sections(board.stub_rows, level);
    for (std::string& remark : row_remarks(board.stub_rows)) notes.push_back(std::move(remark));
  }
  for (const std::string& note : board.notes) notes.push_back(note);
  if (!notes.empty()) text += "\n";
  for (const std::string& note : notes) text += wrapped("-", note, kWidth);
  return text;
}

}  // namespace attune
