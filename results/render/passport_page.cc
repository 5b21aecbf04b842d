#include "results/render/passport_page.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "results/render/cells.h"
#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kWidth = 80;
constexpr std::size_t kGap = 2;

// The words in lines of at most `width` columns; a longer word is clipped.
std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
  std::vector<std::string> lines(1);
  for (const std::string& word : split(text, ' ')) {
    if (word.empty()) continue;
    const std::string shown = clipped(word, width);
    const std::size_t taken = columns(lines.back());
    if (taken > 0 && taken + 1 + columns(shown) > width) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += shown;
  }
  return lines;
}

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width > columns(text) ? width - columns(text) : 0, ' ');
}

// Cells in columns, the last one wrapped within what is left of 80 columns.
std::string rows_text(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const auto& row : rows) {
    for (std::size_t at = 0; at + 1 < row.size(); ++at)
      widths[at] = std::max(widths[at], columns(row[at]) + kGap);
  }
  std::size_t indent = 0;
  for (const std::size_t width : widths) indent += width;
  std::string text;
  for (const auto& row : rows) {
    std::string lead;
    for (std::size_t at = 0; at + 1 < row.size(); ++at) lead += padded(row[at], widths[at]);
    for (const std::string& line : wrapped(row.back(), kWidth - indent)) {
      text.append(lead).append(line).append("\n");
      lead.assign(indent, ' ');
    }
  }
  return text;
}

std::string or_none(const std::string& text) {
  return text.empty() ? "not said" : one_line(text);
}

std::string changes_text(const PassportPage& page) {
  if (!page.before) return "First examination of this subject.\n";
  const std::string since = to_text(*page.before);
  if (page.changes.empty()) return fmt::format("Nothing changed since {}.\n", since);
  std::string text = fmt::format("Changed since {}:\n", since);
  for (const std::string& change : page.changes) {
    std::string lead = "  ";
    for (const std::string& line : wrapped(one_line(change), kWidth - 4)) {
      text.append(lead).append(line).append("\n");
      lead = "    ";
    }
  }
  return text;
}

Json figure(const std::optional<double>& value) {
  if (!value || !std::isfinite(*value)) return nullptr;
  return rounded(*value);
}

Json findings_json(const std::vector<Finding>& findings) {
  Json list = Json::array();
  for (const Finding& finding : findings) {
    list.push_back({{"probe", one_line(finding.probe)},
                    {"state", to_text(finding.state)},
                    {"evidence", one_line(finding.evidence)},
                    {"figure", figure(finding.figure)},
                    {"most", figure(finding.most)}});
  }
  return list;
}

// The probes of these states by name, "-" without any.
std::string probes_of(const Passport& passport, FindingState state) {
  std::vector<std::string> names;
  for (const Finding& finding : passport.findings) {
    if (finding.state == state) names.push_back(finding.probe);
  }
  return names.empty() ? "-" : join(names, ", ");
}

}  // namespace

std::string to_table(const PassportPage& page) {
  const Passport& passport = page.passport;
  std::string text = changes_text(page) + "\n";
  text += rows_text({{"subject", one_line(passport.subject.text)},
                     {"endpoint", fmt::format("{} (wire {})", one_line(passport.address),
                                              one_line(passport.wire))},
                     {"served id", or_none(passport.served_id)},
                     {"fingerprint", or_none(passport.fingerprint)},
                     {"examined", fmt::format("{} by attune {}", to_text(passport.made),
                                              one_line(passport.version))}});
  std::vector<std::vector<std::string>> rows = {{"Probe", "State", "Evidence"}};
  for (const Finding& finding : passport.findings)
    rows.push_back({clipped(one_line(finding.probe), 20), std::string(to_text(finding.state)),
                    one_line(finding.evidence)});
  return text + "\n" + rows_text(rows);
}

std::string to_json(const PassportPage& page) {
  const Passport& passport = page.passport;
  Json changes = Json::array();
  for (const std::string& change : page.changes) changes.push_back(one_line(change));
  const Json json = {
      {"schema", "attune.passport/1"},
      {"subject", one_line(passport.subject.text)},
      {"address", one_line(passport.address)},
      {"wire", one_line(passport.wire)},
      {"served_id", one_line(passport.served_id)},
      {"fingerprint", one_line(passport.fingerprint)},
      {"made", to_text(passport.made)},
      {"attune", one_line(passport.version)},
      {"findings", findings_json(passport.findings)},
      {"before", page.before ? Json(to_text(*page.before)) : Json(nullptr)},
      {"changes", std::move(changes)},
  };
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Listing passport_listing(std::span<const Passport> passports) {
  Listing listing{.what = "passports",
                  .columns = {"subject", "examined", "served id", "context", "ignored", "refused"}};
  for (const Passport& passport : passports) {
    const auto context = std::ranges::find(passport.findings, "context", &Finding::probe);
    const bool known = context != passport.findings.end() && context->figure;
    listing.rows.push_back({passport.subject.text, to_text(passport.made), passport.served_id,
                            known ? shortest(*context->figure) : "-",
                            probes_of(passport, FindingState::Ignored),
                            probes_of(passport, FindingState::Refused)});
  }
  return listing;
}

}  // namespace attune
