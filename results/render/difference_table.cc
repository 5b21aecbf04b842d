#include <algorithm>

#include <fmt/format.h>

#include "results/render/difference_cells.h"
#include "results/render/difference_formats.h"
#include "scenarios/base/utf8.h"

namespace attune {
namespace {

constexpr std::size_t kName = 28;  // of a side or a scenario in tables, where there is room

std::size_t name_in(const TableLook& look) {
  return std::min(kName, look.width / 2);
}

std::string figures(const DifferenceReport& report, const Difference& difference,
                    std::size_t width) {
  const std::vector<NamedText> texts = figure_texts(report, difference);
  std::size_t names = 0;
  for (const NamedText& each : texts) names = std::max(names, columns(each.name));
  std::string text;
  for (const NamedText& each : texts)
    text += wrapped("  " + padded(each.name, names, true) + " ", each.text, width);
  return text;
}

std::string notes_text(const std::vector<std::string>& notes, const TableLook& look) {
  std::string text;
  for (const std::string& note : notes) text += dim(wrapped("-", note, look.width), look);
  return text;
}

std::string section(const DifferenceReport& report, const Difference& difference,
                    const TableLook& look) {
  std::string text;
  for (const std::string& sentence : answer_texts(report, difference))
    text += bold(flowed(sentence, look.width), look);
  const std::string list = figures(report, difference, look.width);
  if (!list.empty()) text += "\n" + list;
  for (const DifferenceGrid& each : difference_grids(report, difference, name_in(look)))
    text += title_lines(each.title, look.width) + aligned(each.grid, look.width);
  if (!difference.notes.empty()) text += "\n";
  return text + notes_text(difference.notes, look);
}

}  // namespace

std::string to_table(const DifferenceReport& report, const TableLook& look) {
  std::string text = bold(flowed(heading_text(report), look.width), look) + "\n";
  if (report.differences.size() > 1)
    text += flowed(side_text(report.first) + " against", look.width) + "\n" +
            aligned(summary_grid(report, name_in(look)), look.width) + "\n";
  for (const Difference& each : report.differences) text += section(report, each, look) + "\n";
  return text + notes_text(report.notes, look);
}

std::string to_table(const DifferenceReport& report) {
  return to_table(report, {});
}

std::string to_tables(const std::vector<DifferenceReport>& reports, const TableLook& look) {
  std::string text;
  for (const DifferenceReport& report : reports)
    text += (text.empty() ? "" : "\n") + to_table(report, look);
  return text;
}

}  // namespace attune
