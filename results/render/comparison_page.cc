#include "results/render/comparison_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "results/render/sample_page.h"

namespace attune {
namespace {

const SubjectId& paired_first(const Comparison& comparison) {
  return comparison.turned ? comparison.second : comparison.first;
}

const SubjectId& paired_second(const Comparison& comparison) {
  return comparison.turned ? comparison.first : comparison.second;
}

// The sum over criteria, for the first of the pair.
double margin_of(const Comparison& comparison, const Margins& margins) {
  double sum = 0;
  for (const Margin& margin : margins.margins) sum += margin.value;
  return comparison.turned ? 0 - sum : sum;  // never minus zero
}

std::string finding_text(const Comparison& comparison) {
  if (const auto* unscored = std::get_if<Unscored>(&comparison.finding))
    return "without a finding: " + unscored->why + "\n";
  std::string text;
  for (const Margin& margin : std::get<Margins>(comparison.finding).margins)
    text += fmt::format("  {:<28} {:>+6.1f}\n", margin.criterion, margin.value);
  return text.empty() ? "  even\n" : text;
}

std::string order_text(const Comparison& comparison) {
  std::string text =
      fmt::format("── {} by {} ──\nshown first: {}\nshown second: {}\n", comparison.scorer,
                  comparison.judge.empty() ? "somebody who is not named" : comparison.judge,
                  comparison.first.text, comparison.second.text);
  text += "margins, above 0 where the first shown is better:\n" + finding_text(comparison);
  if (!comparison.rationale.empty()) text += comparison.rationale + "\n";
  return text + "\n";
}

}  // namespace

std::string comparison_name(const Comparison& comparison) {
  return fmt::format("{}@{}@{}#{}", comparison.scenario.text, paired_first(comparison).text,
                     paired_second(comparison).text, comparison.repeat);
}

Listing comparison_listing(std::span<const Comparison> comparisons) {
  Listing listing{.what = "comparisons", .columns = {"pair", "judge", "shown first", "margin"}};
  for (const Comparison& comparison : comparisons) {
    const auto* margins = std::get_if<Margins>(&comparison.finding);
    listing.rows.push_back(
        {comparison_name(comparison), comparison.judge, comparison.first.text,
         margins == nullptr ? "-" : fmt::format("{:+.1f}", margin_of(comparison, *margins))});
  }
  return listing;
}

std::string comparison_page(std::span<const Comparison> comparisons,
                            std::span<const CallRecord> calls) {
  if (comparisons.empty()) return {};
  const Comparison& one = comparisons.front();
  std::string text = fmt::format("pair {}\npack {} · run {}\n\n", comparison_name(one),
                                 one.pack.text, one.run.text);
  for (const Comparison& comparison : comparisons) text += order_text(comparison);
  return text + calls_text(calls);
}

}  // namespace attune
