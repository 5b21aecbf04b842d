#include <fmt/format.h>

#include "results/render/cells.h"
#include "results/render/group_grid.h"
#include "results/render/markdown.h"
#include "results/render/rating_cells.h"
#include "results/render/rating_formats.h"

namespace attune {
namespace {

constexpr std::size_t kName = 100;

std::string main_table(const std::vector<RatingRow>& rows, double level) {
  std::string text = fmt::format(
      "| Rank | Subject | Rating | {:.4g} % interval | Won-tied-lost | Opponents | n |\n"
      "|--:|:--|--:|:-:|:-:|--:|--:|\n",
      100 * level);
  for (const RatingRow& row : rows) {
    text += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", place_text(row),
                        markdown_escaped(subject_text(row)), rating_text(row), interval_text(row),
                        tally_text(row), row.opponents, comparisons_text(row));
  }
  return text;
}

std::string cited_table(const std::vector<CitedRecord>& cited) {
  std::string text = fmt::format(
      "\n### {}\n\n| Subject | Rating | Interval | Source |\n|:--|--:|:-:|:--|\n", kCitedTitle);
  for (const CitedRecord& each : cited) {
    text +=
        fmt::format("| {} (cited) | {} | {} | {} |\n", markdown_escaped(each.subject.text),
                    cited_value(each), cited_interval(each), markdown_escaped(cited_origin(each)));
  }
  return text;
}

}  // namespace

std::string to_markdown(const RatingBoard& board) {
  const double level = board.bootstrap.level;
  std::string text =
      "## " + markdown_escaped(heading_text(board)) + "\n\n" + main_table(board.rows, level);
  for (const TitledGrid& each : rating_grids(board, kName))
    text += fmt::format("\n### {}\n\n{}", markdown_escaped(each.title), pipes(each.grid));
  if (!board.cited.empty()) text += cited_table(board.cited);
  if (!board.stub_rows.empty())
    text += fmt::format("\n### {}\n\n", kStubTitle) + main_table(board.stub_rows, level);
  const std::vector<std::string> notes = rating_notes(board);
  if (!notes.empty()) text += "\n";
  for (const std::string& note : notes) text += "- " + markdown_escaped(note) + "\n";
  return text;
}

}  // namespace attune
