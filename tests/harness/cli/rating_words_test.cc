#include "harness/cli/rating_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace attune {
namespace {

using testing::ElementsAre;

RatingOptions meant(const RatingsOptions& options) {
  auto query = rating_query(options);
  EXPECT_TRUE(query) << query.error().what;
  return query ? query->options : RatingOptions{};
}

std::string fault_in(const RatingsOptions& options) {
  const auto query = rating_query(options);
  if (query) return "no fault";
  EXPECT_EQ(query.error().remedy, Remedy::FixInput);
  return query.error().what;
}

TEST(RatingWords, DefaultsAskForNothingThatIsNotNamed) {
  const RatingOptions made = meant({});
  EXPECT_EQ(made.contests.cluster, ClusterBy::Scenario);
  EXPECT_TRUE(made.contests.covariates.factors.empty());
  EXPECT_EQ(made.prior, Prior{});
  EXPECT_EQ(made.method, RatingMethod::BradleyTerry);
  EXPECT_EQ(made.interval, RatingInterval::Sandwich);
}

TEST(RatingWords, NamesAndTheSeedArePassedOn) {
  const auto query =
      rating_query({.pack = "p", .scorer = "s", .judge = "j/k", .ability = "warmth", .seed = 7});
  ASSERT_TRUE(query);
  EXPECT_EQ(query->pack, "p");
  EXPECT_EQ(query->scorer, "s");
  EXPECT_EQ(query->judge, "j/k");
  EXPECT_EQ(query->options.contests.ability, "warmth");
  EXPECT_EQ(query->options.bootstrap.seed, 7U);
}

TEST(RatingWords, EveryWordHasItsMeaning) {
  const RatingOptions made = meant({.cluster = "session",
                                    .with = {"position, length", "style", "family,judge"},
                                    .interval = "bootstrap",
                                    .method = "trueskill"});
  EXPECT_EQ(made.contests.cluster, ClusterBy::Session);
  EXPECT_THAT(
      made.contests.covariates.factors,
      ElementsAre(Factor::Position, Factor::Length, Factor::Style, Factor::Family, Factor::Judge));
  EXPECT_EQ(made.interval, RatingInterval::Bootstrap);
  EXPECT_EQ(made.method, RatingMethod::TrueSkill);
  EXPECT_EQ(meant({.cluster = "judge"}).contests.cluster, ClusterBy::Judge);
  EXPECT_EQ(meant({.method = "elo"}).method, RatingMethod::Elo);
}

TEST(RatingWords, AnUnknownWordIsAnsweredWithTheNearest) {
  EXPECT_EQ(fault_in({.cluster = "scenaro"}), "no cluster 'scenaro'; did you mean 'scenario'?");
  EXPECT_EQ(fault_in({.with = {"position,lenght"}}), "no factor 'lenght'; did you mean 'length'?");
  EXPECT_EQ(fault_in({.interval = "sandwhich"}),
            "no interval 'sandwhich'; did you mean 'sandwich'?");
  EXPECT_EQ(fault_in({.method = "bradley"}),
            "no method 'bradley'; known: bradley-terry, elo, trueskill");
  EXPECT_EQ(fault_in({.prior = "rigde=1"}), "no prior 'rigde'; did you mean 'ridge'?");
}

TEST(RatingWords, ComeFromTheCommandLine) {
  const std::vector<const char*> words = {"attune",   "ratings",  "--pack",     "talks",
                                          "--with",   "position", "--with",     "length",
                                          "--anchor", "a/b=1500", "--anchor",   "c/d=200",
                                          "--prior",  "ridge=1",  "--interval", "bootstrap"};
  const auto command = parse_command(static_cast<int>(words.size()), words.data(),
                                     [] { return std::string("attune 1.2.3"); });
  ASSERT_TRUE(command) << command.error().what;
  const auto* options = std::get_if<RatingsOptions>(&*command);
  ASSERT_NE(options, nullptr);
  const RatingOptions made = meant(*options);
  EXPECT_EQ(options->pack, "talks");
  EXPECT_THAT(made.contests.covariates.factors, ElementsAre(Factor::Position, Factor::Length));
  EXPECT_THAT(made.anchors, ElementsAre(NamedAnchor{"a/b", 1500}, NamedAnchor{"c/d", 200}));
  EXPECT_EQ(made.interval, RatingInterval::Bootstrap);
}

TEST(RatingWords, AnAnchorIsANameAndANumber) {
  EXPECT_THAT(meant({.anchors = {"openai/o3=1500", "lab/a=b=200.5"}}).anchors,
              ElementsAre(NamedAnchor{"openai/o3", 1500}, NamedAnchor{"lab/a=b", 200.5}));
  for (const char* bad : {"openai/o3", "=1500", "openai/o3=", "openai/o3=high", "o=nan", "o=1e999"})
    EXPECT_EQ(
        fault_in({.anchors = {bad}}),
        std::string("--anchor '") + bad + "': expected NAME=RATING, such as openai/gpt-4=1100");
  EXPECT_EQ(fault_in({.anchors = {"a=1", "b=2", "c=3"}}),
            "--anchor: 3 are given; one or two fix a scale");
}

TEST(RatingWords, APriorHasAStrengthAboveNothing) {
  EXPECT_EQ(meant({.prior = "ridge=0.5"}).prior,
            (Prior{.kind = Prior::Kind::Ridge, .strength = 0.5}));
  EXPECT_EQ(meant({.prior = "pseudo-tie=2"}).prior,
            (Prior{.kind = Prior::Kind::PseudoTie, .strength = 2}));
  for (const char* bad : {"ridge", "ridge=", "ridge=0", "ridge=-1", "ridge=inf", "ridge=1x"})
    EXPECT_EQ(fault_in({.prior = bad}),
              std::string("--prior '") + bad + "': expected ridge=STRENGTH, a number above 0");
}

}  // namespace
}  // namespace attune
