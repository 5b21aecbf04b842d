#include "results/reports/rating_notes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/results/ratings/some_field.h"

namespace attune {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

RatingField a_field() {
  RatingField field;
  RatingRow row;
  row.rating = Estimate{.point = 1000, .low = 990, .high = 1010};
  field.rows = {row, row};
  field.points = {1000, 1000};
  field.clusters = 24;
  field.detectable = 17.4;
  return field;
}

TEST(RatingNotes, SayHowRatingsWereMade) {
  EXPECT_THAT(
      method_notes(a_field(), {}),
      ElementsAre("scale: Bradley-Terry; 400 points more are expected to take 10 of 11 parts of a "
                  "win; the mean of all rated is 1000",
                  "interval: 95 % sandwich over 24 scenarios (Student's t), relative to the mean "
                  "of the field",
                  "places: all of them hold together at 95 % (largest studentised difference, 2000 "
                  "draws, seed 1)",
                  "neighbours that differ by less than about 17 points cannot be told apart (80 % "
                  "power at 5 %, mean over neighbours)"));
}

TEST(RatingNotes, NameTheConventionThePriorAndTheClusters) {
  RatingOptions options;
  options.anchors = {{"lab/a", 1500}, {"lab/b", 200}};
  options.prior = {.kind = Prior::Kind::Ridge, .strength = 0.25};
  options.interval = RatingInterval::Bootstrap;
  options.contests.cluster = ClusterBy::Judge;
  const auto notes = method_notes(a_field(), options);
  EXPECT_THAT(notes,
              Contains("scale: Bradley-Terry; by convention lab/a is 1500 and lab/b is 200"));
  EXPECT_THAT(notes, Contains("interval: 95 % bootstrap over judges (expanded percentile, 2000 "
                              "resamples, seed 1), relative to the two anchors"));
  EXPECT_THAT(notes, Contains(HasSubstr("prior: ridge 0.25, asked for")));
}

TEST(RatingNotes, WithoutIntervalsNothingIsSaidOfThem) {
  RatingField field = a_field();
  for (RatingRow& row : field.rows) row.rating->low = row.rating->high = std::nullopt;
  EXPECT_THAT(method_notes(field, {}), ElementsAre(HasSubstr("scale:")));
}

TEST(RatingNotes, CountWhatCountsAndWhatDoesNot) {
  std::vector<Comparison> comparisons;
  add_pair(comparisons, "q1", "lab/a", "lab/b", 2);
  JudgedPairs judged = judged_pairs(comparisons);
  EXPECT_THAT(count_notes(judged, {}), ElementsAre("2 comparisons of 1 pairs count"));
  judged.lone = 3;
  judged.unscored = 4;
  judged.of_one = 5;
  EXPECT_THAT(count_notes(judged, std::vector<JudgeView>(2)),
              ElementsAre("2 comparisons of 1 pairs count",
                          "3 comparisons without their other order are left out",
                          "4 comparisons without a finding are left out",
                          "5 comparisons of a subject with itself are left out",
                          "2 judges are pooled: each pair weighs the same"));
}

}  // namespace
}  // namespace attune
