#include "results/render/table.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "results/render/cells.h"
#include "results/render/group_grid.h"
#include "results/render/text_table.h"
#include "scenarios/base/utf8.h"

namespace attune {
namespace {

constexpr std::size_t kName = 32;  // of a subject in further tables
constexpr std::size_t kLeastSubject = 12;
constexpr std::size_t kLeastOutcomes = 9;

std::string brief_outcomes(const Standing& row) {
  Standing others = row;
  const bool any_ok = others.outcomes.erase("ok") > 0;
  if (others.outcomes.empty()) return any_ok ? "ok" : "-";
  return outcomes_text(others);
}

template <class Text>
std::vector<std::string> cells_of(const std::vector<Standing>& rows, Text text) {
  std::vector<std::string> cells;
  cells.reserve(rows.size());
  for (const Standing& row : rows) cells.push_back(text(row));
  return cells;
}

// Empty cells all the way down where no row has the figure.
template <class Known, class Text>
std::vector<std::string> cells_where(const std::vector<Standing>& rows, Known known, Text text) {
  if (std::ranges::none_of(rows, known)) return std::vector<std::string>(rows.size());
  return cells_of(rows, text);
}

enum class Marks { Beside, Below };

// The columns of a board, in order; the subject is the second.
constexpr std::size_t kSubject = 1;

std::vector<TextColumn> columns_of(const std::vector<Standing>& rows, double level, Marks marks) {
  std::vector<TextColumn> table = {
      {"Rank", cells_of(rows, [](const Standing& row) { return place_text(row); })},
      {.heading = "Subject",
       .cells = cells_of(rows, [](const Standing& row) { return subject_text(row); }),
       .left = true,
       .yield = Yield::Cut,
       .least = kLeastSubject},
      {"Score", cells_of(rows, [](const Standing& row) { return score_text(row); })},
      {fmt::format("{:.4g} %", 100 * level),
       cells_of(rows, [](const Standing& row) { return interval_text(row); })}};
  for (const MarkColumn& column : kMarkColumns) {
    if (marks == Marks::Beside && any_has(rows, column))
      table.push_back({std::string(column.heading), cells_of(rows, [&column](const Standing& row) {
                         return mark_text(row, column);
                       })});
  }
  const auto samples = [](const Standing& row) {
    return std::to_string(row.score ? row.score->samples : row.planned - row.missing);
  };
  const auto missing = [](const Standing& row) { return std::to_string(row.missing); };
  const auto priced = [](const Standing& row) { return row.cost_usd.has_value(); };
  const auto timed = [](const Standing& row) { return row.latency.has_value(); };
  table.push_back(
      {.heading = "n", .cells = cells_of(rows, samples), .yield = Yield::Drop, .order = 1});
  table.push_back(
      {.heading = "Miss", .cells = cells_of(rows, missing), .yield = Yield::Drop, .order = 2});
  table.push_back({.heading = "Outcomes",
                   .cells = cells_of(rows, brief_outcomes),
                   .left = true,
                   .yield = Yield::Cut,
                   .least = kLeastOutcomes,
                   .claim = 1});
  table.push_back({.heading = "Latency",
                   .cells = cells_where(rows, timed, latency_text),
                   .yield = Yield::Drop,
                   .order = 4});
  table.push_back({.heading = "Cost",
                   .cells = cells_where(rows, priced, cost_text),
                   .yield = Yield::Drop,
                   .order = 3});
  return table;
}

void leave_out(std::vector<TextColumn>& table, std::string_view heading) {
  std::erase_if(table, [&](const TextColumn& column) { return column.heading == heading; });
}

// Whether names have to be cut, or columns go.
bool crowded(const std::vector<TextColumn>& table, std::size_t width) {
  const FittedColumns made = fitted(table, width);
  return !made.dropped.empty() || made.columns.size() <= kSubject ||
         std::ranges::any_of(made.columns[kSubject].cells, [&](const std::string& cell) {
           return columns(cell) > made.widths[kSubject];
         });
}

// Latency where it costs no name a letter; outcomes go before that, where a terminal is narrow.
std::vector<TextColumn> without_luxury(std::vector<TextColumn> table, std::size_t width) {
  if (crowded(table, width)) leave_out(table, "Latency");
  std::vector<TextColumn> least = table;
  for (TextColumn& column : least) {
    if (column.heading == "Outcomes") column.yield = Yield::Drop, column.order = 3;
  }
  return fitted(table, width).dropped.empty() ? table : least;
}

// A board's rows as text, and what had no room.
struct SectionText {
  std::string text;
  bool marks_below = false;
  std::vector<std::string> dropped;
};

// Marks stand beside the score where no name is cut for them; outcomes, where all are ok, make
// room.
std::vector<TextColumn> with_marks(const std::vector<Standing>& rows, double level,
                                   std::size_t width, bool& below) {
  std::vector<TextColumn> beside = columns_of(rows, level, Marks::Beside);
  leave_out(beside, "Latency");
  below = false;
  if (!crowded(beside, width)) return columns_of(rows, level, Marks::Beside);
  const auto ok = [](const Standing& row) { return brief_outcomes(row) == "ok"; };
  leave_out(beside, "Outcomes");
  if (std::ranges::all_of(rows, ok) && !crowded(beside, width)) return beside;
  below = true;
  return columns_of(rows, level, Marks::Below);
}

SectionText section(const std::vector<Standing>& rows, double level, const TableLook& look) {
  SectionText made;
  const bool any_marks = std::ranges::any_of(
      kMarkColumns, [&rows](const MarkColumn& column) { return any_has(rows, column); });
  std::vector<TextColumn> table = any_marks ? with_marks(rows, level, look.width, made.marks_below)
                                            : columns_of(rows, level, Marks::Below);
  FittedColumns columns = fitted(without_luxury(std::move(table), look.width), look.width);
  if (columns.columns.size() > kSubject) {
    for (std::size_t at = 0; at < rows.size(); ++at)
      columns.columns[kSubject].cells[at] = subject_text(rows[at], columns.widths[kSubject]);
  }
  made.text = laid_out(columns, look);
  made.dropped = std::move(columns.dropped);
  return made;
}

// Marks that have no room beside the score.
std::string mark_section(const std::vector<Standing>& rows, double level, std::size_t width) {
  Grid grid = {{"Subject"}};
  for (const MarkColumn& column : kMarkColumns) {
    if (any_has(rows, column)) grid.front().emplace_back(column.heading);
  }
  for (const Standing& row : rows) {
    std::vector<std::string> line = {subject_text(row, std::min(kName, width / 2))};
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
  return title_lines(fmt::format("Beside the score (± the farther end of the {:.4g} % interval)",
                                 100 * level),
                     width) +
         aligned(grid, width);
}

std::string cited_section(const std::vector<Cited>& cited, std::size_t width) {
  constexpr std::string_view kSubjectHeading = "Subject";
  constexpr std::string_view kScore = "Score";
  const std::size_t most = std::min(kName, width / 2);
  std::size_t name = kSubjectHeading.size();
  std::size_t figure = kScore.size();
  for (const Cited& each : cited) {
    name = std::max(name, columns(clipped(subject_text(each), most)));
    figure = std::max(figure, columns(fixed(each.value, 2)));
  }
  const auto start = [&](const std::string& subject, const std::string& score) {
    return padded(subject, name, true) + "  " + padded(score, figure, false) + " ";
  };
  std::string text = title_lines(kCitedTitle, width);
  text += wrapped(start(std::string(kSubjectHeading), std::string(kScore)), "Source", width);
  for (const Cited& each : cited) {
    text += wrapped(start(clipped(subject_text(each), most), fixed(each.value, 2)),
                    origin_text(each), width);
  }
  return text;
}

std::string baseline_section(const std::vector<Baseline>& baselines, const TableLook& look) {
  TextColumn names{.heading = "Answer", .left = true, .yield = Yield::Cut, .least = kLeastSubject};
  TextColumn points{.heading = "Score"};
  for (const Baseline& each : baselines) {
    names.cells.push_back(one_line(each.name));
    points.cells.push_back(fixed(each.points, 2));
  }
  return title_lines(kBaselineTitle, look.width) +
         laid_out(fitted({std::move(names), std::move(points)}, look.width), {.width = look.width});
}

std::string grid_sections(const Leaderboard& board, const std::vector<Standing>& rows,
                          std::size_t width) {
  std::string text;
  const GridLimits limits{.width = width, .name = std::min(kName, width / 2)};
  std::vector<GroupGrid> grids = group_grids(rows, board.bootstrap.level, limits);
  const GroupGrid criteria = criterion_grid(board, rows, limits);
  const bool any = !criteria.grid.empty();
  const bool shown = any && (!board.parts.empty() || width_of(criteria.grid) <= width);
  if (shown) grids.insert(grids.begin(), criteria);
  for (const GroupGrid& group : grids)
    text += title_lines(group.title, width) + aligned(group.grid, width);
  if (shown || !any) return text;
  return text + "\n" +
         wrapped("",
                 "by criterion it is too wide for a terminal: --format markdown, csv, json or "
                 "latex has it, and so has attune report",
                 width);
}

}  // namespace

std::string to_table(const Leaderboard& board, const TableLook& look) {
  const double level = board.bootstrap.level;
  std::vector<std::string> notes = row_remarks(board.rows);
  const SectionText rows = section(board.rows, level, look);
  std::string text = bold(flowed(heading_text(board), look.width), look) + "\n" + rows.text;
  if (rows.marks_below) text += mark_section(board.rows, level, look.width);
  if (!board.baselines.empty()) text += dim(baseline_section(board.baselines, look), look);
  if (!board.cited.empty()) text += dim(cited_section(board.cited, look.width), look);
  text += grid_sections(board, board.rows, look.width);
  if (!rows.dropped.empty()) notes.push_back(no_room_note(rows.dropped));
  if (!board.stub_rows.empty()) {
    const TableLook plain{.width = look.width};
    const SectionText stubs = section(board.stub_rows, level, plain);
    std::string own = title_lines(kStubTitle, look.width) + stubs.text;
    if (stubs.marks_below) own += mark_section(board.stub_rows, level, look.width);
    text += dim(own + grid_sections(board, board.stub_rows, look.width), look);
    for (std::string& remark : row_remarks(board.stub_rows)) notes.push_back(std::move(remark));
  }
  for (const std::string& note : board.notes) notes.push_back(note);
  if (!notes.empty()) text += "\n";
  for (const std::string& note : notes) text += dim(wrapped("-", note, look.width), look);
  return text;
}

std::string to_table(const Leaderboard& board) {
  return to_table(board, {});
}

}  // namespace attune
