#include "results/drift/drift.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "results/drift/attribution.h"
#include "results/drift/drift_words.h"
#include "results/drift/ruling.h"
#include "results/drift/vitals.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

using Releases = std::vector<ReleaseFacts>;

// By time, then name; what is in them in an order of its own, so that sums come out alike.
void put_in_order(Releases& releases) {
  std::ranges::sort(releases, [](const ReleaseFacts& first, const ReleaseFacts& second) {
    return std::tie(first.when, first.label) < std::tie(second.when, second.label);
  });
  for (ReleaseFacts& release : releases) {
    std::ranges::sort(release.runs);
    for (auto& [scenario, values] : release.points) std::ranges::sort(values);
    std::erase_if(release.points, [](const auto& each) { return each.second.empty(); });
  }
}

std::optional<Estimate> score_of(const ReleaseFacts& release, const Bootstrap& bootstrap) {
  std::vector<Cluster> clusters;
  for (const auto& [scenario, values] : release.points) clusters.push_back(values);
  return estimate_mean(clusters, bootstrap);
}

std::size_t anchors_in(const ReleaseFacts& release) {
  std::set<std::string> names;
  for (const AnchorMark& mark : release.anchors) names.insert(mark.name);
  return names.size();
}

ReleasePoint point_of(const ReleaseFacts& release, const Bootstrap& bootstrap) {
  return {.name = release_name(release),
          .when = release.when,
          .runs = release.runs,
          .judge = release.judge,
          .subject_as = release.subject_as,
          .judge_as = release.judge_as,
          .score = score_of(release, bootstrap),
          .vitals = vitals_of(release, bootstrap),
          .anchors = anchors_in(release)};
}

std::vector<ReleasePoint> points_of(const Releases& releases, const Bootstrap& bootstrap) {
  std::vector<ReleasePoint> points;
  for (const ReleaseFacts& release : releases) points.push_back(point_of(release, bootstrap));
  // Releases of one day without a label: the time tells them apart.
  std::map<std::string, std::size_t> named;
  for (const ReleasePoint& point : points) ++named[point.name];
  for (ReleasePoint& point : points) {
    if (named[point.name] > 1) point.name = to_text(point.when);
  }
  return points;
}

std::string joined(const std::set<std::string>& names) {
  return join(std::vector<std::string>(names.begin(), names.end()), ", ");
}

// Nothing where one side said nothing: that is no change.
void note_change(std::vector<IdChange>& changes, const std::string& what,
                 const std::set<std::string>& before, const std::set<std::string>& after) {
  if (before.empty() || after.empty() || before == after) return;
  changes.push_back({what, joined(before), joined(after)});
}

std::vector<IdChange> id_changes(const ReleaseFacts& from, const ReleaseFacts& to) {
  std::vector<IdChange> changes;
  note_change(changes, "served id", from.subject_as.ids, to.subject_as.ids);
  note_change(changes, "fingerprint", from.subject_as.fingerprints, to.subject_as.fingerprints);
  if (from.judge != to.judge) changes.push_back({"judge", from.judge, to.judge});
  note_change(changes, "judge's served id", from.judge_as.ids, to.judge_as.ids);
  note_change(changes, "judge's fingerprint", from.judge_as.fingerprints, to.judge_as.fingerprints);
  return changes;
}

struct Pair {
  std::size_t from = 0, to = 0;
};

Change change_of(const Drift& drift, const Releases& releases, const Pair& pair) {
  const ReleaseFacts& from = releases[pair.from];
  const ReleaseFacts& to = releases[pair.to];
  const Parts parts = attribute(from, to, drift.bootstrap);
  const Ruling ruling = rule_on(parts, from, to);
  Change change{.from = pair.from,
                .to = pair.to,
                .total = parts.total,
                .judge = parts.judge,
                .model = parts.model,
                .spread = parts.spread,
                .noise = noise_of(from, to, drift.bootstrap.level),
                .cause = ruling.cause,
                .why = ruling.why,
                .vitals = vitals_change(from, to, drift.bootstrap),
                .ids = id_changes(from, to)};
  change.sentence = sentence_on(change, {.subject = drift.of.subject,
                                         .from = drift.releases[pair.from].name,
                                         .to = drift.releases[pair.to].name,
                                         .by_rules = is_marked_by_rules(from, to)});
  change.notes = notes_on(change, parts);
  const std::size_t common = parts.total ? parts.total->clusters : 0;
  const std::size_t most = std::max(from.points.size(), to.points.size());
  if (common < most)
    change.notes.push_back(
        fmt::format("{} of {} scenarios were scored at both times; the others count only in the "
                    "scores of each release",
                    common, most));
  return change;
}

