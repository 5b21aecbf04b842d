#include <fmt/format.h>

#include "results/render/drift_cells.h"
#include "results/render/drift_formats.h"
#include "results/render/text_lines.h"

namespace attune {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kName = 24;  // of a release, a model or a fingerprint in tables

}  // namespace

std::string to_table(const Drift& drift) {
  std::string text = heading_text(drift.of) + "\n\n" + paragraph(answer_text(drift), kWidth);
  for (const GroupGrid& each : drift_grids(drift, kName))
    text += fmt::format("\n{}\n\n{}", each.title, aligned(each.grid, kWidth));
  const std::vector<std::string> notes = drift_notes(drift);
  if (!notes.empty()) text += "\n";
  for (const std::string& note : notes) text += wrapped("-", note, kWidth);
  return text;
}

}  // namespace attune
