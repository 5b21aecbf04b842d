#include "results/reports/rating_notes.h"

#include <algorithm>

#include <fmt/format.h>

#include "results/reports/rating_other.h"
#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

std::string anchor_text(const std::vector<NamedAnchor>& anchors) {
  std::vector<std::string> fixed;
  for (const NamedAnchor& each : anchors)
    fixed.push_back(fmt::format("{} is {:g}", printable(each.subject), each.rating));
  return join(fixed, " and ");
}

std::string scale_note(const RatingOptions& options) {
  const std::string base = options.method == RatingMethod::Elo
                               ? "Elo, pair by pair in the order of time, K 4, from 1000"
                               : "Bradley-Terry";
  if (options.anchors.size() == 2)
    return fmt::format("scale: {}; by convention {}", base, anchor_text(options.anchors));
  const std::string odds = "400 points more are expected to take 10 of 11 parts of a win";
  if (options.anchors.size() == 1)
    return fmt::format("scale: {}; {}; by convention {}", base, odds, anchor_text(options.anchors));
  return fmt::format("scale: {}; {}; the mean of all rated is 1000", base, odds);
}

std::string_view relative_to(const RatingOptions& options) {
  if (options.anchors.size() == 2) return "relative to the two anchors";
  if (options.anchors.size() == 1) return "of the difference from the anchor";
  return "relative to the mean of the field";
}

std::string_view unit_of(ClusterBy by) {
  switch (by) {
    case ClusterBy::Scenario:
      return "scenarios";
    case ClusterBy::Judge:
      return "judges";
    case ClusterBy::Session:
      return "sessions";
  }
  return "";
}

std::string interval_note(const RatingField& field, const RatingOptions& options) {
  const Bootstrap& bootstrap = options.bootstrap;
  const std::string_view units = unit_of(options.contests.cluster);
  const bool drawn =
      options.interval == RatingInterval::Bootstrap || options.method == RatingMethod::Elo;
  const std::string how =
      drawn ? fmt::format("bootstrap over {} (expanded percentile, {} resamples, seed {})", units,
                          options.method == RatingMethod::Elo
                              ? std::min(bootstrap.resamples, kEloDraws)
                              : bootstrap.resamples,
                          bootstrap.seed)
            : fmt::format("sandwich over {} {} (Student's t)", field.clusters, units);
  return fmt::format("interval: {:.4g} % {}, {}", 100 * bootstrap.level, how, relative_to(options));
}

std::string prior_note(const Prior& prior) {
  return prior.kind == Prior::Kind::Ridge
             ? fmt::format(
                   "prior: ridge {:g}, asked for; it draws every rating to the mean, and "
                   "intervals take it as given",
                   prior.strength)
             : fmt::format(
                   "prior: pseudo-tie {:g}, asked for; everybody tied that often against "
                   "one of mean strength, and intervals take it as given",
                   prior.strength);
}

bool has_intervals(const RatingField& field) {
  return std::ranges::any_of(field.rows,
                             [](const RatingRow& row) { return row.rating && row.rating->low; });
}

void add_places(std::vector<std::string>& notes, const RatingField& field,
                const RatingOptions& options) {
  if (options.method == RatingMethod::Elo) {
    notes.push_back(
        fmt::format("places: each pair by itself at {:.4g} %", 100 * options.bootstrap.level));
    return;
  }
  notes.push_back(fmt::format(
      "places: all of them hold together at {:.4g} % (largest studentised "
      "difference, {} draws, seed {})",
      100 * options.bootstrap.level, options.bootstrap.resamples, options.bootstrap.seed));
  if (!field.detectable) return;
  notes.push_back(
      fmt::format("neighbours that differ by less than about {:.0f} points cannot be "
                  "told apart (80 % power at 5 %, mean over neighbours)",
                  *field.detectable));
}

void add_unrated(std::vector<std::string>& notes, const RatingField& field) {
  const auto unrated = std::ranges::count_if(
      field.rows, [](const RatingRow& row) { return row.unrated.has_value(); });
  const bool anybody = unrated < std::ranges::ssize(field.rows);
  if (unrated == 0) return;
  notes.push_back(fmt::format(
      "{} of {} subjects are not rated: the comparisons do not tie them to {}; nothing was shrunk "
      "to rate them",
      unrated, field.rows.size(), anybody ? "the others" : "each other"));
}

}  // namespace

std::vector<std::string> method_notes(const RatingField& field, const RatingOptions& options) {
  std::vector<std::string> notes;
  add_unrated(notes, field);
  if (options.method == RatingMethod::TrueSkill) {
    notes.emplace_back(
        "scale: TrueSkill as EQ-Bench 3's reference solves it, in the order in which comparisons "
        "came; a pair with one order only counts there as if it had both");
    notes.emplace_back("interval: the reference's 1.96 sigma, far too narrow");
    return notes;
  }
  if (!field.points.empty()) {
    notes.push_back(scale_note(options));
    if (has_intervals(field)) {
      notes.push_back(interval_note(field, options));
      add_places(notes, field, options);
    }
    if (options.prior.kind != Prior::Kind::None) notes.push_back(prior_note(options.prior));
  }
  if (options.method == RatingMethod::Elo)
    notes.emplace_back(
        "Elo depends on the order in which pairs came and is slow to leave its start: a view of "
        "what came in, not an estimate of strength");
  notes.insert(notes.end(), field.notes.begin(), field.notes.end());
  return notes;
}

std::vector<std::string> count_notes(const JudgedPairs& judged,
                                     const std::vector<JudgeView>& views) {
  std::vector<std::string> notes;
  std::size_t comparisons = 0;
  for (const JudgedPair& pair : judged.pairs) comparisons += pair.orders.size();
  notes.push_back(
      fmt::format("{} comparisons of {} pairs count", comparisons, judged.pairs.size()));
  if (judged.lone > 0)
    notes.push_back(
        fmt::format("{} comparisons without their other order are left out", judged.lone));
  if (judged.unscored > 0)
    notes.push_back(fmt::format("{} comparisons without a finding are left out", judged.unscored));
  if (judged.of_one > 0)
    notes.push_back(
        fmt::format("{} comparisons of a subject with itself are left out", judged.of_one));
  if (views.size() > 1)
    notes.push_back(fmt::format("{} judges are pooled: each pair weighs the same", views.size()));
  return notes;
}

}  // namespace attune
