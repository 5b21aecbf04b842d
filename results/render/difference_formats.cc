#include "results/render/difference_formats.h"

#include <cassert>

#include "scenarios/base/words.h"

namespace attune {
namespace {

using Reports = std::vector<DifferenceReport>;

template <std::string (*to_text)(const DifferenceReport&)>
std::string one_after_another(const Reports& reports, bool) {
  std::string text;
  for (const DifferenceReport& report : reports)
    text += (text.empty() ? "" : "\n") + to_text(report);
  return text;
}

std::string table(const Reports& reports, bool) {
  return to_tables(reports, {});
}

std::string csv(const Reports& reports, bool) {
  return to_csv(std::span(reports));
}

std::string json(const Reports& reports, bool single) {
  assert(!single || reports.size() == 1);
  return single ? to_json(reports.front()) : to_json(std::span(reports));
}

}  // namespace

const std::vector<DifferenceFormat>& difference_formats() {
  static const std::vector<DifferenceFormat> kFormats = {
      {"table", "aligned text, as wide as the terminal, else 80 columns", table},
      {"markdown", "sentences, lists and pipe tables", one_after_another<to_markdown>},
      {"csv", "one record per difference with its figures (RFC 4180)", csv},
      {"json", "attune.difference/1 with every figure", json},
      {"latex", "a table with booktabs' rules, for a paper", one_after_another<to_latex>},
  };
  return kFormats;
}

Result<const DifferenceFormat*> find_difference_format(std::string_view name) {
  std::vector<std::string> names;
  for (const DifferenceFormat& format : difference_formats()) {
    if (format.name == name) return &format;
    names.push_back(format.name);
  }
  return fix_input(no_such("format", name, names));
}

}  // namespace attune
