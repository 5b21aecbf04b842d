#include "results/page/drift_section.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/results/page/html_reader.h"

namespace attune {
namespace {

using ::testing::HasSubstr;
using testing::HtmlReader;
using ::testing::Not;

Estimate of(double point) {
  return {.point = point, .low = point - 1, .high = point + 1, .samples = 9, .clusters = 9};
}

Drift a_drift() {
  Drift drift;
  drift.of = {.pack = {"tiny"}, .scorer = "rubric@1", .subject = {"lab/<a>"}};
  drift.releases = {
      {.name = "v1", .when = {1'700'000'000'000}, .judge = "lab/j1", .score = of(70)},
      {.name = "v2", .when = {1'710'000'000'000}, .judge = "lab/j2", .score = of(65)}};
  Change change{.from = 0, .to = 1, .total = of(-5), .judge = of(-4), .model = of(-1)};
  change.cause = Cause::Judge;
  change.sentence = "The judge marks 4 points lower.";
  change.ids = {{"judge", "lab/j1", "lab/j2"}};
  change.noise = Noise{.half_width = 1.5};
  drift.steps = {change};
  drift.whole = change;
  return drift;
}

TEST(DriftSection, AChangeIsTakenApartIntoTheModelsAndTheJudges) {
  const std::string html = drift_section({a_drift()}, "pack-1");
  EXPECT_EQ(HtmlReader(html).fault(), "");
  EXPECT_THAT(html, HasSubstr(">-5.0 ±1.0</td>"));
  EXPECT_THAT(html, HasSubstr(">-1.0 ±1.0</td>"));
  EXPECT_THAT(html, HasSubstr(">-4.0 ±1.0</td>"));
  EXPECT_THAT(html, HasSubstr(">±1.5</td>"));
  EXPECT_THAT(html, HasSubstr("<span class=\"tag warn\">judge</span>"));
  EXPECT_THAT(html, HasSubstr("The judge marks 4 points lower."));
  EXPECT_THAT(html, HasSubstr("taken apart"));
}

TEST(DriftSection, WhatElseChangedStandsInTheTimeLine) {
  EXPECT_THAT(drift_section({a_drift()}, "pack-1"), HasSubstr("judge: lab/j1 → lab/j2"));
}

TEST(DriftSection, WithoutFrozenRepliesNothingIsTakenApart) {
  Drift drift = a_drift();
  drift.whole->judge.reset();
  drift.whole->model.reset();
  EXPECT_THAT(drift_section({drift}, "pack-1"), Not(HasSubstr("taken apart")));
}

TEST(DriftSection, SeveralStepsHaveTheWholeChangeBelowThem) {
  Drift drift = a_drift();
  drift.releases.push_back({.name = "v3", .when = {1'720'000'000'000}, .score = of(64)});
  drift.steps.push_back(drift.steps[0]);
  drift.steps[1].from = 1;
  drift.steps[1].to = 2;
  drift.whole->to = 2;
  EXPECT_THAT(drift_section({drift}, "pack-1"), HasSubstr("v1 → v3"));
}

TEST(DriftSection, NoReleasesAreNothing) {
  EXPECT_EQ(drift_section({}, "pack-1"), "");
}

}  // namespace
}  // namespace attune
