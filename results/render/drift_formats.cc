#include "results/render/drift_formats.h"

#include <cassert>

#include "scenarios/base/words.h"

namespace attune {
namespace {

using Drifts = std::vector<Drift>;

template <std::string (*to_text)(const Drift&)>
std::string one_after_another(const Drifts& drifts, bool) {
  std::string text;
  for (const Drift& drift : drifts) text += (text.empty() ? "" : "\n") + to_text(drift);
  return text;
}

std::string csv(const Drifts& drifts, bool) {
  return to_csv(std::span(drifts));
}

std::string json(const Drifts& drifts, bool single) {
  assert(!single || drifts.size() == 1);
  return single ? to_json(drifts.front()) : to_json(std::span(drifts));
}

}  // namespace

const std::vector<DriftFormat>& drift_formats() {
  static const std::vector<DriftFormat> kFormats = {
      {"table", "aligned text for a terminal, 80 columns", one_after_another<to_table>},
      {"markdown", "pipe tables with notes", one_after_another<to_markdown>},
      {"csv", "one record per step and one for the whole (RFC 4180)", csv},
      {"json", "attune.drift/1 with every figure", json},
      {"latex", "tables for a paper, with booktabs' rules", one_after_another<to_latex>},
  };
  return kFormats;
}

Result<const DriftFormat*> find_drift_format(std::string_view name) {
  std::vector<std::string> names;
  for (const DriftFormat& format : drift_formats()) {
    if (format.name == name) return &format;
    names.push_back(format.name);
  }
  return fix_input(no_such("format", name, names));
}

}  // namespace attune
