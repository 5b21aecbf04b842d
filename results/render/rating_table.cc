#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "results/render/cells.h"
#include "results/render/rating_cells.h"
#include "results/render/rating_formats.h"
#include "results/render/text_table.h"
#include "scenarios/base/utf8.h"

namespace attune {
namespace {

constexpr std::size_t kName = 32;  // of a subject in further tables
constexpr std::size_t kLeastSubject = 12;
constexpr std::size_t kSubject = 1;  // its column

template <class Text>
std::vector<std::string> cells_of(const std::vector<RatingRow>& rows, Text text) {
  std::vector<std::string> cells;
  cells.reserve(rows.size());
  for (const RatingRow& row : rows) cells.push_back(text(row));
  return cells;
}

std::vector<TextColumn> columns_of(const std::vector<RatingRow>& rows, double level) {
  const auto opponents = [](const RatingRow& row) { return std::to_string(row.opponents); };
  return {
      {"Rank", cells_of(rows, [](const RatingRow& row) { return place_text(row); })},
      {.heading = "Subject",
       .cells = cells_of(rows, [](const RatingRow& row) { return subject_text(row); }),
       .left = true,
       .yield = Yield::Cut,
       .least = kLeastSubject},
      {"Rating", cells_of(rows, rating_text)},
      {fmt::format("{:.4g} %", 100 * level),
       cells_of(rows, [](const RatingRow& row) { return interval_text(row); })},
      {.heading = "W-T-L", .cells = cells_of(rows, tally_text), .yield = Yield::Drop, .order = 2},
      {.heading = "Opp", .cells = cells_of(rows, opponents), .yield = Yield::Drop, .order = 3},
      {.heading = "n",
       .cells = cells_of(rows, comparisons_text),
       .yield = Yield::Drop,
       .order = 1}};
}

struct SectionText {
  std::string text;
  std::vector<std::string> dropped;
};

SectionText section(const std::vector<RatingRow>& rows, double level, const TableLook& look) {
  FittedColumns columns = fitted(columns_of(rows, level), look.width);
  if (columns.columns.size() > kSubject) {
    for (std::size_t at = 0; at < rows.size(); ++at)
      columns.columns[kSubject].cells[at] = subject_text(rows[at], columns.widths[kSubject]);
  }
  return {laid_out(columns, look), std::move(columns.dropped)};
}

std::string cited_section(const std::vector<CitedRecord>& cited, std::size_t width) {
  const std::size_t most = std::min(kName, width / 3);
  const auto name = [most](const CitedRecord& each) {
    return clipped(one_line(each.subject.text) + " (cited)", most);
  };
  std::size_t subject = std::string_view("Subject").size();
  std::size_t rating = std::string_view("Rating").size();
  std::size_t interval = std::string_view("Interval").size();
  for (const CitedRecord& each : cited) {
    subject = std::max(subject, columns(name(each)));
    rating = std::max(rating, columns(cited_value(each)));
    interval = std::max(interval, columns(cited_interval(each)));
  }
  const auto start = [&](const std::string& who, const std::string& value,
                         const std::string& range) {
    return padded(who, subject, true) + "  " + padded(value, rating, false) + "  " +
           padded(range, interval, false) + " ";
  };
  std::string text = title_lines(kCitedTitle, width);
  text += wrapped(start("Subject", "Rating", "Interval"), "Source", width);
  for (const CitedRecord& each : cited) {
    text += wrapped(start(name(each), cited_value(each), cited_interval(each)), cited_origin(each),
                    width);
  }
  return text;
}

}  // namespace

std::string to_table(const RatingBoard& board, const TableLook& look) {
  const double level = board.bootstrap.level;
  const SectionText rows = section(board.rows, level, look);
  std::string text = bold(flowed(heading_text(board), look.width), look) + "\n" + rows.text;
  for (const TitledGrid& each : rating_grids(board, std::min(kName, look.width / 2)))
    text += title_lines(each.title, look.width) + aligned(each.grid, look.width);
  if (!board.cited.empty()) text += dim(cited_section(board.cited, look.width), look);
  if (!board.stub_rows.empty()) {
    const TableLook plain{.width = look.width};
    text += dim(title_lines(kStubTitle, look.width) + section(board.stub_rows, level, plain).text,
                look);
  }
  std::vector<std::string> notes = rating_notes(board);
  if (!rows.dropped.empty()) notes.push_back(no_room_note(rows.dropped));
  if (!notes.empty()) text += "\n";
  for (const std::string& note : notes) text += dim(wrapped("-", note, look.width), look);
  return text;
}

std::string to_table(const RatingBoard& board) {
  return to_table(board, {});
}

}  // namespace attune
