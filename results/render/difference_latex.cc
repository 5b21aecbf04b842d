#include "results/render/difference_cells.h"
#include "results/render/difference_formats.h"
#include "results/render/latex.h"

namespace attune {
namespace {

constexpr std::size_t kName = 100;

}  // namespace

std::string to_latex(const DifferenceReport& report) {
  LatexTable table{
      .caption = side_text(report.first) + " against others. " + heading_text(report) + ".",
      .name = "difference-" + report.pack.text,
      .body = latex_tabular(wide_summary_grid(report, kName))};
  for (const Difference& each : report.differences) {
    std::vector<std::string> answers = answer_texts(report, each);
    for (std::string& sentence : answers) {
      sentence.pop_back();  // its full stop: a note gets one
      table.notes.push_back(std::move(sentence));
    }
    table.notes.insert(table.notes.end(), each.notes.begin(), each.notes.end());
  }
  table.notes.insert(table.notes.end(), report.notes.begin(), report.notes.end());
  return latex_table(table);
}

}  // namespace attune
