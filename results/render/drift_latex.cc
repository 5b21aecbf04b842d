#include <string>

#include "results/render/drift_cells.h"
#include "results/render/drift_formats.h"
#include "results/render/latex.h"

namespace attune {
namespace {

constexpr std::size_t kName = 100;

// latex_table() ends every note with one.
std::string without_stop(std::string sentence) {
  if (sentence.ends_with('.')) sentence.pop_back();
  return sentence;
}

}  // namespace

std::string to_latex(const Drift& drift) {
  const std::string heading = heading_text(drift.of);
  const std::string name = drift.of.subject.text + "-" + drift.of.pack.text;
  std::string text;
  if (!drift.steps.empty()) {
    LatexTable changes{.caption = "Drift of " + heading + ", in points.",
                       .name = "drift-" + name,
                       .body = latex_tabular(steps_grid(drift, kName)),
                       .notes = {without_stop(answer_text(drift))}};
    const std::vector<std::string> notes = drift_notes(drift);
    changes.notes.insert(changes.notes.end(), notes.begin(), notes.end());
    text = latex_table(changes) + "\n";
  }
  return text + latex_table({.caption = "Releases of " + heading + ".",
                             .name = "releases-" + name,
                             .body = latex_tabular(release_grid(drift, kName))});
}

}  // namespace attune
