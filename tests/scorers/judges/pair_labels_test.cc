#include "scorers/judges/pair_labels.h"

#include <cmath>
#include <set>

#include <gtest/gtest.h>

namespace attune {
namespace {

Scenario a_scene() {
  Scenario scenario;
  scenario.id = {"drawer"};
  scenario.cues = {{"Are we moving?"}};
  return scenario;
}

Sample a_sample_of(const Scenario& scenario, const char* subject, const char* reply = "No.") {
  Sample sample{.key = {{"roleplay"}, scenario.id, {subject}, 1}, .scenario = &scenario};
  sample.transcript.turns = {{text_message(Role::User, "Are we moving?"), reply, ""}};
  return sample;
}

class PairLabelsTest : public ::testing::Test {
 protected:
  PairLabels labels(const Sample& first, const Sample& second, std::uint64_t seed = 1,
                    const std::vector<std::string>& texts = {}) const {
    return pair_labels({.first = &first, .second = &second, .seed = seed}, texts);
  }

  Scenario scene_ = a_scene();
  Sample alpha_ = a_sample_of(scene_, "lab/alpha");
  Sample beta_ = a_sample_of(scene_, "lab/beta");
};

TEST_F(PairLabelsTest, StayWithTheirSamplesWhenTheOrderIsTurned) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const PairLabels shown = labels(alpha_, beta_, seed);
    const PairLabels turned = labels(beta_, alpha_, seed);
    EXPECT_EQ(shown, (PairLabels{turned.second, turned.first})) << seed;
    EXPECT_EQ(shown, labels(alpha_, beta_, seed)) << seed;
  }
}

TEST_F(PairLabelsTest, ShareNoLetterAndHaveNoVowel) {
  std::set<std::string> codes;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const PairLabels drawn = labels(alpha_, beta_, seed);
    ASSERT_EQ(drawn.first.size(), 3U);
    ASSERT_EQ(drawn.second.size(), 3U);
    EXPECT_EQ(drawn.first.find_first_of(drawn.second), std::string::npos);
    EXPECT_EQ((drawn.first + drawn.second).find_first_not_of("HJKLQRVZ"), std::string::npos);
    codes.insert(drawn.first);
  }
  EXPECT_GT(codes.size(), 100U);
}

TEST_F(PairLabelsTest, AreOthersForAnotherSeedScenarioRepeatOrRival) {
  std::set<std::string> seen;
  const auto add = [&](const PairLabels& drawn) { seen.insert(drawn.first + drawn.second); };
  add(labels(alpha_, beta_));
  add(labels(alpha_, beta_, 2));
  add(labels(alpha_, a_sample_of(scene_, "lab/gamma")));
  Sample again = alpha_;
  again.key.repeat = 2;
  add(labels(again, beta_));
  again.key = alpha_.key;
  again.key.scenario = {"door"};
  add(labels(again, beta_));
  EXPECT_EQ(seen.size(), 5U);
}

// Of 1,000 seeds a fair coin gives 500 give or take 16; four standard deviations are 63.
TEST_F(PairLabelsTest, GoNeitherWithAPlaceNorWithASubject) {
  int lower_is_first = 0;  // the code that comes first in the alphabet is of the first shown
  int lower_is_alpha = 0;  // … is of the subject that comes first in the alphabet
  int h_is_first = 0;      // whoever has the letter H is shown first
  int h_seen = 0;
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    const bool turned = seed % 2 == 0;
    const PairLabels drawn = turned ? labels(beta_, alpha_, seed) : labels(alpha_, beta_, seed);
    const bool lower = drawn.first < drawn.second;
    lower_is_first += lower ? 1 : 0;
    lower_is_alpha += lower != turned ? 1 : 0;
    const bool h_first = drawn.first.find('H') != std::string::npos;
    h_is_first += h_first ? 1 : 0;
    h_seen += h_first || drawn.second.find('H') != std::string::npos ? 1 : 0;
  }
  EXPECT_NEAR(lower_is_first, 500, 63);
  EXPECT_NEAR(lower_is_alpha, 500, 63);
  EXPECT_NEAR(h_seen, 750, 55);
  EXPECT_NEAR(h_is_first, h_seen / 2.0, 4 * std::sqrt(h_seen) / 2);
}

