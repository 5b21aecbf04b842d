#include <fmt/format.h>

#include "results/render/drift_cells.h"
#include "results/render/drift_formats.h"
#include "results/render/markdown.h"

namespace attune {
namespace {

constexpr std::size_t kName = 100;

}  // namespace

std::string to_markdown(const Drift& drift) {
  std::string text = fmt::format("## {}\n\n{}\n", markdown_escaped(heading_text(drift.of)),
                                 markdown_escaped(answer_text(drift)));
  for (const GroupGrid& each : drift_grids(drift, kName))
    text += fmt::format("\n### {}\n\n{}", markdown_escaped(each.title), pipes(each.grid));
  const std::vector<std::string> notes = drift_notes(drift);
  if (!notes.empty()) text += "\n";
  for (const std::string& note : notes) text += "- " + markdown_escaped(note) + "\n";
  return text;
}

}  // namespace attune
