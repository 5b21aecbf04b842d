#include <algorithm>

#include <fmt/format.h>

#include "results/render/cells.h"
#include "results/render/difference_cells.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

std::string range_text(double low, double high, int decimals) {
  return fixed(low, decimals) + " to " + fixed(high, decimals);
}

// "0.62 (95 %: 0.29 to 0.82)"
std::string with_interval(const Estimate& estimate, int decimals) {
  std::string text = fixed(estimate.point, decimals);
  if (!estimate.low) return text;
  return text + fmt::format(" ({:.4g} %: {})", 100 * estimate.level,
                            range_text(*estimate.low, *estimate.high, decimals));
}

std::string means_text(const Difference& difference) {
  return fmt::format("{} and {}, over {} {} of {} {}", fixed(*difference.first_mean, 2),
                     fixed(*difference.second_mean, 2), difference.difference->samples,
                     difference.difference->samples == 1 ? "pair" : "pairs",
                     difference.difference->clusters,
                     difference.difference->clusters == 1 ? "scenario" : "scenarios");
}

std::string test_text(const DifferenceReport& report, const Difference& difference) {
  std::string text = fmt::format("{}, {}", p_text(difference.p), one_line(difference.test));
  if (report.differences.size() > 1)
    text += fmt::format("; {} as one of {} (Holm)", p_text(difference.adjusted),
                        report.differences.size());
  return text;
}

std::string binary_text(const BinaryPairs& binary) {
  return fmt::format(
      "both right {}, only the first {}, only the second {}, neither {}; Wilson {} and {} %; mid-p "
      "{}",
      binary.both, binary.first_only, binary.second_only, binary.neither,
      range_text(binary.first.low, binary.first.high, 1),
      range_text(binary.second.low, binary.second.high, 1), p_text(binary.mid_p));
}

std::string equivalence_text(const Equivalence& equivalence) {
  std::string text(likeness_text(equivalence.likeness));
  if (!equivalence.interval) return text;
  return text + fmt::format(" ({:.4g} %: {})", 100 * equivalence.level,
                            range_text(equivalence.interval->low, equivalence.interval->high, 2));
}

std::string detectable_text(const Detectable& detectable) {
  std::vector<std::string> parts;
  if (detectable.after)
    parts.push_back(fmt::format("{} points with the spread found", fixed(*detectable.after, 2)));
  if (detectable.before)
    parts.push_back(fmt::format("{} with a standard deviation of {}, supposed beforehand",
                                fixed(*detectable.before, 2), fixed(detectable.declared_sd, 1)));
  return join(parts, "; ");
}

std::string missing_text(const MissingPairs& missing) {
  std::string text =
      fmt::format("{} of {} pairs", missing.intended - missing.pairs, missing.intended);
  if (missing.bounds)
    text += fmt::format(", with them the difference lies between {} and {}",
                        fixed(missing.bounds->worst, 2), fixed(missing.bounds->best, 2));
  return text;
}

void add_equivalence(std::vector<NamedText>& texts, const Difference& difference) {
  if (!difference.equivalence) return;
  texts.push_back({fmt::format("Within ±{}", shortest(difference.equivalence->margin)),
                   equivalence_text(*difference.equivalence)});
  if (difference.detectable.scenarios_for_margin)
    texts.push_back({"Needed", fmt::format("{} scenarios to find a difference of {} points",
                                           *difference.detectable.scenarios_for_margin,
                                           shortest(difference.equivalence->margin))});
}

}  // namespace

std::vector<NamedText> figure_texts(const DifferenceReport& report, const Difference& difference) {
  if (!difference.difference) return {};
  std::vector<NamedText> texts = {{"Scores", means_text(difference)},
                                  {"Difference", with_interval(*difference.difference, 2)}};
  if (difference.p) texts.push_back({"p", test_text(report, difference)});
  if (!difference.points.empty())
    texts.push_back({"Scenarios", fmt::format("{} won, {} tied, {} lost", difference.wins.won,
                                              difference.wins.tied, difference.wins.lost)});
  if (difference.binary) texts.push_back({"Right", binary_text(*difference.binary)});
  if (difference.correlation)
    texts.push_back({"Correlation", with_interval(*difference.correlation, 2)});
  if (difference.effect)
    texts.push_back({"Effect size", "d_z " + with_interval(*difference.effect, 2)});
  add_equivalence(texts, difference);
  const std::string detectable = detectable_text(difference.detectable);
  if (!detectable.empty()) texts.push_back({"Could be found", detectable});
  if (difference.missing.pairs < difference.missing.intended)
    texts.push_back({"Missing", missing_text(difference.missing)});
  return texts;
}

}  // namespace attune