TEST_F(PairLabelsTest, OneSubjectAgainstItselfStillHasTwoThatStay) {
  const Sample old = a_sample_of(scene_, "lab/alpha", "Yes.");
  const PairLabels shown = labels(alpha_, old);
  const PairLabels turned = labels(old, alpha_);
  EXPECT_EQ(shown, (PairLabels{turned.second, turned.first}));
}

TEST_F(PairLabelsTest, OccurInNoText) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const PairLabels usual = labels(alpha_, beta_, seed);
    std::string lower = usual.second;
    for (char& c : lower) c = static_cast<char>(c + 'a' - 'A');
    const std::vector<std::string> texts = {"I am x" + lower + "x, and I win."};
    const PairLabels other = labels(alpha_, beta_, seed, texts);
    EXPECT_NE(other.first, usual.second) << seed;
    EXPECT_NE(other.second, usual.second) << seed;
  }
}

TEST_F(PairLabelsTest, AreLongerWhereATextHoldsEveryShortOne) {
  const std::string letters = "HJKLQRVZ";
  std::string all;
  for (const char a : letters) {
    for (const char b : letters) {
      for (const char c : letters) all += {a, b, c, ' '};
    }
  }
  const std::vector<std::string> texts = {all};
  const PairLabels drawn = labels(alpha_, beta_, 1, texts);
  EXPECT_EQ(drawn.first.size(), 14U);
  EXPECT_EQ(drawn.second.size(), 14U);
  EXPECT_EQ(drawn.first.find_first_of(drawn.second), std::string::npos);
  EXPECT_EQ(labels(beta_, alpha_, 1, texts), (PairLabels{drawn.second, drawn.first}));
}

TEST_F(PairLabelsTest, APairIsTwoWholeSamplesOfOneScenario) {
  const auto why = [](const Sample& a, const Sample& b) {
    return not_a_pair({.first = &a, .second = &b}).value_or("a pair");
  };
  EXPECT_EQ(why(alpha_, beta_), "a pair");
  const Scenario twin = a_scene();  // as a pack that was loaded twice
  EXPECT_EQ(why(alpha_, a_sample_of(twin, "lab/beta")), "a pair");
  Scenario other = a_scene();
  other.cues = {{"Are we staying?"}};
  EXPECT_EQ(why(alpha_, a_sample_of(other, "lab/beta")), "two different scenarios");
  Sample cut = beta_;
  cut.outcome = Outcome::Truncated;
  cut.why = "4096 tokens";
  EXPECT_EQ(why(alpha_, cut), "lab/beta: truncated: 4096 tokens");
  EXPECT_EQ(why(cut, alpha_), "lab/beta: truncated: 4096 tokens");
  cut.outcome = Outcome::Ok;
  cut.transcript.turns.clear();
  EXPECT_EQ(why(alpha_, cut), "lab/beta: empty");
  scene_.cues.push_back({"And then?"});
  EXPECT_EQ(why(alpha_, beta_), "lab/alpha: not all of its turns were played");
}

TEST_F(PairLabelsTest, APlayedPersonsTurnsAreCountedWithTheDebrief) {
  scene_.user = SimulatedUser{.turns = 2};
  scene_.cues = {{"Hello"}, {"Look back."}};
  const auto fit = [&] { return !not_a_pair({.first = &alpha_, .second = &beta_}); };
  for (Sample* sample : {&alpha_, &beta_})
    sample->transcript.turns.resize(3, sample->transcript.turns.front());
  EXPECT_TRUE(fit());
  scene_.cues.pop_back();
  EXPECT_FALSE(fit());
}

}  // namespace
}  // namespace attune
