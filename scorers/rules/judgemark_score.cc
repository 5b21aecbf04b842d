#include "scorers/rules/judgemark_score.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "scenarios/base/rng.h"
#include "scorers/rules/rank_statistics.h"

namespace attune {
namespace {

constexpr Landmarks kCalibratedLandmarks = {0, 3, 5, 7, 10};
constexpr double kZ = 1.0364333894937898;  // of a two-sided normal interval at the level 0.70
constexpr double kToPoints = 100;
constexpr std::uint64_t kSeed = 1;  // equal marks give equal figures, whatever a run's seed

// Type 7 of Hyndman & Fan. REQUIRES: sorted, not empty.
double quantile_of_sorted(std::span<const double> sorted, double p) {
  const double place = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// Means of the same marks summed in another order must tie, or rounding would rank them.
double without_rounding(double mean) {
  constexpr double kGrain = 1e9;
  return std::round(mean * kGrain) / kGrain;
}

std::vector<std::vector<double>> by_writer(std::span<const TextMark> marks) {
  std::map<std::string_view, std::vector<double>> writers;
  for (const TextMark& mark : marks) writers[mark.writer].push_back(mark.mark);
  std::vector<std::vector<double>> groups;
  groups.reserve(writers.size());
  for (auto& [writer, values] : writers) groups.push_back(std::move(values));
  return groups;
}

// For each writer the marks of those of its texts that have one in each repeat, text after text.
using Texts = std::vector<std::vector<double>>;

Texts complete_texts(std::span<const TextMark> marks, std::size_t repeats) {
  // A resampled set holds a text several times: its copies are texts of their own.
  using Text = std::tuple<std::string_view, std::string_view, int>;           // with the copy
  std::map<std::tuple<std::string_view, std::string_view, int>, int> copies;  // with the repeat
  std::map<Text, std::vector<double>> texts;
  for (const TextMark& mark : marks) {
    const int copy = copies[{mark.writer, mark.request, mark.repeat}]++;
    texts[{mark.writer, mark.request, copy}].push_back(mark.mark);
  }
  Texts writers;
  std::string_view last;
  for (const auto& [text, values] : texts) {
    if (values.size() < repeats) continue;
    if (writers.empty() || std::get<0>(text) != last) writers.emplace_back();
    last = std::get<0>(text);
    writers.back().insert(writers.back().end(), values.begin(), values.end());
  }
  return writers;
}

// Shuffles, with four draws of each of the generator's numbers: dealing is most of the work. Of
// `bound` numbers none is likelier than another by more than 2^-16.
class Dealer {
 public:
  explicit Dealer(Rng rng) : rng_(rng) {}

  void shuffle(std::span<double> values) {
    for (std::size_t left = values.size(); left > 1; --left)
      std::swap(values[left - 1], values[below(left)]);
  }

 private:
  std::size_t below(std::size_t bound) {
    if (left_ == 0) bits_ = rng_.next();
    left_ = left_ == 0 ? 3 : left_ - 1;
    const std::uint64_t part = bits_ & 0xFFFFU;
    bits_ >>= 16U;
    return static_cast<std::size_t>(part * bound >> 16U);
  }

  Rng rng_;
  std::uint64_t bits_ = 0;
  int left_ = 0;  // parts of bits_ that are not used yet
};

// Mean tau over all pairs of rankings.
double agreement(const std::vector<std::vector<double>>& rankings) {
  double sum = 0;
  double pairs = 0;
  for (std::size_t i = 0; i < rankings.size(); ++i) {
    for (std::size_t j = i + 1; j < rankings.size(); ++j) {
      sum += kendall_tau_b(rankings[i], rankings[j]).value_or(0);
      ++pairs;
    }
  }
  return sum / pairs;
}

// Deals every text's marks to the repeats and gives the writers' means in each.
void deal(Texts& writers, Dealer& dealer, std::vector<std::vector<double>>& means) {
  const std::size_t repeats = std::max<std::size_t>(means.size(), 1);
  for (std::size_t writer = 0; writer < writers.size(); ++writer) {
    const std::span<double> marks = writers[writer];
    for (std::vector<double>& ranking : means) ranking[writer] = 0;
    for (std::size_t at = 0; at < marks.size(); at += repeats) {
      const std::span<double> text = marks.subspan(at, repeats);
      dealer.shuffle(text);
      for (std::size_t repeat = 0; repeat < repeats; ++repeat)
        means[repeat][writer] += text[repeat];
    }
    const auto texts = static_cast<double>(marks.size()) / static_cast<double>(repeats);
    for (std::vector<double>& ranking : means)
      ranking[writer] = without_rounding(ranking[writer] / texts);
  }
}

std::optional<double> stability(std::span<const TextMark> marks, int reassignments) {
  std::set<int> repeats;
  for (const TextMark& mark : marks) repeats.insert(mark.repeat);
  Texts writers = complete_texts(marks, repeats.size());
  if (repeats.size() < 2 || writers.size() < 2) return std::nullopt;
  Dealer dealer(Rng::named(kSeed, "judgemark stability"));
  std::vector<std::vector<double>> means(repeats.size(), std::vector<double>(writers.size()));
  double sum = 0;
  for (int round = 0; round < reassignments; ++round) {
    deal(writers, dealer, means);
    sum += agreement(means);
  }
  return sum / reassignments;
}

std::optional<double> correlation(std::span<const TextMark> marks) {
  std::map<int, std::map<std::string_view, std::vector<double>>> repeats;
  std::map<std::string_view, double> references;
  for (const TextMark& mark : marks) {
    if (!mark.reference) continue;
    repeats[mark.repeat][mark.writer].push_back(mark.mark);
    references[mark.writer] = *mark.reference;
  }
  double sum = 0;
  double counted = 0;
  for (const auto& [repeat, writers] : repeats) {
    std::vector<double> means;
    std::vector<double> strengths;
    for (const auto& [writer, values] : writers) {
      means.push_back(without_rounding(mean_of(values)));
      strengths.push_back(references[writer]);
    }
    const auto [low, high] = std::ranges::minmax(strengths);
    if (low == high) continue;  // also a single writer
    sum += kendall_tau_b(means, strengths).value_or(0);
    ++counted;
  }
  return counted == 0 ? std::nullopt : std::optional(sum / counted);
}

struct Span {
  double low = 0;
  double high = 0;
};

Span interval_of_mean(std::span<const double> values) {
  const double mean = mean_of(values);
  if (values.size() < 2) return {mean, mean};
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const auto n = static_cast<double>(values.size());
  const double half = kZ * std::sqrt(squares / (n - 1) / n);
  return {mean - half, mean + half};
}

// The part of `span` that `other` covers.
double share_covered(const Span& span, const Span& other) {
  const double width = span.high - span.low;
  if (width == 0) return span.low >= other.low && span.low <= other.high ? 1 : 0;
  return std::max(0.0, std::min(span.high, other.high) - std::max(span.low, other.low)) / width;
}

std::optional<double> overlap(const std::vector<std::vector<double>>& groups) {
  if (groups.size() < 2) return std::nullopt;
  std::vector<Span> spans;
  spans.reserve(groups.size());
  for (const std::vector<double>& group : groups) spans.push_back(interval_of_mean(group));
  std::ranges::stable_sort(spans, {}, [](const Span& span) { return span.low + span.high; });
  double sum = 0;
  for (std::size_t i = 0; i + 1 < spans.size(); ++i)
    sum += (share_covered(spans[i], spans[i + 1]) + share_covered(spans[i + 1], spans[i])) / 2;
  return sum / static_cast<double>(spans.size() - 1);
}

std::optional<double> mark_named(const Marks& marks, std::string_view name) {
  const auto found = std::ranges::find(marks.marks, name, &Mark::name);
  return found == marks.marks.end() ? std::nullopt : std::optional(found->value);
}

std::optional<double> in_points(std::optional<double> figure) {
  return figure ? std::optional(kToPoints * *figure) : std::nullopt;
}

}  // namespace

std::vector<TextMark> text_marks(std::span<const Scored> samples) {
  std::vector<TextMark> marks;
  for (const Scored& sample : samples) {
    const auto raw = mark_named(*sample.marks, "raw");
    if (!raw) continue;
    const auto slash = sample.scenario.find('/');
    const auto writer = slash == std::string_view::npos ? 0 : slash + 1;
    marks.push_back({.request = sample.scenario.substr(0, writer == 0 ? 0 : slash),
                     .writer = sample.scenario.substr(writer),
                     .repeat = sample.repeat,
                     .mark = *raw,
                     .reference = mark_named(*sample.marks, "reference")});
  }
  return marks;
}

Landmarks landmarks_of(std::vector<double> marks) {
  assert(!marks.empty());
  std::ranges::sort(marks);
  return {marks.front(), quantile_of_sorted(marks, 0.25), quantile_of_sorted(marks, 0.5),
          quantile_of_sorted(marks, 0.75), marks.back()};
}

double calibrated(double mark, const Landmarks& landmarks) {
  std::size_t segment = 0;
  while (segment < 3 && mark > landmarks[segment + 1]) ++segment;
  const double width = landmarks[segment + 1] - landmarks[segment];
  constexpr double kNone = 1e-12;
  const double low = kCalibratedLandmarks[segment];
  if (width < kNone) return low;
  return low + (mark - landmarks[segment]) / width * (kCalibratedLandmarks[segment + 1] - low);
}

std::vector<TextMark> calibrated(std::vector<TextMark> marks) {
  if (marks.empty()) return marks;
  std::vector<double> raw;
  raw.reserve(marks.size());
  for (const TextMark& mark : marks) raw.push_back(mark.mark);
  const Landmarks landmarks = landmarks_of(std::move(raw));
  for (TextMark& mark : marks) mark.mark = calibrated(mark.mark, landmarks);
  return marks;
}

JudgemarkParts judgemark_parts(std::span<const TextMark> marks, int reassignments) {
  const auto groups = by_writer(marks);
  return {.stability = stability(marks, reassignments),
          .correlation = correlation(marks),
          .kruskal_wallis = kruskal_wallis(groups),
          .overlap = overlap(groups)};
}

double normalised(double part, const PartScale& scale) {
  return std::clamp((part - scale.worst) / (scale.best - scale.worst), 0.0, 1.0);
}

std::optional<double> judgemark_separability(const JudgemarkParts& parts) {
  if (!parts.kruskal_wallis || !parts.overlap) return std::nullopt;
  return (normalised(*parts.kruskal_wallis, kKruskalWallisScale) +
          normalised(*parts.overlap, kOverlapScale)) /
         2;
}

std::optional<double> judgemark_composite(const JudgemarkParts& parts) {
  const auto separability = judgemark_separability(parts);
  if (!separability || !parts.stability || !parts.correlation) return std::nullopt;
  return (normalised(*parts.stability, kStabilityScale) +
          normalised(*parts.correlation, kCorrelationScale) + 4 * *separability) /
         6;
}

std::optional<double> judgemark_points(std::span<const Scored> samples) {
  return in_points(judgemark_composite(judgemark_parts(calibrated(text_marks(samples)))));
}

std::optional<double> judgemark_points_drawn(std::span<const Scored> samples) {
  const auto marks = calibrated(text_marks(samples));
  return in_points(judgemark_composite(judgemark_parts(marks, kReassignmentsDrawn)));
}

std::optional<double> separability_points(std::span<const Scored> samples) {
  const auto marks = calibrated(text_marks(samples));
  return in_points(judgemark_separability(judgemark_parts(marks, 1)));  // it has no stability in it
}

}  // namespace attune
