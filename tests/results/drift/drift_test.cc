#include "results/drift/drift.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "results/drift/attribution.h"
#include "tests/results/drift/drift_worlds.h"

namespace attune {
namespace {

using testing::DriftWorld;
using testing::two_releases;

const DriftSubject kOf{{"intensity"}, "1.0", "sha256:0", "Intensity", "rubric@1", {"lab/model"}};
const DriftWish kWish{.bootstrap = {.resamples = 300}};

std::vector<ReleaseFacts> three_releases() {
  auto first = two_releases({.model_shift = -5}, 1);
  ReleaseFacts third = first.from;
  third.label = "2027-01";
  third.when.millis = first.to.when.millis + 1;
  third.anchors = first.to.anchors;
  return {first.from, first.to, third};
}

TEST(MakeDrift, GoesFromReleaseToRelease) {
  const auto drift = make_drift(kOf, three_releases(), kWish);
  ASSERT_EQ(drift->releases.size(), 3U);
  ASSERT_EQ(drift->steps.size(), 2U);
  EXPECT_EQ(drift->steps[1].from, 1U);
  EXPECT_EQ(drift->steps[1].to, 2U);
  EXPECT_EQ(drift->whole->from, 0U);
  EXPECT_EQ(drift->whole->to, 2U);
  EXPECT_EQ(drift->whole->total->point, 0);
  EXPECT_NEAR(drift->steps[0].total->point, -5, 3);
  EXPECT_DOUBLE_EQ(drift->steps[0].total->point, -drift->steps[1].total->point);
  EXPECT_EQ(drift->steps[0].cause, Cause::Model);
  EXPECT_DOUBLE_EQ(drift->steps[0].total->point,
                   drift->steps[0].judge->point + drift->steps[0].model->point);
}

TEST(MakeDrift, TakesTheReleasesAskedFor) {
  DriftWish wish = kWish;
  wish.from = "2026-11";
  const auto later = make_drift(kOf, three_releases(), wish);
  EXPECT_EQ(later->whole, later->steps[1]);
  wish.to = "2026-06";
  EXPECT_EQ(make_drift(kOf, three_releases(), wish).error().what,
            "release '2026-06' is not after '2026-11'");
  wish.to = "2027-10";
  EXPECT_EQ(make_drift(kOf, three_releases(), wish).error().what,
            "no release '2027-10'; did you mean '2027-01'?");
  EXPECT_EQ(make_drift(kOf, three_releases(), wish).error().remedy, Remedy::FixInput);
}

TEST(MakeDrift, DoesNotCareInWhichOrderReleasesCome) {
  auto releases = three_releases();
  std::ranges::reverse(releases);
  for (ReleaseFacts& release : releases) std::ranges::reverse(release.anchors);
  EXPECT_EQ(*make_drift(kOf, releases, kWish), *make_drift(kOf, three_releases(), kWish));
}

TEST(MakeDrift, NeedsTwoReleasesForAChange) {
  const auto drift = make_drift(kOf, {three_releases().front()}, kWish);
  EXPECT_FALSE(drift->whole);
  EXPECT_TRUE(drift->steps.empty());
  EXPECT_TRUE(drift->releases.front().score);
  EXPECT_EQ(drift->notes, std::vector<std::string>{"a drift needs two releases; there is one"});
}

TEST(MakeDrift, NamesReleasesWithoutALabelByTheirDate) {
  auto releases = three_releases();
  for (ReleaseFacts& release : releases) release.label.clear();
  const auto drift = make_drift(kOf, releases, kWish);
  EXPECT_EQ(drift->releases[0].name, "2026-05-28");
  EXPECT_EQ(drift->releases[1].name, "2026-10-26T07:33:20Z");  // two on that day
  EXPECT_EQ(drift->releases[2].name, "2026-10-26T07:33:20Z");
}

TEST(MakeDrift, SaysWhatIsCalledOtherwise) {
  auto made = two_releases({}, 2);
  made.from.subject_as = {{"gpt-4o-05"}, {"fp_1"}};
  made.to.subject_as = {{"gpt-4o-05", "gpt-4o-08"}, {}};
  made.to.judge = "lab/other";
  made.to.judge_as = {{}, {"fp_9"}};
  const auto drift = make_drift(kOf, {made.from, made.to}, kWish);
  const std::vector<IdChange> expected = {{"served id", "gpt-4o-05", "gpt-4o-05, gpt-4o-08"},
                                          {"judge", "lab/judge", "lab/other"}};
  EXPECT_EQ(drift->whole->ids, expected);  // where one side said nothing, nothing is known
}

TEST(MakeDrift, SaysWhichScenariosHaveNoPart) {
  auto made = two_releases({}, 2);
  made.to.points.erase(testing::scenario_named(3));
  const auto drift = make_drift(kOf, {made.from, made.to}, kWish);
  EXPECT_EQ(drift->whole->total->clusters, 65U);
  EXPECT_EQ(drift->whole->notes.back(),
            "65 of 66 scenarios were scored at both times; the others count only in the scores of "
            "each release");
}

TEST(DriftFigures, AreTheWholesByName) {
  const auto drift = make_drift(kOf, three_releases(), kWish);
  const auto figures = drift_figures(*drift);
  const std::map<std::string, std::optional<double>> named(figures.begin(), figures.end());
  EXPECT_EQ(named.size(), 21U);
  EXPECT_EQ(named.at("total"), 0);
  EXPECT_EQ(named.at("model_lower"), drift->whole->model->low);
  EXPECT_EQ(named.at("judge_upper"), drift->whole->judge->high);
  EXPECT_EQ(named.at("latency"), std::nullopt);
}

TEST(DriftFigures, HaveTheirNamesWhereNothingIsKnown) {
  const auto figures = drift_figures({});
  EXPECT_EQ(figures.size(), 21U);
  EXPECT_EQ(figures[0].first, "total");
  EXPECT_EQ(figures[4].first, "model_lower");
  for (const auto& [name, figure] : figures) EXPECT_FALSE(figure);
}

}  // namespace
}  // namespace attune
