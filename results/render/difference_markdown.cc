#include <fmt/format.h>

#include "results/render/difference_cells.h"
#include "results/render/difference_formats.h"
#include "results/render/group_grid.h"
#include "results/render/markdown.h"

namespace attune {
namespace {

constexpr std::size_t kName = 100;

std::string figures(const DifferenceReport& report, const Difference& difference) {
  const std::vector<NamedText> texts = figure_texts(report, difference);
  if (texts.empty()) return "";
  std::string text = "\n| Figure | |\n|:--|:--|\n";
  for (const NamedText& each : texts)
    text += fmt::format("| {} | {} |\n", markdown_escaped(each.name), markdown_escaped(each.text));
  return text;
}

std::string section(const DifferenceReport& report, const Difference& difference) {
  std::string text = fmt::format("\n### {} − {}\n\n", markdown_escaped(side_text(report.first)),
                                 markdown_escaped(side_text(difference.second)));
  for (const std::string& sentence : answer_texts(report, difference))
    text += markdown_escaped(sentence) + "\n";
  text += figures(report, difference);
  for (const DifferenceGrid& each : difference_grids(report, difference, kName))
    text += fmt::format("\n#### {}\n\n{}", markdown_escaped(each.title), pipes(each.grid));
  if (!difference.notes.empty()) text += "\n";
  for (const std::string& note : difference.notes) text += "- " + markdown_escaped(note) + "\n";
  return text;
}

}  // namespace

std::string to_markdown(const DifferenceReport& report) {
  std::string text = "## " + markdown_escaped(heading_text(report)) + "\n";
  if (report.differences.size() > 1)
    text += fmt::format("\n{} against\n\n{}", markdown_escaped(side_text(report.first)),
                        pipes(summary_grid(report, kName)));
  for (const Difference& each : report.differences) text += section(report, each);
  if (!report.notes.empty()) text += "\n";
  for (const std::string& note : report.notes) text += "- " + markdown_escaped(note) + "\n";
  return text;
}

}  // namespace attune
