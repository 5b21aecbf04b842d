#include "results/reports/whole.h"

#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace attune {
namespace {

const Marks kMarks = {.points = 50, .marks = {}};

// What a whole was asked for, as text.
std::string asked;

std::optional<double> remember(std::span<const Scored> samples) {
  asked.clear();
  for (const Scored& sample : samples)
    asked += (asked.empty() ? "" : " ") + std::string(sample.scenario);
  return static_cast<double>(samples.size());
}

std::optional<double> nothing(std::span<const Scored>) {
  return std::nullopt;
}

// Found only where all of three requests are among the samples: in 22 % of draws.
std::optional<double> needs_all(std::span<const Scored> samples) {
  std::set<std::string> requests;
  for (const Scored& each : samples) {
    const std::string cluster(cluster_of(each.scenario));
    requests.insert(cluster.substr(0, cluster.find('#')));
  }
  if (requests.size() < 3) return std::nullopt;
  return 1;
}

std::vector<Scored> samples_of(const std::vector<std::string>& ids) {
  std::vector<Scored> samples;
  for (const std::string& id : ids) samples.push_back({id, 1, &kMarks});
  return samples;
}

const std::vector<std::string> kIds = {"one/a", "one/b", "two/a", "three"};

TEST(Whole, TakesScenariosTogetherThatAreAlikeBeforeTheFirstSlash) {
  EXPECT_EQ(cluster_of("first-to-ring/rowan"), "first-to-ring");
  EXPECT_EQ(cluster_of("a/b/c"), "a");
  EXPECT_EQ(cluster_of("alone"), "alone");
  EXPECT_EQ(clusters_of(samples_of(kIds)), (std::vector<std::string_view>{"one", "three", "two"}));
}

ScoreRule rule_of(Whole whole) {
  return {.headline = ScoreRule::Headline::Whole, .whole = whole};
}

TEST(Whole, CallsAClusterThatIsDrawnAgainByAnotherName) {
  const auto samples = samples_of(kIds);
  Clustered clustered(samples, clusters_of(samples));
  EXPECT_EQ(clustered.figure(remember, std::vector<std::uint32_t>{0, 0, 1}), 5);
  EXPECT_EQ(asked, "one/a one/b one#2/a one#2/b three");
  EXPECT_EQ(clustered.figure(remember, std::vector<std::uint32_t>{1, 2, 1, 1}), 4);
  EXPECT_EQ(asked, "three two/a three#2 three#3");
}

TEST(Whole, ScoresAllSamplesWithAnIntervalOverClusters) {
  const auto found = whole_score(samples_of(kIds), rule_of(remember), {});
  const Estimate estimate = std::get<Estimate>(found);
  EXPECT_EQ(estimate.point, 4);
  EXPECT_EQ(estimate.samples, 4U);
  EXPECT_EQ(estimate.clusters, 3U);
  EXPECT_EQ(estimate.low, 3);   // thrice a cluster of one
  EXPECT_EQ(estimate.high, 6);  // thrice the one of two
}

std::optional<double> thousand(std::span<const Scored> /*samples*/) {
  return 1000;
}

TEST(Whole, TakesTheCoarserFigureForDrawsAndNeverForThePoint) {
  ScoreRule rule = rule_of(remember);
  rule.whole_drawn = thousand;
  const Estimate estimate = std::get<Estimate>(whole_score(samples_of(kIds), rule, {}));
  EXPECT_EQ(estimate.point, 4);
  EXPECT_EQ(estimate.high, 1000);
}

TEST(Whole, SaysWhyThereIsNoScore) {
  EXPECT_EQ(std::get<Unscored>(whole_score(samples_of(kIds), rule_of(nothing), {})).why,
            "4 scored samples are too few for this figure");
  EXPECT_EQ(std::get<Unscored>(whole_score(samples_of(kIds), rule_of(needs_all), {})).why,
            "fewer than half of the resamples of 4 scored samples allow this figure");
}

TEST(Whole, OfOneClusterIsAFigureWithoutAnInterval) {
  const auto found = whole_score(samples_of({"one/a", "one/b"}), rule_of(remember), {});
  EXPECT_EQ(std::get<Estimate>(found), (Estimate{.point = 2, .samples = 2, .clusters = 1}));
}

TEST(Whole, ResamplesAFieldByTheClustersOfAll) {
  const std::vector<std::string> most = {"one/a", "two/a"};
  const std::vector<std::vector<Scored>> subjects = {samples_of(kIds), samples_of(most)};
  const auto field = whole_field(subjects, rule_of(remember), {.resamples = 50});
  ASSERT_EQ(field.size(), 2U);
  EXPECT_EQ(field[0].has, (std::vector<bool>{true, true, true}));
  EXPECT_EQ(field[1].has, (std::vector<bool>{true, false, true}));
  Resampler resampler(3, 1);
  for (std::size_t draw = 0; draw < 50; ++draw) {
    double mine = 0;
    double theirs = 0;
    for (const std::uint32_t cluster : resampler.draw()) {
      mine += cluster == 0 ? 2 : 1;
      theirs += cluster == 1 ? 0 : 1;
    }
    EXPECT_EQ(field[0].draws[draw], mine);
    EXPECT_EQ(field[1].draws[draw], theirs == 0 ? std::nullopt : std::optional(theirs));
  }
}

}  // namespace
}  // namespace attune
