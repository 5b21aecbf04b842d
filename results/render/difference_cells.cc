#include "results/render/difference_cells.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "results/render/cells.h"

namespace attune {
namespace {

constexpr std::size_t kRunLetters = 8;
constexpr double kLeastShownP = 0.001;

// Decimals that a figure with this interval deserves.
int decimals_of(const Estimate& estimate) {
  const double width = estimate.low ? *estimate.high - *estimate.low : std::abs(estimate.point);
  return width < 1 ? 2 : 1;
}

std::string scenarios_text(std::size_t count) {
  return fmt::format("{} {}", count, count == 1 ? "scenario" : "scenarios");
}

// "95 %: 1.1 to 5.3, " or nothing; `turned`: of the difference the other way round.
std::string interval_part(const Estimate& estimate, bool turned) {
  if (!estimate.low) return "no interval, ";
  const int decimals = decimals_of(estimate);
  const double low = turned ? -*estimate.high : *estimate.low;
  const double high = turned ? -*estimate.low : *estimate.high;
  return fmt::format("{:.4g} %: {} to {}, ", 100 * estimate.level, fixed(low, decimals),
                     fixed(high, decimals));
}

std::string evidence(const Difference& difference, bool turned) {
  const Estimate& estimate = *difference.difference;
  const std::string p = difference.adjusted ? p_sentence(*difference.adjusted) : "no test";
  return fmt::format("({}{}; {})", interval_part(estimate, turned), p,
                     scenarios_text(estimate.clusters));
}

// The first sentence, where there is a difference to speak of.
std::string answer(const DifferenceReport& report, const Difference& difference) {
  const Estimate& estimate = *difference.difference;
  const std::string first = side_text(report.first);
  const std::string second = side_text(difference.second);
  const int decimals = decimals_of(estimate);
  if (difference.shown) {
    const bool worse = estimate.point < 0;
    return fmt::format("{} is {} points {} than {} {}.", first,
                       fixed(std::abs(estimate.point), decimals), worse ? "worse" : "better",
                       second, evidence(difference, worse));
  }
  return fmt::format("No difference is shown between {} and {}: {} points {}.", first, second,
                     fixed(estimate.point, decimals), evidence(difference, false));
}

std::optional<std::string> reach_sentence(const Difference& difference) {
  if (difference.shown || !difference.detectable.after) return std::nullopt;
  return fmt::format(
      "With {} and the spread found, a difference of {} points would have been found in 80 % of "
      "cases.",
      scenarios_text(difference.difference->clusters), fixed(*difference.detectable.after, 1));
}

std::optional<std::string> equivalence_sentence(const Equivalence& equivalence) {
  const std::string within = fmt::format("within ±{} points", shortest(equivalence.margin));
  const std::string interval =
      equivalence.interval
          ? fmt::format(" ({:.4g} %: {} to {})", 100 * equivalence.level,
                        fixed(equivalence.interval->low, 1), fixed(equivalence.interval->high, 1))
          : "";
  switch (equivalence.likeness) {
    case Likeness::EqualWithin:
      return fmt::format("They are equal {}{}.", within, interval);
    case Likeness::DifferentWithin:
      return fmt::format("The difference is real and lies {}{}.", within, interval);
    case Likeness::NeitherShown:
      return fmt::format("Nor are they shown to be equal {}{}.", within, interval);
    case Likeness::Different:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::string side_text(const Side& side) {
  std::string text = one_line(side.subject.text);
  std::string label = one_line(side.release);
  if (!side.run.text.empty()) {
    label += label.empty() ? "" : ", ";
    label += "run " + one_line(side.run.text.substr(0, kRunLetters));
  }
  if (!label.empty()) text += " (" + label + ")";
  if (side.stub) text += " (stub)";
  return text;
}

std::string heading_text(const DifferenceReport& report) {
  std::string text = one_line(report.title.empty() ? report.pack.text : report.title);
  text += fmt::format(" ({} {}), marked by {}", one_line(report.pack.text),
                      one_line(report.version), one_line(report.scorer));
  if (!report.judge.empty()) text += " with " + one_line(report.judge);
  return text;
}

std::string p_text(const std::optional<double>& p) {
  if (!p) return "-";
  if (*p < kLeastShownP) return "< 0.001";
  return fmt::format("{:.{}f}", *p, *p < 0.1 ? 3 : 2);
}

std::string p_sentence(double p) {
  return (p < kLeastShownP ? "p " : "p = ") + p_text(p);
}

std::string wins_text(const WinCounts& wins) {
  return fmt::format("{}-{}-{}", wins.won, wins.tied, wins.lost);
}

std::string_view likeness_text(Likeness likeness) {
  switch (likeness) {
    case Likeness::Different:
      return "different";
    case Likeness::EqualWithin:
      return "equal within the margin";
    case Likeness::DifferentWithin:
      return "different, yet within the margin";
    case Likeness::NeitherShown:
      return "neither shown";
  }
  return {};
}

std::vector<std::string> answer_texts(const DifferenceReport& report,
                                      const Difference& difference) {
  if (!difference.difference)
    return {fmt::format("{} and {} cannot be compared: {}.", side_text(report.first),
                        side_text(difference.second),
                        one_line(difference.failed.value_or("there is no figure of both")))};
  std::vector<std::string> sentences = {answer(report, difference)};
  if (auto reach = reach_sentence(difference)) sentences.push_back(*std::move(reach));
  if (difference.equivalence) {
    if (auto equal = equivalence_sentence(*difference.equivalence))
      sentences.push_back(*std::move(equal));
  }
  return sentences;
}

}  // namespace attune
