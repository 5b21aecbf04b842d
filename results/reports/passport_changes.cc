#include "results/reports/passport_changes.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

namespace attune {
namespace {

void compare(std::string_view what, const std::string& before, const std::string& now,
             std::vector<std::string>& changes) {
  const auto shown = [](const std::string& text) { return text.empty() ? "none" : text; };
  if (before != now) changes.push_back(fmt::format("{} {} -> {}", what, shown(before), shown(now)));
}

// Whether the figure is as high as the examination went, so that nothing is known of more.
bool met_no_limit(const Finding& finding) {
  return finding.figure && finding.most && *finding.figure >= *finding.most;
}

bool same_figure(const Finding& before, const Finding& now) {
  if (before.figure == now.figure) return true;
  if (!before.figure || !now.figure) return false;
  return (met_no_limit(before) && *now.figure >= *before.figure) ||
         (met_no_limit(now) && *before.figure >= *now.figure);
}

std::string figure_text(const Finding& finding) {
  return finding.figure ? fmt::format("{:g}", *finding.figure) : "none";
}

void compare(const Finding& before, const Finding& now, std::vector<std::string>& changes) {
  if (before.state != now.state)
    changes.push_back(
        fmt::format("{}: {} -> {}", now.probe, to_text(before.state), to_text(now.state)));
  if (!same_figure(before, now))
    changes.push_back(
        fmt::format("{}: {} -> {}", now.probe, figure_text(before), figure_text(now)));
}

}  // namespace

std::vector<std::string> passport_changes(const Passport& before, const Passport& now) {
  std::vector<std::string> changes;
  compare("address", before.address, now.address, changes);
  compare("wire", before.wire, now.wire, changes);
  compare("served id", before.served_id, now.served_id, changes);
  compare("fingerprint", before.fingerprint, now.fingerprint, changes);
  for (const Finding& finding : now.findings) {
    const auto found = std::ranges::find(before.findings, finding.probe, &Finding::probe);
    if (found != before.findings.end()) compare(*found, finding, changes);
  }
  return changes;
}

}  // namespace attune
