#include <fmt/format.h>

#include "results/render/cells.h"
#include "results/render/latex.h"
#include "results/render/rating_cells.h"
#include "results/render/rating_formats.h"

namespace attune {
namespace {

constexpr std::size_t kColumns = 7;

std::string row_line(const RatingRow& row) {
  return latex_line({latex_cell(place_text(row)), latex_escaped(subject_text(row)),
                     latex_cell(rating_text(row)), latex_cell(interval_text(row)),
                     latex_cell(tally_text(row)), std::to_string(row.opponents),
                     latex_cell(comparisons_text(row))});
}

std::string main_tabular(const RatingBoard& board) {
  std::string text = "\\begin{tabular}{rlrccrr}\n\\toprule\n";
  text += latex_line({"Rank", "Subject", "Rating",
                      fmt::format("{:.4g}\\,\\% interval", 100 * board.bootstrap.level),
                      "Won--tied--lost", "Opponents", "$n$"});
  text += "\\midrule\n";
  for (const RatingRow& row : board.rows) text += row_line(row);
  if (!board.stub_rows.empty()) text += latex_banner(kStubTitle, kColumns);
  for (const RatingRow& row : board.stub_rows) text += row_line(row);
  if (!board.cited.empty()) text += latex_banner(kCitedTitle, kColumns);
  for (const CitedRecord& each : board.cited) {
    text +=
        latex_line({"", latex_escaped(each.subject.text + " (cited)"),
                    latex_cell(cited_value(each)), latex_cell(cited_interval(each)), "", "", ""});
  }
  return text + "\\bottomrule\n\\end{tabular}";
}

std::vector<std::string> notes_of(const RatingBoard& board) {
  std::vector<std::string> notes;
  for (const CitedRecord& each : board.cited)
    notes.push_back(one_line(each.subject.text) + " (cited): " + cited_origin(each));
  for (std::string& note : rating_notes(board)) notes.push_back(std::move(note));
  return notes;
}

}  // namespace

std::string to_latex(const RatingBoard& board) {
  const std::string name = board.pack.text + "-ratings";
  std::string text = std::string(kLatexNeeds) + latex_table({.caption = heading_text(board),
                                                             .name = name,
                                                             .body = main_tabular(board),
                                                             .notes = notes_of(board)});
  std::size_t number = 0;
  for (const TitledGrid& each : rating_grids(board, 100)) {
    text += "\n" + latex_table({.caption = heading_text(board) + ". " + each.title,
                                .name = fmt::format("{}-{}", name, ++number),
                                .body = latex_tabular(each.grid)});
  }
  return text;
}

}  // namespace attune