Result<std::size_t> find_release(const Drift& drift, const std::string& name,
                                 std::size_t otherwise) {
  if (name.empty()) return otherwise;
  std::vector<std::string> names;
  for (std::size_t at = 0; at < drift.releases.size(); ++at) {
    if (drift.releases[at].name == name) return at;
    names.push_back(drift.releases[at].name);
  }
  return fix_input(no_such("release", name, names));
}

bool has_judge(const Drift& drift) {
  return std::ranges::any_of(drift.releases,
                             [](const ReleasePoint& each) { return !each.judge.empty(); });
}

std::vector<std::string> notes_on(const Drift& drift) {
  const double level = drift.bootstrap.level;
  std::vector<std::string> notes;
  if (drift.releases.size() < 2) {
    notes.emplace_back("a drift needs two releases; there is one");
    return notes;
  }
  notes.push_back(fmt::format("intervals: {:.4g} %, by {} draws of scenarios (seed {})",
                              100 * level, drift.bootstrap.resamples, drift.bootstrap.seed));
  if (has_judge(drift))
    notes.push_back(
        fmt::format("those of the judge's and the model's part: {:.3g} %, so that what is said of "
                    "both holds in {:.4g} % of cases",
                    100 * part_level(level), 100 * level));
  notes.emplace_back(drift.steps.size() > 1
                         ? "each step, and each vital, is looked at by itself: of many, one will "
                           "stand out by chance"
                         : "each vital is looked at by itself");
  return notes;
}

void add_figures(std::vector<std::pair<std::string, std::optional<double>>>& figures,
                 const std::string& name, const std::optional<Estimate>& estimate) {
  figures.emplace_back(name, estimate ? std::optional(estimate->point) : std::nullopt);
  figures.emplace_back(name + "_lower", estimate ? estimate->low : std::nullopt);
  figures.emplace_back(name + "_upper", estimate ? estimate->high : std::nullopt);
}

}  // namespace

std::string release_name(const ReleaseFacts& release) {
  return release.label.empty() ? to_text(release.when).substr(0, 10) : release.label;
}

Result<Drift> make_drift(DriftSubject of, std::vector<ReleaseFacts> releases,
                         const DriftWish& wish) {
  assert(!releases.empty());
  put_in_order(releases);
  Drift drift{.of = std::move(of), .bootstrap = wish.bootstrap};
  drift.releases = points_of(releases, wish.bootstrap);
  const auto from = find_release(drift, wish.from, 0);
  if (!from) return from.error();
  const auto to = find_release(drift, wish.to, releases.size() - 1);
  if (!to) return to.error();
  if (releases.size() > 1 && *to <= *from)
    return fix_input(fmt::format("release '{}' is not after '{}'", drift.releases[*to].name,
                                 drift.releases[*from].name));
  for (std::size_t at = 1; at < releases.size(); ++at)
    drift.steps.push_back(change_of(drift, releases, {at - 1, at}));
  if (releases.size() > 1) {
    drift.whole = *to == *from + 1 ? drift.steps[*from] : change_of(drift, releases, {*from, *to});
  }
  drift.notes = notes_on(drift);
  return drift;
}

std::vector<std::pair<std::string, std::optional<double>>> drift_figures(const Drift& drift) {
  const Change change = drift.whole.value_or(Change{});
  std::vector<std::pair<std::string, std::optional<double>>> figures;
  add_figures(figures, "total", change.total);
  add_figures(figures, "model", change.model);
  add_figures(figures, "judge", change.judge);
  add_figures(figures, "refusals", change.vitals.refusals);
  add_figures(figures, "length", change.vitals.length);
  add_figures(figures, "latency", change.vitals.latency);
  add_figures(figures, "cost", change.vitals.cost);
  return figures;
}

std::string_view to_text(Cause cause) {
  switch (cause) {
    case Cause::None:
      return "none";
    case Cause::Model:
      return "model";
    case Cause::Judge:
      return "judge";
    case Cause::Both:
      return "both";
    case Cause::Unknown:
      return "unknown";
  }
  return {};
}

}  // namespace attune
